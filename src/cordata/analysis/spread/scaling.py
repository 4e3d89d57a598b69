"""From six numbers to the bill: how many schools are reached by when, what it takes, who bears it.

The same draws of schools and mentors as the registered method ``diffusion`` (``shares``, ``simulate``),
with the ingredients of ``bill`` beside them. See docs/methods/spread.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.contract import LIKELY, Estimate, Interval
from cordata.analysis.spread import bill
from cordata.analysis.spread.asked import Ask, Terms, needed, outside
from cordata.analysis.spread.bill import Year
from cordata.analysis.spread.growth import Rates
from cordata.analysis.spread.shares import SHARES, draw_shares, growth
from cordata.analysis.spread.simulate import Paths, Start, middle, simulate

METHOD = "scale-up/1"
DRAWS, SEED = 10_000, 2026
CERTAIN = 0.95
GROWS = "growth"  # who completes, goes on and stays, as a driver of the whole


@dataclass(frozen=True, slots=True)
class Reached:
    """One year. Each number with where it likely and almost certainly lies.

    begun    mentee schools that begin in it; ``all`` of them so far
    mentors  mentor schools at work
    load     hours a week of the authority
    """

    begun: Estimate
    all: Estimate
    mentors: Estimate
    load: Estimate
    cost: Estimate


@dataclass(frozen=True, slots=True)
class Driver:
    """What the whole would be if only this were unsure; ``width`` of where it then likely lies."""

    name: str
    likely: Interval

    @property
    def width(self) -> float:
        return self.likely.high - self.likely.low


@dataclass(frozen=True, slots=True)
class Projection:
    """The answer.

    mentors  to begin with: as they were given, or as many as are needed
    chance   of a hundred futures, the share in which all schools are reached in time, within budget
    each     the whole for each school that begins
    parts    of the whole by what it is spent on; ``borne`` by who bears it, the most first
    drivers  the widest first
    outside  fields of ``Ask`` that lie "below" or "above" whatever was studied
    factor   mentors of a year for one of the year before, where nothing is short
    """

    ask: Ask
    mentors: int
    chance: float
    years: tuple[Reached, ...]
    total: Estimate
    each: Estimate
    parts: Mapping[str, Estimate]
    borne: Mapping[str, Estimate]
    drivers: tuple[Driver, ...]
    outside: Mapping[str, str]
    factor: float
    seed: int


def project(ask: Ask, terms: Terms, seed: int = SEED, *, draws: int = DRAWS) -> Projection:
    """The same ask, terms and seed give the same answer, to the last digit."""
    chance = np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed)))
    shares = draw_shares(terms.known, chance, draws)
    used = bill.draw(terms.used, chance, draws)
    mentors = (
        needed(ask, growth(shares, ask.per_mentor)) if ask.mentors is None else ask.mentors
    )
    start = Start(mentors, ask.schools, ask.per_mentor, most=_affordable(ask, terms, used))
    paths = simulate(start, shares, ask.years, chance)
    year = _asked_of(paths, mentors, ask.per_mentor)
    cost = _parts(ask, terms, year, used)
    rates = Rates(ask.per_mentor, *(terms.known[one].mean for one in SHARES))
    reached = paths.begun.cumsum(axis=1)
    return Projection(
        ask=ask,
        mentors=mentors,
        chance=float((reached[:, -1] >= ask.schools).mean()),
        years=_years(year, reached.astype(np.float64), used["support"], bill.whole(cost)),
        total=estimate(bill.whole(cost).sum(axis=1)),
        each=estimate(_each(bill.whole(cost).sum(axis=1), reached[:, -1].astype(np.float64))),
        parts=_most_first({name: one.sum(axis=1) for name, one in cost.items()}),
        borne=_most_first(_borne(cost, terms)),
        drivers=_drivers(ask, terms, year, used),
        outside=outside(ask, terms.studied),
        factor=rates.factor,
        seed=seed,
    )


def estimate(drawn: Floats) -> Estimate:
    """The mean of what was drawn, and where it lies; no interval where nothing varies."""
    if drawn.min() == drawn.max():
        return Estimate(float(drawn[0]))
    return Estimate(
        float(drawn.mean()), interval=middle(drawn, CERTAIN), likely=middle(drawn, LIKELY)
    )


def _affordable(ask: Ask, terms: Terms, used: bill.Parts) -> Ints | None:
    """Schools that a year's money pays for in each run: it buys whole clusters."""
    if ask.budget is None:
        return None
    cost = bill.cluster_cost(
        ask.per_mentor, used, terms.prices, hours=ask.hours, travel=ask.travel, pay=ask.pay
    )
    free = np.full_like(cost, ask.schools)
    bought = np.minimum(np.divide(ask.budget, cost, out=free, where=cost > 0), ask.schools)
    return (ask.per_mentor * np.floor(bought)).astype(np.int64)


def _asked_of(paths: Paths, mentors: int, capacity: int) -> Year:
    """What each year is asked for.

    A mentor school is trained in the first year in which it is needed: those that went on from the
    year before are taken first.
    """
    began = np.full((len(paths.begun), 1), mentors)
    before = np.hstack([began, paths.mentors[:, :-1]])
    newly = np.hstack([began, paths.new[:, :-1]])
    working = -(-paths.begun // capacity)
    trained = np.maximum(working - (before - newly), 0)
    return Year(*(one.astype(np.float64) for one in (paths.begun, working, trained)))


def _parts(ask: Ask, terms: Terms, year: Year, used: bill.Parts) -> dict[str, Floats]:
    return bill.parts(year, used, terms.prices, hours=ask.hours, travel=ask.travel, pay=ask.pay)


def _years(year: Year, reached: Floats, support: Floats, cost: Floats) -> tuple[Reached, ...]:
    columns = (year.schools, reached, year.mentors, year.mentors * support, cost)
    return tuple(
        Reached(*(estimate(one[:, at]) for one in columns)) for at in range(cost.shape[1])
    )


def _each(total: Floats, schools: Floats) -> Floats:
    return np.divide(total, schools, out=np.zeros_like(total), where=schools > 0)


def _borne(cost: Mapping[str, Floats], terms: Terms) -> dict[str, Floats]:
    found: dict[str, Floats] = {}
    for part, amount in cost.items():
        for payer, share in terms.bears[part]:
            found[payer] = found.get(payer, 0.0) + share * amount.sum(axis=1)
    return found


def _most_first(drawn: Mapping[str, Floats]) -> dict[str, Estimate]:
    found = {name: estimate(one) for name, one in drawn.items()}
    return dict(sorted(found.items(), key=lambda one: (-one[1].value, one[0])))


def _drivers(ask: Ask, terms: Terms, year: Year, used: bill.Parts) -> tuple[Driver, ...]:
    """The whole when one thing is drawn and all others are at their means."""
    mean, usual = _mean_of(year), bill.means(terms.used)
    totals = {
        name: _parts(ask, terms, mean, usual | {one: used[one] for one in together})
        for name, together in bill.DRIVERS.items()
    }
    totals[GROWS] = _parts(ask, terms, year, usual)
    found = [
        Driver(name, middle(bill.whole(one).sum(axis=1), LIKELY))
        for name, one in totals.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.width, one.name)))


def _mean_of(year: Year) -> Year:
    each = (year.schools, year.mentors, year.trained)
    return Year(*(one.mean(axis=0, keepdims=True) for one in each))
