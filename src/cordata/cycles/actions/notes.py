"""What else was said of something that was told: another school's view, a second colleague's words."""

from uuid import UUID

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
    if receipt and (there := Note.objects.filter(receipt=receipt).first()):
        return there
    if activity.told_at is None:
        raise NotYetBegun
    belong(activity.cluster, participation)
    made = Note.objects.create(
        activity=activity,
        participation=participation,
        went=went,
        sentence=sentence.strip(),
        next_step=next_step.strip(),
        written_by=by,
        receipt=receipt,
    )
    note("activity.noted", activity, by, went=went, **sent_by(receipt))
    return made
