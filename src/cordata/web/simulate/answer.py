"""What an answer shows, for the page, a saved scenario and a link: built in one place."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from cordata.analysis.spread.scaling import Projection
from cordata.clusters.models import CoordinationModel
from cordata.exchange.queries.terms import Basis, From
from cordata.networks.models import Country
from cordata.web.simulate.chart import bands_of
from cordata.web.simulate.forms import AskForm
from cordata.web.simulate.sources import cited, source_in_words
from cordata.web.simulate.words import (
    about,
    bars_of,
    borne_by_year,
    driven_by,
    drivers_of,
    of_hundred,
    said,
    sentence,
    why_so_many,
    years_of,
)

STUDIED = ("schools", "per_mentor", "hours", "travel")


def answer_of(found: Projection, basis: Basis) -> dict[str, Any]:
    """Everything that the part "answer" reads."""
    country, model = names_of(basis)
    dearest = max(found.years, key=lambda one: one.cost.value)
    busiest = max(found.years, key=lambda one: one.load.value)
    return {
        "currency": basis.currency,
        "total": said(found.total, basis.currency),
        "each": said(found.each, basis.currency) if found.each else None,
        "dearest": said(dearest.cost, basis.currency),
        "load": said(busiest.load),
        "mentors": about(found.mentors, 6),
        "why_so_many": why_so_many(found),
        "chance": of_hundred(found.chance),
        "sentence": sentence(found, basis, country, model),
        "years": years_of(found, basis.currency),
        "bands": bands_of(found),
        "passed_on": passed_on(found, basis),
        "borne_by_year": borne_by_year(found, basis.currency),
        "borne": bars_of(found.borne, basis.currency, payers=True),
        "parts": bars_of(found.parts, basis.currency, payers=False),
        "drivers": drivers_of(found, basis.currency),
        "driven": driven_by(found),
        "outside": outside_in_words(found, basis),
        "shares": shares_of(basis),
        "prices": [
            (one.price.item.label, cited(one.price))
            for one in basis.sources.values()
            if one.price
        ],
        "has_road": basis.terms.prices.kilometre is not None,
        "are_guesses": basis.sources["attended"].kind is From.GUESS,
        "attended": source_in_words("attended", basis.sources["attended"]),
    }


def passed_on(found: Projection, basis: Basis) -> str:
    """How many schools those that complete would count as, if something is lost on the way."""
    last, kept = found.years[-1], round(100 * basis.terms.fidelity)
    return _(
        "Schools that are mentored later learn from schools that were mentored themselves. If each "
        "mentor school passed on %(kept)d of each 100 of what it got, the %(completed)s schools "
        "that complete their year would count as %(weighted)s. That share is our own guess."
    ) % {
        "kept": kept,
        "completed": about(last.completed.value),
        "weighted": about(last.weighted.value),
    }


def names_of(basis: Basis) -> tuple[str, str]:
    """The country and the model, as they are called."""
    return Country(code=basis.country).name, str(CoordinationModel.Label(basis.model).label)


def outside_in_words(found: Projection, basis: Basis) -> list[str]:
    """Each number that nobody has studied, with what was."""
    sides = {
        "above": _("%(field)s: %(value)s is more than was studied (%(low)s to %(high)s)."),
        "below": _("%(field)s: %(value)s is less than was studied (%(low)s to %(high)s)."),
    }
    told = []
    for name in STUDIED:
        if name in found.outside:
            low, high = basis.terms.studied[name]
            facts = {
                "field": AskForm.base_fields[name].label, "value": plain(getattr(found.ask, name)),
                "low": plain(low), "high": plain(high),
            }  # fmt: skip
            told.append(sides[found.outside[name]] % facts)
    if not basis.terms.studied:
        told.append(_("Too few years are over: none of these numbers has been studied here."))
    return told


def shares_of(basis: Basis) -> list[tuple[str, str, str]]:
    """What is known of schools: name, value, where from."""
    names = {
        "completes": _("Mentored schools that go on to the end of their year"),
        "willing": _("Of those, schools that become mentor schools later"),
        "stays": _("Mentor schools that go on for another year"),
    }
    rows = []
    for name, label in names.items():
        one, source = basis.terms.known[name], basis.sources[name]
        value = _("%(yes)d of %(number)d") % {"yes": one.yes, "number": one.asked}
        rows.append((label, value, source_in_words(name, source)))
    return rows


def plain(number: float) -> str:
    """Whole where it is, else one decimal, as the language writes it."""
    places = 0 if float(number).is_integer() else 1
    return str(number_format(number, places, force_grouping=True))
