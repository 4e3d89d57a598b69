"""What a simulation is told beside its six numbers, and where each of it comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from django.core.cache import caches

from cordata.analysis.address import address
from cordata.analysis.spread.asked import Ask, Terms
from cordata.analysis.spread.scaling import Projection, project
from cordata.analysis.spread.shares import Known
from cordata.clusters.models import CoordinationModel
from cordata.costs.models import Item
from cordata.costs.queries import shipped
from cordata.costs.queries.prices import InForce, prices_in
from cordata.costs.queries.usual import USUAL
from cordata.exchange.queries.learned import Lived, clusters_lived, shares_known
from cordata.exchange.queries.quantities import bears, prices_of, quantities, studied
from cordata.exchange.queries.whose import Told, told_of

Label = CoordinationModel.Label
FEW = 10  # schools asked, below which a share is a guess
# Guesses of ours, where no year is over yet: what is likely, as if so many had been asked.
GUESSED = {"completes": Known(17, 3), "willing": Known(2, 8), "stays": Known(7, 3)}
ROAD, HOURS = 40.0, 2.0
FIDELITY = 0.9  # what a mentor school passes on of what it got


class From(StrEnum):
    """Where a figure comes from."""

    RECORDS = "records"  # of clusters whose year is over
    GUESS = "guess"  # of ours
    PUBLISHED = "published"
    GIVEN = "given"  # by the country itself
    ONLINE = "online"  # nobody travels
    DESIGN = "design"  # one mentor school and four mentee schools
    START = "start"  # a round number to begin with


@dataclass(frozen=True)
class Source:
    """Of one figure: where from, of how many clusters or schools, or which price.

    of_model  the clusters are the model's own; else those of all models together
    silent    how many more clusters there are, of which nothing was recorded
    """

    kind: From
    number: int = 0
    price: InForce | None = None
    of_model: bool = False
    silent: int = 0


@dataclass(frozen=True)
class Basis:
    """All that a simulation for a country and a model begins with.

    defaults  by field of ``Ask``; sources: of these, and of what cannot be typed
    """

    country: str
    currency: str
    model: str
    terms: Terms
    defaults: Mapping[str, float]
    sources: Mapping[str, Source]


def countries_priced() -> list[str]:
    """Codes of the countries whose salaries are shipped."""
    return sorted({country for country, _item in shipped.salaries()})


def basis(country: str, model: str) -> Basis:
    """Five queries. Raises LookupError for a country without published salaries."""
    if country not in countries_priced():
        raise LookupError(country)
    told = told_of(*clusters_lived(), model)
    like, prices = USUAL[Label(model)], prices_in([country])[country]
    known, asked = _known()
    teacher = prices[Item.TEACHER]
    records = _records(told)
    terms = Terms(
        known,
        quantities(told.lived, model, like, prices),
        prices_of(prices),
        bears(like),
        studied(told.lived),
        FIDELITY,
    )
    defaults = _defaults(told.lived, model, teacher)
    sources = {
        "schools": Source(From.START), "years": Source(From.START),
        "per_mentor": Source(From.DESIGN), "hours": records, "travel": _of_travel(told, model, records),
        "pay": Source(From.GIVEN if teacher.given else From.PUBLISHED, price=teacher),
        "attended": records, "support": Source(From.GUESS), **asked,
    }  # fmt: skip
    if kilometre := prices.get(Item.KILOMETRE):
        sources["kilometre"] = Source(From.GIVEN, price=kilometre)
    return Basis(country, teacher.currency, model, terms, defaults, sources)


def simulated(ask: Ask, terms: Terms) -> Projection:
    """The one answer of page, file and scenario. The same question is not computed twice in a while."""
    memory, key = caches["memory"], f"simulated-{address(repr((ask, terms)))}"
    found: Projection | None = memory.get(key)
    if found is None:
        found = project(ask, terms)
        memory.set(key, found)
    return found


def _records(told: Told) -> Source:
    if not told.lived:
        return Source(From.GUESS)
    return Source(From.RECORDS, len(told.lived), of_model=told.of_model, silent=told.silent)


def _of_travel(told: Told, model: str, records: Source) -> Source:
    """Journeys that nobody made tell nothing of how long they are."""
    if any(one.minutes for one in told.lived):
        return records
    return Source(From.ONLINE if model == Label.VIRTUAL else From.GUESS)


def _known() -> tuple[dict[str, Known], dict[str, Source]]:
    """Shares as records tell them, or our guess where hardly anybody could be asked."""
    counted = shares_known()
    known = {name: one if one.asked >= FEW else GUESSED[name] for name, one in counted.items()}
    return known, {
        name: Source(From.RECORDS, one.asked) if one.asked >= FEW else Source(From.GUESS)
        for name, one in counted.items()
    }


def _defaults(lived: Sequence[Lived], model: str, teacher: InForce) -> dict[str, float]:
    travelled = [one.minutes for one in lived if one.minutes]
    road = 0.0 if model == Label.VIRTUAL else ROAD
    return {
        "schools": 400, "per_mentor": 4, "years": 3, "pay": float(teacher.amount),
        "hours": _round(float(np.mean([one.mentoring for one in lived])), 0.1) if lived else HOURS,
        "travel": _round(float(np.mean(travelled)), 5) if travelled else road,
    }  # fmt: skip


def _round(value: float, to: float) -> float:
    return round(round(value / to) * to, 1)
