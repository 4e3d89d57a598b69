"""What is asked of a person about practices: one query for the page of the week."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, QuerySet, Value

from cordata.accounts.models import User
from cordata.practices.models import Edition, Question, Stage
from cordata.practices.queries.seen import (
    documents_practices,
    editions_validated_by,
    passings_to_confirm,
)
from cordata.schools.queries.schools import my_school_ids

AGREEMENT, QUESTION, PASSING, VALIDATION = "agreement", "question", "passing", "validation"
ORDER = (AGREEMENT, QUESTION, PASSING, VALIDATION)
OF_PRACTICE = ("practice__public_id", "practice__title")
TOLD_BY = "practice__participation__school__name"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to do; ``kind`` says what, ``thing`` where (the practice's public id)."""

    kind: str
    thing: str
    title: str
    school: str


def asked_of(person: User) -> list[Asked]:
    """Agreements first, then questions, what another school says, and what to validate. One query."""
    stages = [Stage.PROJECT, Stage.EXPERT] if documents_practices(person) else [Stage.EXPERT]
    lines = [
        _line(editions_validated_by(person, one), VALIDATION, *OF_PRACTICE, TOLD_BY)
        for one in stages
    ]
    if mine := my_school_ids(person):
        lines += _of_schools(person, mine)
    first, *others = lines
    found = first.union(*others) if others else first
    return sorted(
        (Asked(*row) for row in found), key=lambda one: (ORDER.index(one.kind), one.title)
    )


def _of_schools(person: User, mine: Collection[str]) -> list[QuerySet[Any, Any]]:
    editions = Edition.objects.filter(
        state=Edition.State.ASKED, practice__withdrawn_at=None,
        practice__participation__school__public_id__in=mine,
    )  # fmt: skip
    questions = Question.objects.filter(
        answered_at=None, practice__withdrawn_at=None,
        practice__participation__school__public_id__in=mine,
    )  # fmt: skip
    passings = passings_to_confirm(person).filter(practice__withdrawn_at=None)
    return [
        _line(editions, AGREEMENT, *OF_PRACTICE, TOLD_BY),
        _line(questions, QUESTION, *OF_PRACTICE, TOLD_BY),
        _line(passings, PASSING, *OF_PRACTICE, "told_for__name"),
    ]


def _line(rows: QuerySet[Any], kind: str, *fields: str) -> QuerySet[Any, Any]:
    named = {f"f{at}": F(name) for at, name in enumerate(fields)}
    marked = rows.order_by().select_related(None)
    lines: QuerySet[Any, Any] = marked.annotate(
        kind=Value(kind, CharField()), **named
    ).values_list("kind", *named)
    return lines
