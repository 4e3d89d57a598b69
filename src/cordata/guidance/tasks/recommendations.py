"""What was scheduled is published; what moved under a recommendation is noticed. Every round."""

import logging

from django.utils import timezone

from cordata.guidance.actions.publishing import NotReady, publish_version
from cordata.guidance.actions.stale import note_stale
from cordata.guidance.actions.writing import NotInThisState
from cordata.guidance.models import Version
from cordata.guidance.queries.stale import stale_now

log = logging.getLogger(__name__)


def publish_due() -> int:
    """Returns how many. What still wants something waits, and its page says what."""
    due = Version.objects.filter(
        state=Version.State.IN_REVIEW, publish_at__lte=timezone.now()
    ).order_by("publish_at", "pk")
    return sum(map(_publish, due))


def look_for_stale() -> int:
    """Writes a notice for each version under which something has moved; returns how many."""
    return len([note_stale(one, by=None) for one in stale_now(timezone.now())])


def _publish(version: Version) -> int:
    try:
        publish_version(version, by=None)
    except (NotReady, NotInThisState) as not_yet:
        log.info("%s is not published yet: %s", version.public_id, not_yet)
        return 0
    return 1
