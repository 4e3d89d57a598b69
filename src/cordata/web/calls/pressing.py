"""What a call asks of its coordinator, in a sentence: overview and This week show this."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cordata.calls.queries.pressing import CallAtWork, Pressing


@dataclass(frozen=True)
class Asked:
    """A sentence, how long it takes, where; ``urgency`` 0 is first."""

    urgency: int
    sentence: str
    minutes: int
    address: str
    action: str


def asked_by(one: CallAtWork) -> Asked | None:
    """The first thing a call asks for; None if nothing."""
    facts = {"call": one.call.reference, "number": 0}
    match one.pressing:
        case Pressing.APPEALS:
            facts["number"] = one.appeals
            sentence = ngettext(
                "%(call)s: %(number)d appeal waits for a decision",
                "%(call)s: %(number)d appeals wait for a decision",
                one.appeals,
            )
            found = (1, sentence, 15, "selection:appeals", pgettext("button", "Decide"))
        case Pressing.QUESTIONS:
            facts["number"] = one.unanswered
            sentence = ngettext(
                "%(call)s: %(number)d question has no answer",
                "%(call)s: %(number)d questions have no answer",
                one.unanswered,
            )
            found = (1, sentence, 5, "calls:questions", pgettext("to do", "Answer"))
        case Pressing.DOOR:
            facts["number"] = one.sent
            sentence = ngettext(
                "%(call)s: %(number)d school waits at the open door",
                "%(call)s: %(number)d schools wait at the open door",
                one.sent,
            )
            found = (2, sentence, 10, "selection:together", pgettext("button", "Decide"))
        case Pressing.CLOSING:
            facts["number"] = days = _days_left(one)
            sentence = ngettext(
                "%(call)s closes in %(number)d day: see which places nobody asks for",
                "%(call)s closes in %(number)d days: see which places nobody asks for",
                days,
            )
            found = (1, sentence, 5, "calls:call", _("See the gaps"))
        case Pressing.UNDECIDED:
            facts["number"] = one.sent
            sentence = ngettext(
                "%(call)s has ended: %(number)d application waits for a decision",
                "%(call)s has ended: %(number)d applications wait for a decision",
                one.sent,
            )
            found = (1, sentence, 20, "selection:ranking", _("Rank them"))
        case Pressing.DRAFT:
            found = (3, _("%(call)s is a draft: go on writing"), 15, "calls:call", _("Go on"))
        case Pressing.NOTHING:
            return None
    urgency, sentence, minutes, route, action = found
    return Asked(urgency, sentence % facts, minutes, _page(one, route), action)


def _days_left(one: CallAtWork) -> int:
    closes = one.call.closes_at
    return max(1, (closes - timezone.now()).days) if closes else 0


def _page(one: CallAtWork, route: str) -> str:
    cc = one.call.cohort.country_id.lower()
    return reverse(route, args=[cc, one.call.public_id])
