"""Put the instruments that ship with Cordata into the library, as often as one likes."""

from functools import lru_cache
from pathlib import Path

from django.db import transaction

from cordata.accounts.models import User
from cordata.analysis.address import address
from cordata.analysis.forms.document import to_document
from cordata.analysis.forms.readable import Written, read_readable
from cordata.surveys.actions.instruments import begin_instrument, publish_version
from cordata.surveys.models import Instrument, InstrumentVersion

HERE = Path(__file__).parents[1] / "shipped"
WHOLE_SCHOOL = "whole-school-digital"
LICENCE = "CC BY 4.0"
SOURCE = "Cordata; areas after DigCompOrg (JRC, 2015), wording our own"


def shipped() -> list[Written]:
    """What ships, read from its files."""
    return [
        read_readable(file.read_text(encoding="utf-8")) for file in sorted(HERE.glob("*.toml"))
    ]


@lru_cache(maxsize=1)
def area_names() -> dict[str, dict[str, str]]:
    """The areas A to H of the whole-school self-assessment by language, as it ships."""
    whole = next(one for one in shipped() if one.slug == WHOLE_SCHOOL)
    return {code: dict(text) for code, text in whole.form.areas.items()}


@transaction.atomic
def load_shipped(*, by: User | None = None) -> list[InstrumentVersion]:
    """Publish what is new since the last time; returns the versions that were made.

    What administrators have published in the meantime is left as it is: a shipped text is
    only followed by a shipped text. ``by`` is nobody: the machine.
    """
    made = [_load(written, by) for written in shipped()]
    return [one for one in made if one is not None]


def _load(written: Written, by: User | None) -> InstrumentVersion | None:
    document = to_document(written.form)
    instrument = Instrument.objects.filter(slug=written.slug).first()
    if instrument is None:
        draft = begin_instrument(
            written.slug, kind=written.kind, country="", form=written.form, by=by
        )
    else:
        versions = instrument.versions.order_by("-number")
        if versions.filter(address=address(document)).exists():
            return None
        newest = versions.first()
        if newest is None or newest.published_by_id or newest.state == "draft":
            return None
        draft = InstrumentVersion.objects.create(
            instrument=instrument, number=newest.number + 1, document=document, written_by=by
        )
    InstrumentVersion.objects.filter(pk=draft.pk).update(licence=LICENCE, source=SOURCE)
    publish_version(draft, revision=None, by=by)
    return draft
