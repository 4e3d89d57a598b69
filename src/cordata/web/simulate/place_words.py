"""How far evidence reaches a place, in words: counts coarse enough to tell of no single school."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordata.analysis.advice.places import write_place
from cordata.analysis.advice.transfer import LEAST, Place, Transfer, shares
from cordata.exchange.models import CountryContext
from cordata.exchange.queries.contexts import Reach
from cordata.web.costs.words import whole
from cordata.web.simulate.naming import dimension_name, value_name

HUNDRED = 100
COARSE = 5  # counts of schools behind a finding are told to so many
MOST = 3  # things to pilot that are written out


@dataclass(frozen=True)
class Kind:
    """A kind of school: how many, out of how many, with what its bar shows."""

    name: str
    said: str
    part: float
    most: float


@dataclass(frozen=True)
class Fit:
    """A recommendation in a place.

    alike     in a sentence; "" with ``why_not`` where nothing may be said
    by        each dimension with how many are alike in it
    lacks     what is usual there and hardly studied; pilot: what to try first, as a sentence
    """

    alike: str
    part: float
    most: float
    by: list[Kind]
    lacks: list[str]
    pilot: str
    untold: str
    why_not: str = ""


def kinds_of(place: Place) -> list[tuple[str, list[Kind]]]:
    """Each dimension that is told: of each hundred schools, how many are of each kind."""
    groups: dict[str, list[Kind]] = {}
    for dimension, value, number in write_place(place):
        share = shares(place, dimension)[value]
        said = _("%(number)s schools, %(share)d of each 100") % {
            "number": whole_of(number),
            "share": round(HUNDRED * share),
        }
        groups.setdefault(dimension, []).append(
            Kind(value_name(dimension, value), said, share, 1.0)
        )
    return [(dimension_name(one), kinds) for one, kinds in groups.items()]


def whole_of(number: float) -> str:
    """Thousands parted as the language does."""
    return whole(Decimal(number))


def fit_of(reach: Reach) -> Fit:
    """In words; nothing where fewer than five schools stand behind the recommendation."""
    found = reach.found
    if found is None:
        why = _(
            "Fewer than five schools stand behind this recommendation: nothing can be said."
        )
        return Fit("", 0, 1, [], [], "", "", why)
    return Fit(
        alike=alike_in_words(found),
        part=coarse(found.alike, found.schools),
        most=found.schools,
        by=[
            Kind(dimension_name(one), _out_of(number, found.schools),
                 coarse(number, found.schools), found.schools)
            for one, number in found.by.items()
        ],
        lacks=[_lack(found, at) for at in range(len(found.lacks))],
        pilot=pilot_in_words(found),
        untold=", ".join(dimension_name(one) for one in found.untold),
    )  # fmt: skip


def coarse(number: int, of: int) -> int:
    """Told to five, and none or all only where it is so or nearly so."""
    if number < LEAST:
        return 0
    if of - number < LEAST:
        return of
    return COARSE * round(number / COARSE)


def _out_of(number: int, of: int) -> str:
    facts = {"number": coarse(number, of), "of": of}
    if number < LEAST:
        return _("fewer than 5 of %(of)d") % facts
    if of - number < LEAST:
        return _("all or nearly all of %(of)d") % facts
    return _("about %(number)d of %(of)d") % facts


def alike_in_words(found: Transfer) -> str:
    """The share of the evidence that comes from comparable schools."""
    facts = {"number": coarse(found.alike, found.schools), "of": found.schools}
    if found.alike < LEAST:
        return (
            _("Fewer than 5 of the %(of)d schools behind it are like the schools there.")
            % facts
        )
    if found.schools - found.alike < LEAST:
        return (
            _("All or nearly all of the %(of)d schools behind it are like the schools there.")
            % facts
        )
    return (
        _("About %(number)d of the %(of)d schools behind it are like the schools there.")
        % facts
    )


def _lack(found: Transfer, at: int) -> str:
    one = found.lacks[at]
    return _("%(kind)s: %(share)d of each 100 schools there, fewer than 5 in the evidence") % {
        "kind": value_name(one.dimension, one.value),
        "share": round(HUNDRED * one.share),
    }


def pilot_in_words(found: Transfer) -> str:
    """What to try first, and what it would tell."""
    if not found.lacks and found.apart:
        names = [value_name(dimension, value) for dimension, value in found.apart]
        return _(
            "Pilot first in schools that are all of this at once: %(kinds)s. Each has been studied, "
            "but fewer than 5 schools were so together. Nobody knows yet whether it works there."
        ) % {"kinds": "; ".join(names)}
    if not found.lacks:
        return _(
            "Every kind of school that is common there has been studied. A pilot can begin "
            "anywhere."
        )
    names = [value_name(one.dimension, one.value) for one in found.lacks[:MOST]]
    said = ngettext(
        "Pilot first in schools of this kind: %(kinds)s. Nobody knows yet whether it works there.",
        "Pilot first in schools of these kinds: %(kinds)s. Nobody knows yet whether it works there.",
        len(names),
    )
    return said % {"kinds": "; ".join(names)}


def origin_in_words(context: CountryContext) -> str:
    """Where the numbers come from, with the source as it was given."""
    if context.origin == CountryContext.Origin.REGISTER:
        return _("Counted in the register of schools here")
    return str(context.source)
