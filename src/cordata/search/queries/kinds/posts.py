"""What schools tell everybody."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cordata.accounts.models import User
from cordata.cycles.models import PublicPost
from cordata.cycles.queries.diary import public_posts
from cordata.search.queries.kinds.kind import Kind, Written
from cordata.search.queries.kinds.parts import without_marks


def _seen_by(_person: User) -> QuerySet[Any]:
    return public_posts()


def _cards(posts: list[PublicPost]) -> Iterable[Written]:
    for post in posts:
        school, cohort = post.entry.participation.school, post.entry.participation.cohort
        whose = f" {school.name}, {school.municipality}" if school.listed else ""
        yield Written(
            thing=post.public_id,
            title=post.title,
            text=f"{without_marks(post.text)}{whose}",
            place={"cc": cohort.country_id.lower()},
            language=post.language,
            anchor=post.public_id,
            country=cohort.country_id,
            levels=school.levels if school.listed else (),
        )


KIND = Kind(
    code="post",
    name=_("From the schools"),
    every=PublicPost.objects.all,
    rows=public_posts,
    cards=_cards,
    seen_by=_seen_by,
    route="diary:public",
    touched={
        "cycles.DiaryEntry": "entry__public_id",
        "schools.School": "entry__participation__school__public_id",
    },
    is_mass=True,
)
