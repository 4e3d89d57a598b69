"""Compute a report again from its frozen answers, and say whether it is the same."""

from dataclasses import dataclass
from math import isclose
from typing import Any

from cordata.analysis.address import address
from cordata.analysis.datasets import sealed
from cordata.surveys.models import Snapshot
from cordata.surveys.queries.figures import computed_again, unpacked


@dataclass(frozen=True)
class Checked:
    """What was found.

    intact  the frozen answers are those that the address is a seal of
    same    the figures come out as they were, within 1e-9
    """

    intact: bool
    same: bool


def check(snapshot: Snapshot) -> Checked:
    """Read the bytes, address them again, score them again."""
    found = address(snapshot.manifest, unpacked(snapshot).numbers)
    return Checked(
        intact=sealed(found, snapshot.nonce) == snapshot.address,
        same=_alike(computed_again(snapshot), snapshot.figures),
    )


def _alike(new: Any, old: Any) -> bool:
    if isinstance(new, dict):
        return new.keys() == old.keys() and all(_alike(new[key], old[key]) for key in new)
    if isinstance(new, list):
        return len(new) == len(old) and all(map(_alike, new, old))
    if isinstance(new, float) and isinstance(old, float):
        return isclose(new, old, rel_tol=1e-9)
    return bool(new == old)
