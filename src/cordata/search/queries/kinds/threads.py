"""Conversations of a cluster: for the teams inside it, and for nobody who coordinates them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from cordata.cycles.models import Post, Thread
from cordata.cycles.queries.talk import threads_seen_by
from cordata.search.queries import readers
from cordata.search.queries.kinds.kind import Kind, Written
from cordata.search.queries.kinds.parts import without_marks


def _rows() -> QuerySet[Any]:
    said = Post.objects.filter(withdrawn_at=None).order_by("pk")
    found = Thread.objects.select_related("cluster__cohort")
    return found.prefetch_related(Prefetch("posts", said, to_attr="said"))


def _cards(threads: list[Any]) -> Iterable[Written]:
    for thread in threads:
        by_language: dict[str, list[str]] = defaultdict(list)
        for post in thread.said:
            by_language[post.language].append(without_marks(post.text))
        for language, said in (by_language or {"": []}).items():
            yield Written(
                thing=thread.public_id,
                title=thread.title,
                text=" ".join(said),
                place={"thread": thread.public_id},
                language=language,
                readers=readers.inside(thread.cluster.public_id),
                country=thread.cluster.cohort.country_id,
            )


KIND = Kind(
    code="thread",
    name=_("Talk"),
    every=Thread.objects.all,
    rows=_rows,
    cards=_cards,
    seen_by=threads_seen_by,
    route="talk:thread",
    touched={"cycles.Thread": "public_id", "cycles.Post": "posts__public_id"},
    is_mass=True,
)
