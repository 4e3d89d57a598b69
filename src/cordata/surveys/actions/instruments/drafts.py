"""Drafts: started, changed, taken from a spreadsheet, thrown away. The lock of a core holds here."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from cordata.accounts.models import User
from cordata.analysis.forms.definition import Form
from cordata.analysis.forms.document import to_document
from cordata.analysis.forms.editions import rebased
from cordata.analysis.forms.lock import Breach
from cordata.history.actions import record
from cordata.networks.actions.stale import claim
from cordata.surveys.models import Instrument, InstrumentVersion
from cordata.surveys.queries.instruments import core_of, form_in, lock_broken

State = InstrumentVersion.State


class DraftedAlready(Exception):
    """Somebody has begun a draft: go on with that one."""


class NotADraft(Exception):
    """It is published or gone: what is published never changes."""


class NotPublished(Exception):
    """Only what is published can be adapted or followed by a next version."""


class LockBroken(Exception):
    """The locked core of another instrument would be changed; ``breaches`` says where."""

    def __init__(self, breaches: list[Breach]) -> None:
        super().__init__(", ".join(f"{one.code} {one.where}" for one in breaches))
        self.breaches = breaches


@transaction.atomic
def start_draft(instrument: Instrument, *, by: User | None) -> InstrumentVersion:
    """The next version, as the published one stands; an edition with the core it follows.

    Raises NotPublished, DraftedAlready.
    """
    published = instrument.versions.filter(state=State.PUBLISHED).first()
    if published is None:
        raise NotPublished
    form, core = form_in(published), core_of(instrument)
    if core and lock_broken(instrument, form):
        form = rebased(form, core, instrument.country)
    draft = next_draft(instrument, form, by)
    note("instrument.draft_started", instrument, by, number=draft.number)
    return draft


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
    keep_lock(version.instrument, form)
    claim(version, revision, counter="revision", document=to_document(form))
    note("instrument.changed", version.instrument, by, number=version.number)


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
    keep_lock(instrument, form)
    draft = next_draft(instrument, form, by)
    note("instrument.draft_started", instrument, by, number=draft.number)
    return draft


@transaction.atomic
def discard_draft(version: InstrumentVersion, *, by: User) -> None:
    """Throw a draft away; an instrument that was never published goes with it.

    Raises NotADraft.
    """
    instrument = version.instrument
    note("instrument.draft_discarded", instrument, by, number=version.number)
    gone, _kinds = InstrumentVersion.objects.filter(pk=version.pk, state=State.DRAFT).delete()
    if not gone:
        raise NotADraft
    if not instrument.versions.exists():
        instrument.delete()


def write_draft(
    instrument: Instrument, number: int, form: Form, by: User | None
) -> InstrumentVersion:
    """A row with what a form asks."""
    return InstrumentVersion.objects.create(
        instrument=instrument, number=number, document=to_document(form), written_by=by
    )


def next_draft(instrument: Instrument, form: Form, by: User | None) -> InstrumentVersion:
    """The version after the last. Raises DraftedAlready."""
    last = instrument.versions.aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            return write_draft(instrument, last + 1, form, by)
    except IntegrityError as colleague_was_faster:
        raise DraftedAlready from colleague_was_faster


def keep_lock(instrument: Instrument, form: Form) -> None:
    """Raises LockBroken if a form breaks the lock of what the instrument is adapted from."""
    broken = lock_broken(instrument, form)
    if broken:
        raise LockBroken(broken)


def note(verb: str, instrument: Instrument, by: User | None, **facts: Any) -> None:
    """A line of the trail."""
    scope = f"country:{instrument.country}" if instrument.country else "platform"
    record(verb, on=instrument, by=by, scope=scope, slug=instrument.slug, **facts)
