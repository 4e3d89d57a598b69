"""Rounds close by themselves when their day has passed."""

from contextlib import suppress

from django.utils import timezone

from cordata.surveys.actions.closing import AlreadyClosed, NotOver, close_round
from cordata.surveys.models import Round
from cordata.surveys.queries.rounds import with_owners

AT_ONCE = 20  # then letters get their turn


def close_due_rounds() -> int:
    """Close what is due, some at a time; returns how many. Safe to run twice at once."""
    due = Round.objects.filter(closed_at=None, closes_at__lte=timezone.now())
    closed = 0
    for round_ in with_owners(due).order_by("closes_at", "pk")[:AT_ONCE]:
        # Somebody was faster, or moved the day meanwhile.
        with suppress(AlreadyClosed, NotOver):
            close_round(round_, by=None)
            closed += 1
    return closed
