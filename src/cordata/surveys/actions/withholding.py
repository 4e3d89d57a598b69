"""A school keeps its answers from research, or allows it again.

``evidence.actions.withholding`` begins here and goes on to what was made of the answers.
"""

from django.db import IntegrityError, transaction

from cordata.accounts.models import User
from cordata.history.actions import record
from cordata.schools.models import School
from cordata.surveys.models import Withheld


class WithheldAlready(Exception):
    """The school withholds its answers, or allows them, as it was asked to."""


@transaction.atomic
def withhold_answers(school: School, *, by: User | None) -> Withheld:
    """From now on no table for research is built from its rounds. Raises WithheldAlready."""
    try:
        with transaction.atomic():
            found = Withheld.objects.create(school=school, withheld_by=by)
    except IntegrityError as twice:
        raise WithheldAlready from twice
    _note("answers.withheld", school, by)
    return found


@transaction.atomic
def allow_answers(school: School, *, by: User | None) -> None:
    """Research may use them again, from the next table on. Raises WithheldAlready."""
    gone, _of = Withheld.objects.filter(school=school).delete()
    if not gone:
        raise WithheldAlready
    _note("answers.allowed", school, by)


def _note(verb: str, school: School, by: User | None) -> None:
    record(verb, on=school, by=by, scope=f"country:{school.country}", concerns=school)
