"""Editions whose day has come are published."""

import logging

from django.utils import timezone

from cordata.guidance.actions.guidelines import publish_due_edition
from cordata.guidance.models import Edition

log = logging.getLogger(__name__)


def publish_due_editions() -> int:
    """Everything that is due; returns how many. Safe to run twice at once."""
    due = Edition.objects.filter(state=Edition.State.SCHEDULED, due_at__lte=timezone.now())
    return sum(map(_publish, due.select_related("guideline__text").order_by("due_at", "pk")))


def _publish(edition: Edition) -> int:
    try:
        return int(publish_due_edition(edition))
    except Exception:  # one that cannot be published must not keep the others
        log.exception("%s could not be published", edition.public_id)
        return 0
