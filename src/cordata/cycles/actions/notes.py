"""What else was said of something that was told: another school's view, a second colleague's words."""

from uuid import UUID, uuid4

from django.db import transaction

from cordata.accounts.models import User
from cordata.cycles.actions.activities import NotYetBegun, belong, note
from cordata.cycles.models import Activity, Note
from cordata.history.actions import sent_by
from cordata.networks.models import Participation


@transaction.atomic
def add_note(
    activity: Activity,
    *,
    participation: Participation | None,
    went: str,
    sentence: str,
    next_step: str,
    receipt: UUID | None = None,
    by: User,
) -> Note:
    """Beside what was told first, which stays as it is; no hours are counted from it.

    participation  the school that says it; None if the coordinator does
    Sent again with its receipt, it is there once. Raises NotYetBegun, NotInTheCluster.
    """
    if activity.told_at is None:
        raise NotYetBegun
    belong(activity.cluster, participation)
    facts = {
        "participation": participation,
        "went": went,
        "sentence": sentence.strip(),
        "next_step": next_step.strip(),
        "written_by": by,
    }
    made, is_new = activity.notes.get_or_create(receipt=receipt or uuid4(), defaults=facts)
    if is_new:
        note("activity.noted", activity, by, went=went, **sent_by(receipt))
    return made
