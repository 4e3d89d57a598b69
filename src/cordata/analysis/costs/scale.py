"""What it would cost to serve more schools: a formula with named parts, not a fitted curve."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from cordata.analysis.arrays import Floats
from cordata.analysis.contract import Check, Level, Refused

LEAST_GROUPS = 100  # below so many clusters no elasticity is estimated


@dataclass(frozen=True, slots=True)
class Step:
    """A cost that jumps: one more coordinator for every ``span`` schools."""

    cost: Decimal
    span: int


@dataclass(frozen=True, slots=True)
class Scale:
    """C(S) = national + regional * regions + per mentor * ceil(S / places) + per school * S + travel(S) + steps.

    travel  (schools, cost) points of the whole bill, as the matcher finds it for some sizes; in
            between it is drawn straight, beyond the last point it goes on as before
    """

    national: Decimal = Decimal(0)
    regional: Decimal = Decimal(0)
    regions: int = 0
    per_mentor: Decimal = Decimal(0)
    places: int = 1
    per_school: Decimal = Decimal(0)
    travel: tuple[tuple[int, Decimal], ...] = ()
    steps: tuple[Step, ...] = ()

    def cost(self, schools: int) -> Decimal:
        """What serving so many schools costs a year."""
        fixed = self.national + self.regional * self.regions
        mentors = self.per_mentor * _up(schools, self.places)
        stepped = sum((one.cost * _up(schools, one.span) for one in self.steps), Decimal(0))
        return fixed + mentors + self.per_school * schools + self._travel(schools) + stepped

    def average(self, schools: int) -> Decimal:
        """What it costs for each."""
        return self.cost(schools) / schools

    def _travel(self, schools: int) -> Decimal:
        points = ((0, Decimal(0)), *sorted(self.travel))
        if len(points) == 1:
            return Decimal(0)
        at = 1
        while at < len(points) - 1 and points[at][0] < schools:
            at += 1
        (before, low), (after, high) = points[at - 1], points[at]
        return low + (high - low) * (schools - before) / (after - before)


def break_even(fixed: tuple[Decimal, Decimal], each: tuple[Decimal, Decimal]) -> Decimal | None:
    """Schools at which two straight models cost the same: (F1 - F2) / (v2 - v1); None if never."""
    if each[0] == each[1]:
        return None
    schools = (fixed[0] - fixed[1]) / (each[1] - each[0])
    return schools if schools > 0 else None


def crossings(one: Scale, other: Scale, most: int) -> list[int]:
    """Every number of schools up to ``most`` from which on the cheaper model is another than before.

    With steps there can be several. Equal costs change nothing.
    """
    found, before = [], 0
    for schools in range(1, most + 1):
        gap = one.cost(schools) - other.cost(schools)
        now = (gap > 0) - (gap < 0)
        if now and before and now != before:
            found.append(schools)
        before = now or before
    return found


def elasticity(schools: Sequence[int], costs: Sequence[Decimal]) -> float:
    """Slope of log cost on log schools over clusters that differ in size.

    Raises Refused below a hundred clusters: what some dozens show as an economy of scale is
    the difference of a few countries. Use ``Scale``.
    """
    if len(schools) < LEAST_GROUPS:
        facts = {"groups": len(schools), "needed": LEAST_GROUPS}
        raise Refused([Check("elasticity_of_few_groups", Level.REFUSE, facts)])
    size = np.log(np.asarray(schools, dtype=np.float64))
    cost: Floats = np.log([float(one) for one in costs])
    return float(np.cov(size, cost)[0, 1] / size.var(ddof=1))


def _up(schools: int, span: int) -> int:
    return -(-schools // span)
