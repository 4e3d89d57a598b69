"""What a simulation is told beside its six numbers, and where each of it comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from django.core.cache import caches
from scipy.special import stdtrit

from cordata.analysis.address import address
from cordata.analysis.costs.ledger import Payer
from cordata.analysis.spread.bill import Guess, Prices, Quantities
from cordata.analysis.spread.scaling import Ask, Projection, Terms, project
from cordata.analysis.spread.shares import Known
from cordata.clusters.models import CoordinationModel
from cordata.costs.models import Bears, Item
from cordata.costs.queries import shipped
from cordata.costs.queries.prices import InForce, prices_in
from cordata.costs.queries.usual import SPEED, USUAL, Usual
from cordata.exchange.queries.learned import (
    WEEKS,
    Lived,
    clusters_lived,
    of_model,
    shares_known,
)

Label = CoordinationModel.Label
LEAST = 4  # clusters, below which their figures are not set beside others: as costs compare
SHOWN = 5  # schools below which nothing of them is shown
OFF = 0.5  # how far a guess of ours may be off, to both sides: as costs say it
FEW = 10  # schools asked, below which a share is a guess
MINUTE = 60
# Guesses of ours, where no year is over yet: what is likely, as if so many had been asked.
GUESSED = {"completes": Known(17, 3), "willing": Known(2, 8), "stays": Known(7, 3)}
ATTENDED, JOURNEYS, PEOPLE, ROAD, HOURS = 30.0, 4.0, 2.0, 40.0, 2.0


class From(StrEnum):
    """Where a figure comes from."""

    RECORDS = "records"  # of clusters whose year is over
    GUESS = "guess"  # of ours
    PUBLISHED = "published"
    GIVEN = "given"  # by the country itself
    DESIGN = "design"  # one mentor school and four mentee schools
    START = "start"  # a round number to begin with


@dataclass(frozen=True)
class Source:
    """Of one figure: where from, of how many clusters or schools, or which price."""

    kind: From
    number: int = 0
    price: InForce | None = None


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
    every = clusters_lived()
    lived = of_model(every, model, LEAST)
    is_enough = len(lived) >= LEAST and sum(one.schools for one in lived) >= SHOWN
    like, prices = USUAL[Label(model)], prices_in([country])[country]
    known, asked = _known()
    teacher = prices[Item.TEACHER]
    records = Source(From.RECORDS if is_enough else From.GUESS, len(lived) if is_enough else 0)
    terms = Terms(
        known,
        _quantities(lived if is_enough else [], model, like, prices),
        _prices(prices),
        _bears(like),
        _studied(every),
    )
    defaults = _defaults(lived if is_enough else [], model, teacher)
    sources = {
        "schools": Source(From.START), "years": Source(From.START),
        "per_mentor": Source(From.DESIGN), "hours": records, "travel": records,
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


def _known() -> tuple[dict[str, Known], dict[str, Source]]:
    """Shares as records tell them, or our guess where hardly anybody could be asked."""
    counted = shares_known()
    known = {name: one if one.asked >= FEW else GUESSED[name] for name, one in counted.items()}
    return known, {
        name: Source(From.RECORDS, one.asked) if one.asked >= FEW else Source(From.GUESS)
        for name, one in counted.items()
    }


def _quantities(
    lived: Sequence[Lived], model: str, like: Usual, prices: Mapping[Item, InForce]
) -> Quantities:
    teacher = float(prices[Item.TEACHER].unit)
    pay = [float(prices[one].unit) / teacher for one in (Item.SUPPLY, Item.LEADER)]
    journeys = 0.0 if model == Label.VIRTUAL else JOURNEYS
    travelled = [one for one in lived if one.journeys]
    return Quantities(
        mentee=_mean([one.attended for one in lived], ATTENDED),
        visits=_mean([one.journeys for one in lived], journeys),
        travellers=_mean([one.people for one in travelled], PEOPLE),
        support=_guess(float(like.support)),
        training=_guess(float(like.training)),
        pay=Guess(1.0, min(1.0, *pay), max(1.0, *pay)),
    )


def _guess(value: float) -> Guess:
    return Guess(value, value * (1 - OFF), value * (1 + OFF))


def _mean(values: Sequence[float], otherwise: float) -> Guess:
    """Of clusters, with its 95 % by t; our guess where there are none."""
    if len(values) < LEAST:
        return _guess(otherwise)
    mean, n = float(np.mean(values)), len(values)
    off = float(stdtrit(n - 1, 0.975)) * float(np.std(values, ddof=1)) / float(np.sqrt(n))
    return Guess(mean, mean - off, mean + off)


def _prices(prices: Mapping[Item, InForce]) -> Prices:
    teacher, kilometre = prices[Item.TEACHER], prices.get(Item.KILOMETRE)
    return Prices(
        hours=float(teacher.hours or shipped.HOURS),
        on_top=float(teacher.on_top or 0),
        kilometre=float(kilometre.unit) if kilometre else None,
        speed=float(SPEED),
        weeks=float(WEEKS),
    )


def _bears(like: Usual) -> dict[str, tuple[tuple[str, float], ...]]:
    """As costs have it: own time, then lessons that are covered, then hours the school pays anyway."""
    own, covered = like.own_time / 100, float(like.covered)
    money = _payer(like.money)

    def hours(school: str) -> tuple[tuple[str, float], ...]:
        paid = covered * (1 - own)
        return ((Payer.STAFF, own), (money, paid), (school, 1 - own - paid))

    return {
        "mentors": hours(Payer.MENTOR_SCHOOL),
        "mentees": hours(Payer.MENTEE_SCHOOL),
        "travel": hours(Payer.MENTEE_SCHOOL),
        "driving": ((Payer.MENTEE_SCHOOL, 1.0),),
        "support": ((Payer.MINISTRY, 1.0),),
        "training": ((money, 1.0),),
    }


def _payer(bears: Bears) -> str:
    return Payer(bears.value)


def _studied(lived: Sequence[Lived]) -> dict[str, tuple[float, float]]:
    """Between what nine of ten clusters lay; nothing where there are too few to say."""
    if len(lived) < LEAST or sum(one.schools for one in lived) < SHOWN:
        return {}
    travelled = [one.minutes for one in lived if one.minutes] or [0.0]
    found = {
        "per_mentor": [float(one.schools) for one in lived],
        "hours": [one.mentoring for one in lived],
        "travel": travelled,
    }
    middle = {
        name: tuple(round(float(one), 1) for one in np.quantile(values, [0.05, 0.95]))
        for name, values in found.items()
    }
    schools = float(sum(one.schools for one in lived))
    return {
        "schools": (1.0, schools),
        **{name: (low, high) for name, (low, high) in middle.items()},
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
