"""Write instruments: begin, adapt, change drafts, publish. The lock of a core holds here."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from cordata.accounts.models import User
from cordata.analysis.address import address
from cordata.analysis.forms.definition import Form
from cordata.analysis.forms.document import to_document
from cordata.analysis.forms.editions import rebased
from cordata.analysis.forms.lock import Breach
from cordata.history.actions import record
from cordata.networks.actions.stale import ChangedBySomebody, claim
from cordata.surveys.models import Instrument, InstrumentVersion
from cordata.surveys.queries.instruments import (
    Readiness,
    core_of,
    lock_broken,
    newer_core,
    readiness,
)
from cordata.surveys.queries.instruments import form_in as form_of_version

State = InstrumentVersion.State


class NameTaken(Exception):
    """There is an instrument of this short name."""


class AdaptedAlready(Exception):
    """The country has an adaptation of it: ``instrument``."""

    def __init__(self, instrument: Instrument) -> None:
        super().__init__(instrument.slug)
        self.instrument = instrument


class DraftedAlready(Exception):
    """Somebody has begun a draft: go on with that one."""


class NotADraft(Exception):
    """It is published or gone: what is published never changes."""


class NotPublished(Exception):
    """Only what is published can be adapted or followed by a next version."""


class NothingNewer(Exception):
    """The core that the edition follows is the newest there is."""


class LockBroken(Exception):
    """The locked core of another instrument would be changed; ``breaches`` says where."""

    def __init__(self, breaches: list[Breach]) -> None:
        super().__init__(", ".join(f"{one.code} {one.where}" for one in breaches))
        self.breaches = breaches


class NotReady(Exception):
    """Something keeps it from being published; ``readiness`` says what."""

    def __init__(self, found: Readiness) -> None:
        super().__init__("not ready")
        self.readiness = found


@transaction.atomic
def begin_instrument(
    slug: str, *, kind: str, country: str, form: Form, by: User | None
) -> InstrumentVersion:
    """A new instrument with its first draft. Raises NameTaken."""
    try:
        with transaction.atomic():
            instrument = Instrument.objects.create(
                slug=slug, kind=kind, country=country, created_by=by
            )
    except IntegrityError as taken:
        raise NameTaken from taken
    draft = _draft(instrument, 1, form, by)
    _note("instrument.begun", instrument, by)
    return draft


@transaction.atomic
def adapt_instrument(
    version: InstrumentVersion, *, country: str, by: User
) -> InstrumentVersion:
    """A country's own edition: the locked core of a published version, and what it adds.

    Raises NotPublished, AdaptedAlready.
    """
    if version.state != State.PUBLISHED:
        raise NotPublished
    slug = f"{version.instrument.slug}-{country.lower()}"
    there = Instrument.objects.filter(slug=slug).first()
    if there:
        raise AdaptedAlready(there)
    instrument = Instrument.objects.create(
        slug=slug,
        kind=version.instrument.kind,
        country=country,
        adapted_from=version,
        created_by=by,
    )
    draft = _draft(instrument, 1, form_of_version(version), by)
    _note("instrument.adapted", instrument, by, of=version.public_id)
    return draft


@transaction.atomic
def start_draft(instrument: Instrument, *, by: User | None) -> InstrumentVersion:
    """The next version, as the published one stands; an edition with the core it follows.

    Raises NotPublished, DraftedAlready.
    """
    published = instrument.versions.filter(state=State.PUBLISHED).first()
    if published is None:
        raise NotPublished
    form, core = form_of_version(published), core_of(instrument)
    if core and lock_broken(instrument, form):
        form = rebased(form, core, instrument.country)
    draft = _next_draft(instrument, form, by)
    _note("instrument.draft_started", instrument, by, number=draft.number)
    return draft


@transaction.atomic
def follow_core(instrument: Instrument, *, by: User) -> InstrumentVersion:
    """An edition takes over the newest published version of what it is adapted from, as a draft.

    Raises NothingNewer, NotPublished, DraftedAlready.
    """
    newer = newer_core(instrument)
    if newer is None:
        raise NothingNewer
    Instrument.objects.filter(pk=instrument.pk).update(adapted_from=newer)
    instrument.adapted_from = newer
    _note("instrument.core_followed", instrument, by, version=newer.public_id)
    return start_draft(instrument, by=by)


@transaction.atomic
def save_draft(
    version: InstrumentVersion, form: Form, *, revision: int | None, by: User
) -> None:
    """Store what a draft asks now; it need not be complete yet, but the lock holds.

    revision  the one the person saw; None takes whichever is stored
    Raises NotADraft, LockBroken, ChangedBySomebody.
    """
    if not InstrumentVersion.objects.filter(pk=version.pk, state=State.DRAFT).exists():
        raise NotADraft
    _keep_lock(version.instrument, form)
    claim(version, revision, counter="revision", document=to_document(form))
    _note("instrument.changed", version.instrument, by, number=version.number)


@transaction.atomic
def take_in_form(
    instrument: Instrument, form: Form, *, revision: int | None, by: User
) -> InstrumentVersion:
    """What a spreadsheet says becomes the draft, in place of the one there is.

    Raises LockBroken, ChangedBySomebody.
    """
    draft = instrument.versions.filter(state=State.DRAFT).first()
    if draft:
        save_draft(draft, form, revision=revision, by=by)
        return draft
    _keep_lock(instrument, form)
    draft = _next_draft(instrument, form, by)
    _note("instrument.draft_started", instrument, by, number=draft.number)
    return draft


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
    found = readiness(instrument, form_of_version(now))
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
    _note(
        "instrument.published", instrument, by, number=version.number, address=version.address
    )


@transaction.atomic
def discard_draft(version: InstrumentVersion, *, by: User) -> None:
    """Throw a draft away; an instrument that was never published goes with it.

    Raises NotADraft.
    """
    instrument = version.instrument
    _note("instrument.draft_discarded", instrument, by, number=version.number)
    gone, _kinds = InstrumentVersion.objects.filter(pk=version.pk, state=State.DRAFT).delete()
    if not gone:
        raise NotADraft
    if not instrument.versions.exists():
        instrument.delete()


def _draft(
    instrument: Instrument, number: int, form: Form, by: User | None
) -> InstrumentVersion:
    return InstrumentVersion.objects.create(
        instrument=instrument, number=number, document=to_document(form), written_by=by
    )


def _next_draft(instrument: Instrument, form: Form, by: User | None) -> InstrumentVersion:
    last = instrument.versions.aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            return _draft(instrument, last + 1, form, by)
    except IntegrityError as colleague_was_faster:
        raise DraftedAlready from colleague_was_faster


def _keep_lock(instrument: Instrument, form: Form) -> None:
    broken = lock_broken(instrument, form)
    if broken:
        raise LockBroken(broken)


def _note(verb: str, instrument: Instrument, by: User | None, **facts: Any) -> None:
    scope = f"country:{instrument.country}" if instrument.country else "platform"
    record(verb, on=instrument, by=by, scope=scope, slug=instrument.slug, **facts)
