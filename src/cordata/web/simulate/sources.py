"""Where each figure comes from, in one short sentence beside it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordata.costs.queries.prices import InForce
from cordata.exchange.queries.terms import From, Source


def source_in_words(name: str, source: Source) -> str:
    """Beside the field or the figure ``name``."""
    if source.price is not None:
        return _priced(source.price)
    if source.kind is From.RECORDS:
        return _recorded(name, source.number)
    return {
        From.GUESS: _("Our own guess: too few years are over to tell."),
        From.DESIGN: _("The usual cluster: one mentor school with four mentee schools."),
        From.START: _("A round number to begin with."),
    }[source.kind]


def _recorded(name: str, number: int) -> str:
    if name in {"completes", "willing", "stays"}:
        said = ngettext(
            "From the records of %(number)d school",
            "From the records of %(number)d schools",
            number,
        )
    else:
        said = ngettext(
            "From the records of %(number)d cluster whose year is over",
            "From the records of %(number)d clusters whose years are over",
            number,
        )
    return said % {"number": number}


def _priced(price: InForce) -> str:
    facts = {"currency": price.currency, "year": price.year}
    if price.hours is None:
        return _("In %(currency)s of %(year)d, given by the country.") % facts
    if price.on_top is None:
        return _("In %(currency)s of %(year)d, gross, without what employers add.") % facts
    facts["added"] = round(100 * price.on_top)
    return _("In %(currency)s of %(year)d, gross; employers add %(added)d of each 100.") % facts


def cited(price: InForce) -> str:
    """The publication or whoever gave it, whole."""
    return f"{price.source} ({price.licence})" if price.licence else price.source
