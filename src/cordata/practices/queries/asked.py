"""What is asked of a person about practices: lines of the one query of the week."""

from collections.abc import Collection
from functools import cache

from django.db.models import QuerySet

from cordata.accounts.models import User
from cordata.kit.lines import Lines, lines_of
from cordata.practices.models import Edition, Question, Stage
from cordata.practices.queries.seen import (
    documents_practices,
    editions_validated_by,
    passings_to_confirm,
)
from cordata.schools.queries.schools import my_school_ids

AGREEMENT, QUESTION, PASSING = "agreement", "asked of a practice", "passing"
VALIDATION = "validation"
OF_PRACTICE = {
    "thing": "practice__public_id", "text": "practice__title",
    "place": "practice__participation__school__name",
}  # fmt: skip


def asked_of(person: User) -> list[Lines]:
    """Agreements, questions, what another school says, and what there is to validate."""
    stages = [Stage.PROJECT, Stage.EXPERT] if documents_practices(person) else [Stage.EXPERT]
    lines = [
        lines_of(editions_validated_by(person, one), VALIDATION, **OF_PRACTICE)
        for one in stages
    ]
    mine = my_school_ids(person)
    return [*lines, *_of_schools(person, mine)] if mine else lines


def _of_schools(person: User, mine: Collection[str]) -> list[Lines]:
    editions, questions = _of_practices()
    ours = {"practice__participation__school__public_id__in": mine}
    passings = passings_to_confirm(person).filter(practice__withdrawn_at=None)
    return [
        lines_of(editions.filter(**ours), AGREEMENT, **OF_PRACTICE),
        lines_of(questions.filter(**ours), QUESTION, **OF_PRACTICE),
        lines_of(passings, PASSING, **OF_PRACTICE | {"place": "told_for__name"}),
    ]


@cache  # decision 0030
def _of_practices() -> tuple[QuerySet[Edition], QuerySet[Question]]:
    """Whatever school they are of: what waits for its agreement, and what is asked."""
    editions = Edition.objects.filter(state=Edition.State.ASKED, practice__withdrawn_at=None)
    questions = Question.objects.filter(answered_at=None, practice__withdrawn_at=None)
    return editions, questions
