"""Rounds close by themselves when their day has passed."""

import logging

from django.utils import timezone

from cordata.surveys.actions.closing import AlreadyClosed, NotOver, close_round
from cordata.surveys.models import Round
from cordata.surveys.queries.rounds import with_owners

AT_ONCE = 20  # then letters get their turn
log = logging.getLogger(__name__)


def close_due_rounds() -> int:
    """Close what is due, some at a time; returns how many. Safe to run twice at once."""
    due = Round.objects.filter(closed_at=None, closes_at__lte=timezone.now())
    closed = 0
    for round_ in with_owners(due).order_by("closes_at", "pk")[:AT_ONCE]:
        try:
            close_round(round_, by=None)
        except (AlreadyClosed, NotOver):
            continue  # somebody was faster, or moved the day meanwhile
        except Exception:  # one bad round must not keep the others open
            log.exception("%s could not be closed", round_.public_id)
        else:
            closed += 1
    return closed
