"""How far a practice is, in words and as a colour that never stands alone."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from cordata.practices.models import Edition, Practice


def state_of(
    practice: Practice, edition: Edition | None, shown: Edition | None
) -> tuple[str, str]:
    """In words; and "act" where somebody has to do something, "done", "wait" or "gone"."""
    if practice.withdrawn_at:
        return _("Taken back by the school"), "done"
    if practice.sent_at is None:
        return _("Draft"), "act"
    if edition is None:
        return (_("Published"), "done") if shown else (_("With the researchers"), "act")
    state = str(edition.get_state_display())
    if shown:
        return _("Published; next edition: %(state)s") % {"state": state}, "wait"
    return state, "act" if edition.state == Edition.State.DRAFT else "wait"


def states_of(practices: Sequence[Practice]) -> dict[int, tuple[str, str]]:
    """The same for many, by key. One query."""
    at_work: dict[int, Edition] = {}
    shown: dict[int, Edition] = {}
    states = [*Edition.AT_WORK, Edition.State.PUBLISHED]
    for one in Edition.objects.filter(practice__in=practices, state__in=states):
        (shown if one.state == Edition.State.PUBLISHED else at_work)[one.practice_id] = one
    return {one.pk: state_of(one, at_work.get(one.pk), shown.get(one.pk)) for one in practices}
