"""Entries of diaries, for those whom the school let read them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cordata.cycles.models import DiaryEntry
from cordata.cycles.queries.diary import entries_read_by
from cordata.search.queries import readers
from cordata.search.queries.kinds.kind import Kind, Written
from cordata.search.queries.kinds.parts import beginning, language_of, without_marks

Readers = DiaryEntry.Readers


def _rows() -> QuerySet[Any]:
    return DiaryEntry.objects.filter(taken_out_at=None).select_related(
        "cluster__cohort__programme", "participation__school",
        "participation__cohort__country", "participation__cohort__programme",
    )  # fmt: skip


def _cards(entries: list[DiaryEntry]) -> Iterable[Written]:
    for entry in entries:
        school, cohort = entry.participation.school, entry.participation.cohort
        text = without_marks(entry.text)
        yield Written(
            thing=entry.public_id,
            title=beginning(text),
            text=f"{text} {school.name}",
            place={"entry": entry.public_id},
            language=language_of(cohort),
            readers=_readers(entry),
            country=cohort.country_id,
            levels=school.levels,
        )


def _readers(entry: DiaryEntry) -> set[str]:
    cohort = entry.participation.cohort
    keys = readers.team_of(entry.participation.school.public_id)
    keys |= readers.inside(entry.cluster.public_id)
    keys |= readers.coordinators_of(entry.cluster.cohort)
    if entry.readers != Readers.CLUSTER:
        keys |= readers.taking_part_in(cohort.public_id)
    if entry.readers == Readers.RESEARCHERS:
        keys |= readers.researchers_of(cohort)
    return keys


KIND = Kind(
    code="diary",
    name=_("Diary"),
    every=DiaryEntry.objects.all,
    rows=_rows,
    cards=_cards,
    seen_by=entries_read_by,
    route="diary:entry",
    touched={"cycles.DiaryEntry": "public_id"},
    is_mass=True,
)
