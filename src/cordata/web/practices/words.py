"""Practices in words: facets, what a record lacks, how far a practice went."""

from django.conf import settings
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cordata.analysis.spread.genealogy import Spread
from cordata.networks.queries.words import country_name
from cordata.practices.models import Outcome, Part, Rurality
from cordata.web.templatetags.cordata import level

LANGUAGES = dict(settings.LANGUAGES)


def facet_in_words(facet: str) -> str:
    """What one filters by."""
    return {
        "need": _("Need"),
        "level": _("Level"),
        "rurality": _("Where the school is"),
        "language": _("Language of the school"),
        "outcome": _("What came of it"),
        "country": _("Country"),
    }[facet]


def value_in_words(facet: str, value: str, needs: dict[str, str]) -> str:
    """One value of a facet; ``needs`` are the labels of the vocabulary."""
    known = {
        "need": needs.get(value),
        "level": level(value),
        "rurality": dict(Rurality.choices).get(value),
        "language": LANGUAGES.get(value),
        "outcome": dict(Outcome.choices).get(value),
        "country": country_name(value, get_language() or "en"),
    }
    return str(known[facet] or value)


def missing_in_words(code: str) -> str:
    """What a record lacks: see ``queries.records.missing_in``."""
    facts = {
        "levels": _("Say for which level it is."),
        "rurality": _("Say where the school is."),
        "setting": _("Say where it took place."),
        "hours": _("Say how many hours it took."),
        "needs": _("Choose at least one need."),
    }
    if code in facts:
        return facts[code]
    kind, _colon, part = code.rpartition(":")
    named = {"part": Part(part).label}
    if kind == "en":
        return _("“%(part)s” stands in one of the two languages alone.") % named
    if kind == "paragraphs":
        return _("“%(part)s” has other paragraphs in English: claims go by paragraph.") % named
    return _("“%(part)s” is empty.") % named


def lacking_in_words(name: str) -> str:
    """Which answer of the school is missing."""
    more = {
        "outcome": _("Say what came of it."),
        "picture_says": _("Say in words what can be seen on the picture."),
        "picture_rights": _("Say whose picture it is."),
        "picture_pupils": _("Say whether pupils can be recognised."),
    }
    return more.get(name) or _("Please answer this question.")


def spread_in_words(spread: Spread) -> str:
    """How far it went, in a sentence."""
    if not spread.schools:
        return _("No other school has said yet that it learned this here.")
    schools = ngettext(
        "%(number)d school has learned it", "%(number)d schools have learned it", spread.schools
    ) % {"number": spread.schools}
    countries = ngettext(
        "in %(number)d country", "in %(number)d countries", spread.countries
    ) % {"number": spread.countries}
    return _("%(schools)s, %(countries)s.") % {"schools": schools, "countries": countries}


def months_in_words(months: float | None) -> str:
    """A number of months; half ones are written as such."""
    if months is None:
        return _("not known")
    whole = int(months)
    if whole != months:
        return _("%(number)d and a half months") % {"number": whole}
    return ngettext("%(number)d month", "%(number)d months", whole) % {"number": whole}
