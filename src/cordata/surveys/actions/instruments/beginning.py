"""Begin an instrument, adapt one for a country, let an edition follow a newer core."""

from django.db import IntegrityError, transaction

from cordata.accounts.models import User
from cordata.analysis.forms.definition import Form
from cordata.surveys.actions.instruments.drafts import (
    NotPublished,
    State,
    note,
    start_draft,
    write_draft,
)
from cordata.surveys.models import Instrument, InstrumentVersion
from cordata.surveys.queries.instruments import form_in, newer_core


class NameTaken(Exception):
    """There is an instrument of this short name."""


class AdaptedAlready(Exception):
    """The country has an adaptation of it: ``instrument``."""

    def __init__(self, instrument: Instrument) -> None:
        super().__init__(instrument.slug)
        self.instrument = instrument


class NothingNewer(Exception):
    """The core that the edition follows is the newest there is."""


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
    draft = write_draft(instrument, 1, form, by)
    note("instrument.begun", instrument, by)
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
    draft = write_draft(instrument, 1, form_in(version), by)
    note("instrument.adapted", instrument, by, of=version.public_id)
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
    note("instrument.core_followed", instrument, by, version=newer.public_id)
    return start_draft(instrument, by=by)
