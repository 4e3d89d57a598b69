"""Looked at every minute by the worker: who must be told that something moved, or ends."""

from django.utils import timezone

from cordata.exchange.actions.reminding import tell_moved, tell_of_end
from cordata.exchange.queries.organisations import NEARLY_OVER, members
from cordata.exchange.queries.positions import behind_and_untold

AT_ONCE = 20  # then the worker looks again whether anything else waits


def tell_what_moved() -> int:
    """Supporters of recommendations that went on, and members whose time ends; how many letters."""
    moved = sum(tell_moved(one, by=None) for one in behind_and_untold()[:AT_ONCE])
    soon = members().filter(valid_until__lte=timezone.localdate() + NEARLY_OVER)
    ending = [one for one in soon if one.told_of_end != one.valid_until][:AT_ONCE]
    return moved + sum(tell_of_end(one, by=None) for one in ending)
