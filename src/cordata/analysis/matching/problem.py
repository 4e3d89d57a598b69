"""The matching problem: who may be tied to whom, at what cost, within what bounds."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cordata.analysis.arrays import Bools, Floats, Ints
from cordata.analysis.geography.travel import EARTH_RADIUS_KM, reach_km
from cordata.analysis.matching.inputs import Inputs
from cordata.analysis.matching.rules import UNITS, Model, Must, Rules
from cordata.analysis.matching.schools import Mentee

BLOCK = 2_000_000  # pairs weighed at once
HARD = 10_000_000  # units for a bound or a pin that cannot hold: more than any plan costs


# Ten million arcs are usual in a large country: each column is as narrow as it can be.
Narrow = NDArray[np.int32]
KINDS = (np.int32, np.int32, np.int32, np.int8)


@dataclass(frozen=True)
class Problem:
    """A transportation problem. Places are the mentors, then one "left out" per stratum.

    Arcs are sorted by mentee. ``mode`` is 0 on site, 1 online, 2 for "left out".
    """

    inputs: Inputs
    s: Narrow  # (arcs,) mentee
    h: Narrow  # (arcs,) place
    cost: Narrow  # (arcs,) units
    mode: NDArray[np.int8]  # (arcs,)
    low: Ints  # (places,) loads below cost HARD each
    high: Ints  # (places,) loads above cost HARD each
    start: Ints  # (mentees + 1,) first arc of each mentee

    @property
    def places(self) -> int:
        """Mentors and left-out places together."""
        return len(self.low)

    def slope_up(self, load: Ints) -> Ints:
        """Units that one more school costs at each place."""
        return np.where(load < self.low, -HARD, np.where(load < self.high, 0, HARD))

    def slope_down(self, load: Ints) -> Ints:
        """Units that the last school cost at each place; meaningless at load 0."""
        return self.slope_up(load - 1)


def build_problem(inputs: Inputs, *, every_pair: bool = True, nearest: int = 20) -> Problem:
    """Weigh all pairs that the rules allow; or, for a first guess, the cheapest few."""
    arcs = [
        _arcs(inputs, online, nearest, every_pair=every_pair) for online in modes(inputs.rules)
    ]
    arcs.append(_pinned(inputs))
    arcs.append(_left_out(inputs))
    return assemble(inputs, arcs)


Column = NDArray[np.integer]
Arcs = tuple[Column, Column, Column, Column]  # mentee, place, cost, mode


def assemble(inputs: Inputs, arcs: Iterable[Arcs]) -> Problem:
    """Sort arcs by mentee, place and mode, drop repeats, and add the bounds of places."""
    s, h, cost, mode = (
        np.concatenate(column, dtype=kind, casting="same_kind")
        for column, kind in zip(zip(*arcs, strict=True), KINDS, strict=True)
    )
    low, high = _bounds(inputs)
    key = (s.astype(np.int64) * len(low) + h) * 3 + mode
    order = np.argsort(key, kind="stable")
    s, h, cost, mode = s[order], h[order], cost[order], mode[order]
    fresh = np.diff(key[order], prepend=-1) > 0
    if not fresh.all():
        s, h, cost, mode = s[fresh], h[fresh], cost[fresh], mode[fresh]
    start = np.searchsorted(s, np.arange(len(inputs.mentees) + 1))
    return Problem(inputs, s, h, cost, mode, low, high, start)


def modes(rules: Rules) -> tuple[bool, ...]:
    """Which modes a tie may have: on site (False), online (True)."""
    if rules.model == Model.VIRTUAL:
        return (True,)
    return (False, True) if rules.model == Model.HYBRID else (False,)


def pair_blocks(inputs: Inputs, *, online: bool) -> Iterable[tuple[Ints, Ints]]:
    """Every pair that can pass the travel limit, in blocks of at most about BLOCK pairs."""
    mentees, mentors = len(inputs.mentees), len(inputs.mentors)
    near = Must.TRAVEL in inputs.rules.musts and not online and not inputs.travel
    if near and mentees * mentors > BLOCK:
        yield from _near_blocks(inputs)
        return
    rows = max(1, BLOCK // max(1, mentors))
    for first in range(0, mentees, rows):
        some = np.arange(first, min(first + rows, mentees))
        yield np.repeat(some, mentors), np.tile(np.arange(mentors), len(some))


def _near_blocks(inputs: Inputs) -> Iterable[tuple[Ints, Ints]]:
    from scipy.spatial import cKDTree  # slow to load: only where pairs are made

    mine, theirs = inputs.sides
    radius = (
        2 * EARTH_RADIUS_KM * np.sin(reach_km(inputs.rules.travel_limit) / 2 / EARTH_RADIUS_KM)
    )
    tree = cKDTree(_on_sphere(theirs.lat, theirs.lon))
    rows = 4_000
    for first in range(0, len(inputs.mentees), rows):
        points = _on_sphere(mine.lat[first : first + rows], mine.lon[first : first + rows])
        near = cKDTree(points).sparse_distance_matrix(
            tree, radius + 1e-9, output_type="ndarray"
        )
        if len(near):
            yield near["i"] + first, near["j"]


def _on_sphere(lat: Floats, lon: Floats) -> Floats:
    a, b = np.radians(lat), np.radians(lon)
    unit = np.stack([np.cos(a) * np.cos(b), np.cos(a) * np.sin(b), np.sin(a)], axis=1)
    return EARTH_RADIUS_KM * unit


def _arcs(inputs: Inputs, online: bool, nearest: int, *, every_pair: bool) -> Arcs:  # noqa: FBT001
    found: list[tuple[Narrow, Narrow, Narrow]] = []
    for s, h in pair_blocks(inputs, online=online):
        weighed, _minutes = inputs.weigh(s, h, online=online)
        open_ = (weighed.broken == 0) & ~closed(inputs, s, h)
        s, h, cost = s[open_], h[open_], weighed.cost[open_]  # noqa: PLW2901
        if not every_pair:
            keep = _cheapest(s, cost, nearest)
            s, h, cost = s[keep], h[keep], cost[keep]  # noqa: PLW2901
        found.append((s.astype(np.int32), h.astype(np.int32), cost.astype(np.int32)))
    columns = zip(*found, strict=True) if found else [[np.zeros(0, dtype=np.int32)]] * 3
    s, h, cost = (np.concatenate(column) for column in columns)
    return s, h, cost, np.full(len(s), int(online), dtype=np.int8)


def _cheapest(s: Ints, cost: Ints, count: int) -> Bools:
    order = np.lexsort((cost, s))
    first = np.searchsorted(s[order], s[order])
    keep = np.zeros(len(s), dtype=np.bool_)
    keep[order[np.arange(len(s)) - first < count]] = True
    return keep


def closed(inputs: Inputs, s: Ints, h: Ints) -> Bools:
    """Pairs that a person closed: forbidden ones, and others of a pinned mentee."""
    width = len(inputs.mentors)
    shut = np.isin(
        s * width + h,
        [
            inputs.mentee_at[pair.mentee] * width + inputs.mentor_at[pair.mentor]
            for pair in inputs.forbidden
        ],
    )
    return shut | np.isin(s, [inputs.mentee_at[pin.mentee] for pin in inputs.pins])


def _pinned(inputs: Inputs) -> Arcs:
    s = np.array([inputs.mentee_at[pin.mentee] for pin in inputs.pins], dtype=np.int64)
    h = np.array([inputs.mentor_at[pin.mentor] for pin in inputs.pins], dtype=np.int64)
    mode = np.array(
        [pin.online or modes(inputs.rules) == (True,) for pin in inputs.pins], dtype=np.int64
    )
    cost = np.zeros(len(s), dtype=np.int64)
    for online in (False, True):
        those = mode == int(online)
        if those.any():
            cost[those] = inputs.weigh(s[those], h[those], online=online)[0].cost
    return s, h, cost, mode


def strata(inputs: Inputs) -> list[str]:
    """The strata of the mentees; each has its own "left out" place."""
    return sorted({mentee.stratum for mentee in inputs.mentees})


def _left_out(inputs: Inputs) -> Arcs:
    pinned = {pin.mentee for pin in inputs.pins}
    free = [(row, one) for row, one in enumerate(inputs.mentees) if one.id not in pinned]
    at = {word: number for number, word in enumerate(strata(inputs))}
    points = left_out_points(inputs.rules)
    s = np.array([row for row, _one in free], dtype=np.int64)
    place = np.array([at[one.stratum] for _row, one in free], dtype=np.int64)
    cost = np.array([points[one.priority] for _row, one in free], dtype=np.int64) * UNITS
    return s, len(inputs.mentors) + place, cost, np.full(len(s), 2)


def left_out_points(rules: Rules) -> dict[bool, int]:
    """Points for a school without a mentor, by whether it comes first."""
    return {False: rules.left_out, True: rules.priority_left_out}


def left_out_of(inputs: Inputs, mentee: Mentee) -> tuple[int, int, int]:
    """Place, cost and mode of leaving one school out."""
    place = len(inputs.mentors) + strata(inputs).index(mentee.stratum)
    return place, left_out_points(inputs.rules)[mentee.priority] * UNITS, 2


def _bounds(inputs: Inputs) -> tuple[Ints, Ints]:
    words, bounds = strata(inputs), {bound.stratum: bound for bound in inputs.rules.bounds}
    low = [mentor.min_places for mentor in inputs.mentors]
    high = [mentor.max_places for mentor in inputs.mentors]
    for word in words:
        size = sum(mentee.stratum == word for mentee in inputs.mentees)
        bound = bounds.get(word)
        at_most = size if bound is None or bound.at_most is None else min(size, bound.at_most)
        low.append(size - at_most)
        high.append(max(low[-1], size - (bound.at_least if bound else 0)))
    return np.array(low, dtype=np.int64), np.array(high, dtype=np.int64)
