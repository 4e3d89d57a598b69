"""Two figures worth a talk: the largest gap, and where two voices disagree most."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Floats

LEAST_AREAS = 2  # a voice with one area has no mean of its own to fall below


@dataclass(frozen=True)
class Gap:
    """One voice on one area, and how far it lies below its measure, in points of 100.

    from_target  the measure is the school's target; else the voice's own mean over its areas
    """

    area: str
    voice: str
    below: float
    from_target: bool


@dataclass(frozen=True)
class Disagreement:
    """The area on which two voices lie farthest apart, in points of 100."""

    area: str
    higher: str
    lower: str
    apart: float


def gap(
    pomp: Floats,
    areas: Sequence[str],
    voices: Sequence[str],
    targets: Sequence[float | None] | None = None,
) -> Gap | None:
    """The figure farthest below its measure; of equals the first area, then the first voice.

    Voices are never averaged with each other: each is held against its own mean, so that a
    voice which answers warmly throughout hides no gap of another.

    pomp     (voices, areas) points of 100, NaN where hidden
    targets  one for each area, None where there is none; without any, the own means count
    returns  None if nothing lies below its measure
    """
    to_target = targets is not None and any(one is not None for one in targets)
    if targets is not None and to_target:
        aims = np.array([np.nan if one is None else one for one in targets])
        measure = np.broadcast_to(aims, pomp.shape)
    else:
        seen = np.isfinite(pomp).sum(axis=1)
        own = np.where(np.isfinite(pomp), pomp, 0.0).sum(axis=1) / np.maximum(seen, 1)
        own = np.where(seen >= LEAST_AREAS, own, np.nan)
        measure = np.broadcast_to(own[:, None], pomp.shape)
    below = np.nan_to_num(measure - pomp, nan=-np.inf)
    if below.size == 0 or below.max() <= 0:
        return None
    area, voice = divmod(int(np.argmax(below.T)), len(voices))
    return Gap(areas[area], voices[voice], float(below[voice, area]), to_target)


def disagreement(
    pomp: Floats, areas: Sequence[str], voices: Sequence[str]
) -> Disagreement | None:
    """The largest difference between two voices on one area; of equals the first area.

    returns  None if no area has two voices that may be shown, or all agree
    """
    both = np.isfinite(pomp).sum(axis=0) >= 2  # noqa: PLR2004 - it takes two
    if not both.any():
        return None
    high = np.where(np.isfinite(pomp), pomp, -np.inf)
    low = np.where(np.isfinite(pomp), pomp, np.inf)
    apart = np.where(both, high.max(axis=0) - low.min(axis=0), -np.inf)
    area = int(np.argmax(apart))
    if apart[area] <= 0:
        return None
    higher, lower = int(np.argmax(high[:, area])), int(np.argmin(low[:, area]))
    return Disagreement(areas[area], voices[higher], voices[lower], float(apart[area]))
