"""What is asked of a school about practices: one query for the page of the week."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, QuerySet, Value

from cordata.accounts.models import User
from cordata.practices.models import Edition, Question
from cordata.practices.queries.seen import passings_to_confirm
from cordata.schools.queries.schools import my_school_ids

AGREEMENT, QUESTION, PASSING = "agreement", "question", "passing"
ORDER = (AGREEMENT, QUESTION, PASSING)


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to do; ``kind`` says what, ``thing`` where (the practice's public id)."""

    kind: str
    thing: str
    title: str
    school: str


def asked_of(person: User) -> list[Asked]:
    """Agreements first, then questions, then what another school says about a practice."""
    mine = my_school_ids(person)
    if not mine:
        return []
    editions = Edition.objects.filter(
        state=Edition.State.ASKED, practice__withdrawn_at=None,
        practice__participation__school__public_id__in=mine,
    )  # fmt: skip
    questions = Question.objects.filter(
        answered_at=None, practice__withdrawn_at=None,
        practice__participation__school__public_id__in=mine,
    )  # fmt: skip
    passings = passings_to_confirm(person).filter(practice__withdrawn_at=None)
    of_practice = ("practice__public_id", "practice__title")
    told = "practice__participation__school__name"
    found = _line(editions, AGREEMENT, *of_practice, told).union(
        _line(questions, QUESTION, *of_practice, told),
        _line(passings, PASSING, *of_practice, "told_for__name"),
    )
    return sorted(
        (Asked(*row) for row in found), key=lambda one: (ORDER.index(one.kind), one.title)
    )


def _line(rows: QuerySet[Any], kind: str, *fields: str) -> QuerySet[Any, Any]:
    named = {f"f{at}": F(name) for at, name in enumerate(fields)}
    marked = rows.order_by().select_related(None)
    lines: QuerySet[Any, Any] = marked.annotate(
        kind=Value(kind, CharField()), **named
    ).values_list("kind", *named)
    return lines
