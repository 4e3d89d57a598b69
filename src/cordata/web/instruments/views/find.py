"""The instrument, version and form that an address names, if this person may; else 404 or 403."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import translation

from cordata.analysis.forms.definition import Form
from cordata.networks.queries import country_name
from cordata.surveys import rules
from cordata.surveys.models import Instrument, InstrumentVersion
from cordata.surveys.queries.instruments import instruments_seen_by, version_shown
from cordata.web.requests import Request, allow


def instrument_of(request: Request, slug: str) -> Instrument:
    """An instrument this person may read."""
    seen = instruments_seen_by(request.user).select_related("adapted_from__instrument")
    return get_object_or_404(seen, slug=slug)


def editable(request: Request, slug: str) -> Instrument:
    """An instrument this person may write."""
    instrument = instrument_of(request, slug)
    allow(rules.may_edit_instrument(request.user, instrument))
    return instrument


def draft_in(instrument: Instrument) -> InstrumentVersion:
    """Its draft, or 404."""
    draft = version_shown(instrument, draft=True)
    if draft is None:
        raise Http404
    return draft


def version_of(request: Request, slug: str, number: int) -> InstrumentVersion:
    """A version by its number; drafts only for those who write them."""
    instrument = instrument_of(request, slug)
    versions = instrument.versions.select_related("instrument")
    if not rules.may_edit_instrument(request.user, instrument):
        versions = versions.exclude(state=InstrumentVersion.State.DRAFT)
    return get_object_or_404(versions, number=number)


def language_in(request: Request, form: Form) -> str:
    """The language to read a form in: as asked, else that of the page, else its first."""
    asked = request.GET.get("in", "")
    return next(
        (one for one in (asked, page_language()) if one in form.languages), form.languages[0]
    )


def page_language() -> str:
    """The language of the page."""
    return translation.get_language() or "en"


def place_name(country: str) -> str:
    """A country in the language of the page; "" for the platform."""
    return country_name(country, page_language()) if country else ""
