"""Cases as members of sets, 0 to 1: calibration, and how far one set lies in another.

Sources: Ragin (2008), Redesigning Social Inquiry; Schneider and Wagemann (2012), Set-Theoretic
Methods for the Social Sciences.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from cordata.analysis.arrays import Floats


def calibrate(x: Floats, out: float, cross: float, full: float) -> Floats:
    """Membership by the direct method: .047 at ``out``, a half at ``cross``, .953 at ``full``.

    The anchors rise or fall; they come from knowledge of the cases, not from their quantiles.
    Raises ValueError where ``cross`` is not between the others.
    """
    if not (out < cross < full or out > cross > full):
        raise ValueError(f"{cross} is not between {out} and {full}")
    up, down = (x - cross) / (full - cross), (x - cross) / (cross - out)
    return np.asarray(expit(3.0 * np.where(up > 0, up, down)))


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a set of cases fits an outcome; NaN of an empty set.

    consistency  share of the set that lies in the outcome
    pri          the same without what lies in its negation as well
    coverage     share of the outcome that lies in the set
    """

    consistency: float
    pri: float
    coverage: float

    @property
    def product(self) -> float:
        """What the gate compares: 0 for an empty set."""
        found = self.consistency * self.coverage
        return 0.0 if np.isnan(found) else found


def sufficiency(x: Floats, y: Floats) -> Fit:
    """Fit of "x, therefore y"; both (cases,)."""
    both, either = np.minimum(x, y), np.minimum(np.minimum(x, y), 1.0 - y)
    return Fit(
        _ratio(both.sum(), x.sum()),
        _ratio(both.sum() - either.sum(), x.sum() - either.sum()),
        _ratio(both.sum(), y.sum()),
    )


def necessity(x: Floats, y: Floats) -> float:
    """Consistency of "y only with x": share of the outcome that lies in the condition."""
    return _ratio(np.minimum(x, y).sum(), y.sum())


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole > 0 else float("nan")
