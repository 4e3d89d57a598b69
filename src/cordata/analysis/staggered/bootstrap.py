"""Multiplier bootstrap by cluster: errors and a band that holds for all points at once.

Each draw gives every cluster a sign by lot and sums the signed parts; nothing is estimated again.
Source: Callaway and Sant'Anna (2021), algorithm 1.
"""

from dataclasses import dataclass

import numpy as np
from scipy.stats import norm

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.staggered.group_time import cluster_sums

BLOCK = 128  # draws at once: bounds memory at 100,000 clusters


@dataclass(frozen=True, slots=True)
class Drawn:
    """errors (estimates,) from the quartiles of draws; critical: of the largest |t| of all."""

    errors: Floats
    critical: float


def multiplier_bootstrap(
    parts: Floats,
    cluster: Ints,
    generator: np.random.Generator,
    *,
    draws: int = 999,
    level: float = 0.95,
) -> Drawn:
    """Draw ``draws`` times.

    parts    (units, estimates) each unit's part, see ``comparison``
    cluster  (units,) from 0; with fewer than 20 of them draw the dates anew instead
    """
    sums = cluster_sums(parts, cluster) / len(parts)
    drawn = np.vstack(
        [_signed(sums, min(BLOCK, draws - done), generator) for done in range(0, draws, BLOCK)]
    )
    low, high = np.quantile(drawn, [0.25, 0.75], axis=0)
    errors = (high - low) / (norm.ppf(0.75) - norm.ppf(0.25))
    moving = errors > 0
    if not moving.any():
        return Drawn(errors, 0.0)
    largest = np.abs(drawn[:, moving] / errors[moving]).max(axis=1)
    return Drawn(errors, float(np.quantile(largest, level)))


def _signed(sums: Floats, draws: int, generator: np.random.Generator) -> Floats:
    """(draws, estimates) sums with signs by lot: one bit for each cluster."""
    bytes_each = -(-len(sums) // 8)
    raw = np.frombuffer(generator.bytes(draws * bytes_each), np.uint8)
    bits = np.unpackbits(raw.reshape(draws, bytes_each), axis=1, count=len(sums))
    # Of two columns at least: a product with one alone depends on the number of threads.
    two = np.column_stack([sums, np.zeros(len(sums))])
    return np.asarray(2 * (bits.astype(np.float64) @ two)[:, :-1] - sums.sum(axis=0))
