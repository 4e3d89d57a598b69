"""Published practices, whatever came of them, in each language of their record."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cordata.accounts.models import User
from cordata.practices.models import Edition, Part, Practice
from cordata.practices.queries import published
from cordata.search.queries.kinds.kind import Kind, Written
from cordata.search.queries.kinds.parts import without_marks


def _rows() -> QuerySet[Any]:
    return Practice.objects.filter(pk__in=published().order_by().values("practice"))


def _seen_by(_person: User) -> QuerySet[Any]:
    return _rows()


def _cards(practices: list[Practice]) -> Iterable[Written]:
    for edition in published().filter(practice__in=practices):
        for language, texts in edition.texts.items():
            yield _card(edition, language, texts)


def _card(edition: Edition, language: str, texts: dict[str, str]) -> Written:
    participation = edition.practice.participation
    school, told = participation.school, [texts.get(part, "") for part in Part.values]
    whose = [school.name, school.municipality] if school.listed else []
    return Written(
        thing=edition.practice.public_id,
        title=texts.get(Part.TITLE, ""),
        text=" ".join(one for one in [*map(without_marks, told[1:]), *whose] if one),
        place={"number": str(edition.practice.number)},
        language=language,
        country=participation.cohort.country_id,
        needs=[topic.slug for topic in edition.needs.all()],
        levels=edition.levels,
        audience=["school"],
    )


KIND = Kind(
    code="practice",
    name=_("Practices"),
    every=Practice.objects.all,
    rows=_rows,
    cards=_cards,
    seen_by=_seen_by,
    route="practices:practice",
    touched={
        "practices.Practice": "public_id",
        "practices.Edition": "editions__public_id",
        "schools.School": "participation__school__public_id",
    },
    weight=0.3,
)
