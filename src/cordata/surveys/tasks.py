"""Rounds close by themselves when their day has passed."""

import logging

from django.utils import timezone

from cordata.surveys.actions.closing import AT_ONCE, close_rounds
from cordata.surveys.models import Round
from cordata.surveys.queries.rounds import with_owners

log = logging.getLogger(__name__)


def close_due_rounds() -> int:
    """Close what is due, some at a time; returns how many. Safe to run twice at once."""
    due = Round.objects.filter(closed_at=None, closes_at__lte=timezone.now())
    some = list(with_owners(due).order_by("closes_at", "pk")[:AT_ONCE])
    try:
        return close_rounds(some, by=None)
    except Exception:  # one bad round must not keep the others open
        log.exception("%s rounds could not be closed together", len(some))
        return sum(map(_close_alone, some))


def _close_alone(round_: Round) -> int:
    try:
        return close_rounds([round_], by=None)
    except Exception:
        log.exception("%s could not be closed", round_.public_id)
        return 0
