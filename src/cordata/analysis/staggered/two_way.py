"""Two-way fixed effects and what it is made of: for the drawer of diagnostics only.

With effects that grow it compares late starters with early ones that are treated already, and may
have the wrong sign. Its parts and weights show how much of it does: Goodman-Bacon (2021).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from cordata.analysis.arrays import Floats
from cordata.analysis.staggered.group_time import cluster_sums
from cordata.analysis.staggered.interactions import within
from cordata.analysis.staggered.panel import Panel

type PartKind = Literal["untreated", "later", "earlier"]


@dataclass(frozen=True, slots=True)
class Part:
    """One comparison inside the estimate: ``treated`` (its start) against ``other``.

    kind  other is "untreated", starts "later", or did start "earlier": the forbidden one
    """

    treated: int
    other: int
    kind: PartKind
    effect: float
    weight: float


def two_way(panel: Panel) -> tuple[float, float]:
    """The coefficient of being treated with unit and wave effects, and its CR1 error by clusters.

    Covariates that change are held constant. Every unit and wave effect counts as a parameter, as
    in a regression with dummies.
    """
    y, d = (_cleared(panel, one) for one in (panel.y, _treated(panel)))
    below = float((d * d).sum())
    effect = float((d * y).sum()) / below
    scores = (d * (y - effect * d)).sum(axis=1)
    sums = cluster_sums(scores[:, None], panel.cluster)
    clusters, rows, parameters = (
        panel.clusters,
        panel.y.size,
        sum(panel.y.shape) + panel.x.shape[2],
    )
    small = clusters / (clusters - 1) * (rows - 1) / (rows - parameters)
    return effect, float(np.sqrt(small * (sums**2).sum())) / below


def decomposition(panel: Panel) -> list[Part]:
    """The 2 × 2 comparisons whose weighted sum is ``two_way``; weights sum to 1."""
    made = list(_parts(panel))
    total = sum(one.weight for one in made)
    return [
        Part(one.treated, one.other, one.kind, one.effect, one.weight / total) for one in made
    ]


def _cleared(panel: Panel, values: Floats) -> Floats:
    """(units, waves) less what units, waves and covariates say."""
    rest = within(values[:, :, None])[:, :, 0]
    x = within(panel.x).reshape(rest.size, -1)
    return np.asarray(rest - (x @ np.linalg.lstsq(x, rest.ravel())[0]).reshape(rest.shape))


def _treated(panel: Panel) -> Floats:
    return (np.arange(len(panel.waves)) >= panel.start[:, None]).astype(np.float64)


def _parts(panel: Panel) -> Iterator[Part]:
    waves = len(panel.waves)
    starts = [int(one) for one in np.unique(panel.start)]
    means = {one: panel.y[panel.start == one].mean(axis=0) for one in starts}
    sizes = {one: float((panel.start == one).sum()) for one in starts}
    for treated in panel.cohorts:
        for other in starts:
            if other == treated:
                continue
            window = slice(other, waves) if other < treated else slice(0, min(other, waves))
            first = window.start
            after = np.arange(first, window.stop) >= treated
            path = (means[treated] - means[other])[window]
            n, m = sizes[treated], sizes[other]
            share = after.mean()
            # n² pairs × variance of membership × variance of treatment, within the window
            weight = float(n * m * share * (1 - share) * len(after) ** 2)
            kind: PartKind = "later" if other > treated else "earlier"
            yield Part(
                treated=treated,
                other=other,
                kind="untreated" if other == panel.never else kind,
                effect=float(path[after].mean() - path[~after].mean()),
                weight=weight,
            )
