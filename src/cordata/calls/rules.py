"""Who may do what with calls and what schools send to them."""

from cordata.accounts.models import User
from cordata.calls.models import Application, Assessment, Call
from cordata.networks.rules import may_coordinate


def may_edit_call(person: User, call: Call) -> bool:
    """Whoever coordinates the cohort that the call is for."""
    return may_coordinate(person, call.cohort)


def may_read_application(person: User, application: Application) -> bool:
    """Whoever coordinates the call; and assessors, those that were given to them."""
    return may_edit_call(person, application.call) or (
        application.assessments.filter(assessor__person=person, conflict="").exists()
    )


def may_assess(person: User, assessment: Assessment) -> bool:
    """The assessor it was given to, who has said that nothing stands in the way."""
    return (
        assessment.assessor.person_id == person.pk
        and assessment.assessor.stated_at is not None
        and assessment.assessor.left_at is None
        and not assessment.conflict
    )
