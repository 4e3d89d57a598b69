"""What accompanying schools costs a year, from quantities and prices that are not known exactly.

The ingredients of docs/methods/costs.md, for schools that nobody has accompanied yet. Everything is
an array of runs, so that ten thousand of them cost one multiplication.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np

from cordata.analysis.arrays import Floats
from cordata.analysis.costs.guesses import gamma, within

IN_A_CAR = 4
MINUTES = 60.0
THERE_AND_BACK = 2.0


@dataclass(frozen=True, slots=True)
class Guess:
    """A figure, and between what it lies in 95 of 100 cases; known exactly where both are equal."""

    mean: float
    low: float
    high: float

    @classmethod
    def exact(cls, value: float) -> "Guess":
        """One that is known."""
        return cls(value, value, value)

    def draw(self, chance: np.random.Generator, runs: int) -> Floats:
        """Gamma: above 0 and skewed, as quantities and prices are."""
        if self.low == self.high or self.mean <= 0:
            return np.full(runs, self.mean)
        return gamma(within(self.low, self.mean, self.high), chance, runs)


@dataclass(frozen=True, slots=True)
class Quantities:
    """What is used, and how it is paid.

    mentee     hours of people of a mentee school a year, journeys apart
    visits     journeys a year between a mentee school and its mentor
    travellers people on each of them
    support    hours a week of the authority for each mentor school
    training   hours once, when a mentor school begins
    pay        what an hour costs, as a multiple of what an hour at the pay that is asked about does
    """

    mentee: Guess
    visits: Guess
    travellers: Guess
    support: Guess
    training: Guess
    pay: Guess


# Which guesses are moved together to see what they do to the whole.
DRIVERS: Mapping[str, tuple[str, ...]] = {
    "mentee": ("mentee",),
    "travel": ("visits", "travellers"),
    "support": ("support",),
    "training": ("training",),
    "pay": ("pay",),
}


@dataclass(frozen=True, slots=True)
class Prices:
    """Of an hour and of a kilometre, in national currency.

    hours      that are worked for a yearly salary
    on_top     what employers add, as a share of it
    kilometre  None where nobody gave it: driving is then left out
    speed      kilometres that a car drives in an hour of travel
    weeks      of a school year, for what is said by the week
    """

    hours: float
    on_top: float
    kilometre: float | None
    speed: float
    weeks: float


@dataclass(frozen=True, slots=True)
class Year:
    """What a year is asked for: (runs, years), or (1, years) where it does not differ.

    schools  mentee schools that begin
    mentors  mentor schools at work
    trained  of those, the ones that begin to be mentors
    """

    schools: Floats
    mentors: Floats
    trained: Floats


type Parts = Mapping[str, Floats]


def draw(of: Quantities, chance: np.random.Generator, runs: int) -> dict[str, Floats]:
    """Every quantity once for each run, (runs, 1), in the order of its fields."""
    return {one.name: getattr(of, one.name).draw(chance, runs)[:, None] for one in fields(of)}


def means(of: Quantities) -> dict[str, Floats]:
    """The same where nothing is unsure: (1, 1)."""
    return {one.name: np.array([[getattr(of, one.name).mean]]) for one in fields(of)}


def parts(
    year: Year, used: Parts, prices: Prices, *, hours: float, travel: float, pay: float
) -> dict[str, Floats]:
    """The cost of each part, (runs, years), in national currency.

    hours   a week that a mentor school gives; travel: minutes one way; pay: gross salary of a year
    """
    hour = pay * (1.0 + prices.on_top) / prices.hours * used["pay"]
    road = THERE_AND_BACK * travel / MINUTES * used["visits"]  # hours of a car, for each school
    found = {
        "mentors": year.mentors * hours * prices.weeks * hour,
        "mentees": year.schools * used["mentee"] * hour,
        "travel": year.schools * road * used["travellers"] * hour,
        "support": year.mentors * used["support"] * prices.weeks * hour,
        "training": year.trained * used["training"] * hour,
    }
    if prices.kilometre is not None:
        cars = np.ceil(used["travellers"] / IN_A_CAR)
        found["driving"] = year.schools * road * cars * prices.speed * prices.kilometre
    return found


def whole(of: Parts) -> Floats:
    """All parts together: (runs, years)."""
    return sum((of[name] for name in sorted(of)), np.zeros((1, 1)))


def cluster_cost(
    capacity: int, used: Parts, prices: Prices, *, hours: float, travel: float, pay: float
) -> Floats:
    """A whole cluster whose mentor school begins: what a budget buys is whole clusters. (runs,)"""
    one = np.ones((1, 1))
    year = Year(one * capacity, one, one)
    return whole(parts(year, used, prices, hours=hours, travel=travel, pay=pay))[:, 0]
