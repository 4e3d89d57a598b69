"""From six numbers to the bill: how many schools begin by when, what it takes, who bears it.

The same draws of schools and mentors as the registered method ``diffusion`` (``shares``, ``simulate``),
with the ingredients of ``bill`` beside them. See docs/methods/spread.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.contract import LIKELY, Estimate, Interval
from cordata.analysis.spread import bill
from cordata.analysis.spread.asked import Ask, Terms, needed, outside
from cordata.analysis.spread.bill import Year
from cordata.analysis.spread.growth import Rates
from cordata.analysis.spread.shares import SHARES, draw_shares
from cordata.analysis.spread.simulate import Counts, Paths, Start, flow, middle, simulate

METHOD = "scale-up/2"
DRAWS, SEED = 10_000, 2026
CERTAIN = 0.95
LUCK = 0.03  # of a chance: how near to likely is taken for it
GROWS = "growth"  # who completes, goes on and stays, as a driver of the whole


@dataclass(frozen=True, slots=True)
class Reached:
    """One year. Each number with where it likely and almost certainly lies.

    begun      mentee schools that begin in it; ``all`` of them so far
    completed  of those that began so far: they went on to the end of their year
    weighted   the same, each by what is left of what the first mentor schools knew: fidelity
    mentors    mentor schools at work
    load       hours a week of the authority
    borne      the cost by who bears it
    """

    begun: Estimate
    all: Estimate
    completed: Estimate
    weighted: Estimate
    mentors: Estimate
    load: Estimate
    cost: Estimate
    borne: Mapping[str, Estimate]


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

    mentors  to begin with: as they were given, or as many as are needed (or money pays for)
    chance   share of futures in which all schools begin in time, within budget
    each     the whole for each school that begins, where any does; None where none ever does
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
    each: Estimate | None
    parts: Mapping[str, Estimate]
    borne: Mapping[str, Estimate]
    drivers: tuple[Driver, ...]
    outside: Mapping[str, str]
    factor: float
    seed: int

    @property
    def is_likely(self) -> bool:
        """All schools begin in time, as far as anybody can say so."""
        return self.chance >= LIKELY - LUCK


def project(ask: Ask, terms: Terms, seed: int = SEED, *, draws: int = DRAWS) -> Projection:
    """The same ask, terms and seed give the same answer, to the last digit."""
    chance = np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed)))
    shares = draw_shares(terms.known, chance, draws)
    used = bill.draw(terms.used, chance, draws)
    most = _affordable(ask, terms, used)
    mentors = needed(ask, shares, most) if ask.mentors is None else ask.mentors
    start = Start(mentors, ask.schools, ask.per_mentor, most=most)
    paths = simulate(start, shares, ask.years, chance, fidelity=terms.fidelity)
    while ask.mentors is None and _chance(ask, paths) < LIKELY - LUCK:
        # Of a few mentor schools the one that leaves counts: the formula knows no luck.
        more = replace(start, mentors=start.mentors + 1)
        tried = simulate(more, shares, ask.years, chance, fidelity=terms.fidelity)
        if most is not None and _chance(ask, tried) < _chance(ask, paths) + LUCK:
            break  # it is the money that does not suffice
        start, paths = more, tried
    mentors = start.mentors
    year = _asked_of(paths, mentors, ask.per_mentor)
    cost = _parts(ask, terms, year, used)
    rates = Rates(ask.per_mentor, *(terms.known[one].mean for one in SHARES))
    total = bill.whole(cost).sum(axis=1)
    grown = _grown(ask, terms, start, shares, paths, chance)
    return Projection(
        ask=ask,
        mentors=mentors,
        chance=_chance(ask, paths),
        years=_years(paths, year, used["support"], cost, terms),
        total=estimate(total),
        each=_each(total, paths.begun.sum(axis=1)),
        parts=_most_first({name: one.sum(axis=1) for name, one in cost.items()}),
        borne=_most_first({name: one.sum(axis=1) for name, one in _borne(cost, terms).items()}),
        drivers=_drivers(ask, terms, used, mentors, grown),
        outside=outside(ask, terms.studied),
        factor=rates.factor,
        seed=seed,
    )


def _chance(ask: Ask, paths: Paths) -> float:
    return float((paths.begun.sum(axis=1) >= ask.schools).mean())


def estimate(drawn: Floats) -> Estimate:
    """The mean of what was drawn, and where it lies; no interval where nothing varies."""
    if drawn.min() == drawn.max():
        return Estimate(float(drawn[0]))
    return Estimate(
        float(drawn.mean()), interval=middle(drawn, CERTAIN), likely=middle(drawn, LIKELY)
    )


def _affordable(ask: Ask, terms: Terms, used: bill.Parts) -> Ints | None:
    """Schools that a year's money pays for in each run: it buys whole clusters.

    None where there is enough for all schools in every run.
    """
    if ask.budget is None:
        return None
    cost = bill.cluster_cost(
        ask.per_mentor, used, terms.prices, hours=ask.hours, travel=ask.travel, pay=ask.pay
    )
    free = np.full_like(cost, ask.schools)
    bought = np.minimum(np.divide(ask.budget, cost, out=free, where=cost > 0), ask.schools)
    most = (ask.per_mentor * np.floor(bought)).astype(np.int64)
    return None if most.min() >= ask.schools else most


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


def _years(
    paths: Paths, year: Year, support: Floats, cost: bill.Parts, terms: Terms
) -> tuple[Reached, ...]:
    so_far = [
        one.astype(np.float64).cumsum(axis=1)
        for one in (paths.begun, paths.completed, paths.weighted)
    ]
    load, whole = year.mentors * support, bill.whole(cost)
    columns = (year.schools, *so_far, year.mentors, load, whole)
    borne = _borne(cost, terms)
    found = []
    for at in range(whole.shape[1]):
        begun, begun_all, completed, weighted, mentors, hours, money = (
            estimate(one[:, at]) for one in columns
        )
        paid = _most_first({name: one[:, at] for name, one in borne.items()})
        found.append(
            Reached(begun, begun_all, completed, weighted, mentors, hours, money, paid)
        )
    return tuple(found)


def _each(total: Floats, schools: Counts) -> Estimate | None:
    """Where no school begins there is none to divide by: such runs say nothing of it."""
    some = schools > 0
    return estimate(total[some] / schools[some]) if some.any() else None


def _borne(cost: bill.Parts, terms: Terms) -> dict[str, Floats]:
    """By payer: (runs, years)."""
    found: dict[str, Floats] = {}
    for part, amount in cost.items():
        for payer, share in terms.bears[part]:
            found[payer] = found.get(payer, 0.0) + share * amount
    return found


def _most_first(drawn: Mapping[str, Floats]) -> dict[str, Estimate]:
    found = {name: estimate(one) for name, one in drawn.items()}
    return dict(sorted(found.items(), key=lambda one: (-one[1].value, one[0])))


def _drivers(
    ask: Ask, terms: Terms, used: bill.Parts, mentors: int, grown: Floats
) -> tuple[Driver, ...]:
    """The whole when one thing is drawn and all others are at their means.

    With a budget, what it buys is drawn along: so none of them lies beyond the money there is.

    grown  (runs,) the whole where only shares, and who happens to go on, differ
    """
    usual = bill.means(terms.used)
    completes, willing, stays = (np.array([terms.known[one].mean]) for one in SHARES)
    totals = {GROWS: grown}
    for name, together in bill.DRIVERS.items():
        moved = usual | {one: used[one] for one in together}
        most = _affordable(ask, terms, moved)
        start = Start(mentors, ask.schools, ask.per_mentor, most=most)
        paths = flow(start, (completes, willing, stays), ask.years)
        totals[name] = _total(ask, terms, paths, mentors, moved)
    found = [Driver(name, middle(one, LIKELY)) for name, one in totals.items()]
    return tuple(sorted(found, key=lambda one: (-one.width, one.name)))


def _grown(
    ask: Ask,
    terms: Terms,
    start: Start,
    shares: tuple[Floats, Floats, Floats],
    paths: Paths,
    chance: np.random.Generator,
) -> Floats:
    """The whole at usual prices: drawn again where prices have limited what was begun."""
    usual = bill.means(terms.used)
    if start.most is not None:
        fixed = replace(start, most=_affordable(ask, terms, usual))
        paths = simulate(fixed, shares, ask.years, chance)
    return _total(ask, terms, paths, start.mentors, usual)


def _total(ask: Ask, terms: Terms, paths: Paths, mentors: int, used: bill.Parts) -> Floats:
    year = _asked_of(paths, mentors, ask.per_mentor)
    return bill.whole(_parts(ask, terms, year, used)).sum(axis=1)
