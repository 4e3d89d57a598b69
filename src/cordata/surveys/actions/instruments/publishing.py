"""Publish a draft: frozen with its content address, it never changes."""

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.analysis.address import address
from cordata.networks.actions.stale import ChangedBySomebody, claim
from cordata.surveys.actions.instruments.drafts import NotADraft, State, note
from cordata.surveys.models import InstrumentVersion
from cordata.surveys.queries.instruments import Readiness, form_in, readiness


class NotReady(Exception):
    """Something keeps it from being published; ``readiness`` says what."""

    def __init__(self, found: Readiness) -> None:
        super().__init__("not ready")
        self.readiness = found


@transaction.atomic
def publish_version(
    version: InstrumentVersion, *, revision: int | None, by: User | None
) -> None:
    """Freeze a draft with its content address; the version before is replaced.

    revision  what the person has read; None takes whichever is stored
    Raises NotADraft, NotReady, ChangedBySomebody.
    """
    instrument = version.instrument
    drafts = InstrumentVersion.objects.select_for_update().filter(state=State.DRAFT)
    now = drafts.filter(pk=version.pk).first()
    if now is None:
        raise NotADraft
    if revision is not None and now.revision != revision:
        raise ChangedBySomebody(now)
    found = readiness(instrument, form_in(now))
    if not found.is_ready:
        raise NotReady(found)
    instrument.versions.filter(state=State.PUBLISHED).update(state=State.RETIRED)
    claim(
        version,
        now.revision,
        counter="revision",
        state=State.PUBLISHED,
        address=address(now.document),
        published_at=timezone.now(),
        published_by=by,
    )
    note("instrument.published", instrument, by, number=version.number, address=version.address)
