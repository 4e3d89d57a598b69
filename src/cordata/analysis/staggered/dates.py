"""Randomisation inference: were the dates of starts dealt anew, how often would so much be seen?

The unit that is dealt is the cluster, within its stratum (country). With fewer than 20 clusters this
is the test to prefer. It is exact if dates were drawn by lot; else it asks the reader to believe that
any cluster could have had any date.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import comb, prod

import numpy as np

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.contract import Interval
from cordata.analysis.staggered.dealt import Dealt
from cordata.analysis.staggered.group_time import Others
from cordata.analysis.staggered.panel import Panel
from cordata.analysis.staggered.summaries import Kind

ALL = 100_000  # up to so many ways to deal, every one is tried
BLOCK = 4096


@dataclass(frozen=True, slots=True)
class Redrawn:
    """What dealing the dates anew says.

    effect    the constant effect that fits best, covariates taken out by a regression in each wave
    p         two-sided, that no school gained or lost anything
    interval  constant effects that are not rejected; None where too few dealings reject any
    ways      how many dealings were looked at; exact: all there are
    """

    effect: float
    p: float
    interval: Interval | None
    ways: int
    exact: bool


def redraw_dates(
    panel: Panel,
    generator: np.random.Generator,
    *,
    kind: Kind = "group",
    others: Others = "not-yet",
    draws: int = 9_999,
    level: float = 0.95,
) -> Redrawn:
    """Compare the summary seen with that of other dealings, within the panel's strata.

    Raises ValueError where units of one cluster began in different waves or lie in two strata.
    """
    start = _of_clusters(panel, panel.start)
    strata = _of_clusters(panel, panel.stratum)
    parts = [np.flatnonzero(strata == one) for one in np.unique(strata)]
    ways = prod(_ways(start[part]) for part in parts)
    exact = ways <= ALL
    blocks = _every(start, parts) if exact else _by_lot(start, parts, generator, draws)
    begun = (np.arange(len(panel.waves)) >= panel.start[:, None]).astype(np.float64)
    gained, done = (Dealt.of(panel, one, kind, others) for one in (panel.y, begun))
    made = [(gained(block), done(block)) for block in blocks]
    if not exact:  # the dealing seen is one of those that might have been
        made.append((gained(start[None]), done(start[None])))
    a, b = (np.concatenate(each) for each in zip(*made, strict=True))
    seen, unit = float(gained(start[None])[0]), float(done(start[None])[0])
    as_far = np.abs(a) >= abs(seen) * (1 - 1e-12)
    interval = _kept(a, b, seen, unit, level)
    return Redrawn(seen / unit, float(as_far.mean()), interval, ways if exact else draws, exact)


def _kept(a: Floats, b: Floats, seen: float, unit: float, level: float) -> Interval | None:
    """Effects d for which |a - d b| >= |seen - d unit| in more than 1 - level of dealings.

    Each dealing agrees with the d between two roots around seen / unit, so the share that agrees
    falls to both sides, and each end is a quantile of roots.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        roots = np.sort([(a - seen) / (b - unit), (a + seen) / (b + unit)], axis=0)
    always = ~(np.abs(b) < unit * (1 - 1e-12))
    low = np.sort(np.where(always, -np.inf, roots[0]))
    high = np.sort(np.where(always, np.inf, roots[1]))[::-1]
    last = int(np.floor((1 - level) * len(a) * (1 + 1e-12)))
    if not np.isfinite([low[last], high[last]]).all():
        return None
    return Interval(float(low[last]), float(high[last]), level)


def _of_clusters(panel: Panel, values: Ints) -> Ints:
    """(clusters,) the one value of each cluster's units."""
    found = np.empty(panel.clusters, np.int64)
    found[panel.cluster] = values
    if (found[panel.cluster] != values).any():
        raise ValueError("units of one cluster began in different waves or lie in two strata")
    return found


def _ways(start: Ints) -> int:
    """In how many ways these dates can be dealt to these clusters."""
    left, ways = len(start), 1
    for count in np.unique(start, return_counts=True)[1].tolist():
        ways *= comb(left, count)
        left -= count
    return ways


def _every(start: Ints, parts: list[Ints]) -> Iterator[Ints]:
    """All dealings, in blocks (dealings, clusters)."""
    each = [_dealt(start[part]) for part in parts]
    sizes = tuple(len(one) for one in each)
    for first in range(0, prod(sizes), BLOCK):
        numbers = np.arange(first, min(first + BLOCK, prod(sizes)))
        dealings = np.empty((len(numbers), len(start)), np.int64)
        for part, orders, at in zip(parts, each, np.unravel_index(numbers, sizes), strict=True):
            dealings[:, part] = orders[at]
        yield dealings


def _dealt(dates: Ints) -> Ints:
    """(orders, clusters) every different order of dates that may be equal."""
    names, counts = np.unique(dates, return_counts=True)
    made, free = np.full((1, len(dates)), names[-1]), np.arange(len(dates))[None]
    for name, count in zip(names[:-1], counts[:-1], strict=True):
        left = range(free.shape[1])
        chosen = list(combinations(left, int(count)))
        rest = [[one for one in left if one not in those] for those in chosen]
        made = np.repeat(made, len(chosen), axis=0)
        np.put_along_axis(made, free[:, chosen].reshape(len(made), -1), name, axis=1)
        free = free[:, rest].reshape(len(made), -1)
    return made


def _by_lot(
    start: Ints, parts: list[Ints], generator: np.random.Generator, draws: int
) -> Iterator[Ints]:
    for done in range(0, draws, BLOCK):
        block = np.tile(start, (min(BLOCK, draws - done), 1))
        for part in parts:
            block[:, part] = generator.permuted(block[:, part], axis=1)
        yield block
