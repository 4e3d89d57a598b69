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
        return _recorded(name, source)
    return {
        From.GUESS: _("Our own guess: too few years are over to tell."),
        From.ONLINE: _("All is online: nobody travels."),
        From.DESIGN: _("The usual cluster: one mentor school with four mentee schools."),
        From.START: _("A round number to begin with."),
    }[source.kind]


def _recorded(name: str, source: Source) -> str:
    number = source.number
    if name in {"completes", "willing", "stays"}:
        said = ngettext(
            "From the records of %(number)d school",
            "From the records of %(number)d schools",
            number,
        )
    elif source.of_model:
        said = ngettext(
            "From the records of %(number)d cluster of this model whose year is over",
            "From the records of %(number)d clusters of this model whose years are over",
            number,
        )
    else:
        said = ngettext(
            "From the records of %(number)d cluster of all models together whose year is over",
            "From the records of %(number)d clusters of all models together whose years are over",
            number,
        )
    told = said % {"number": number}
    return f"{told}; {_silent(source.silent)}" if source.silent else told


def _silent(number: int) -> str:
    """Clusters whose hours nobody recorded: left out, not counted as none."""
    return ngettext(
        "%(number)d more recorded nothing and is left out",
        "%(number)d more recorded nothing and are left out",
        number,
    ) % {"number": number}


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
