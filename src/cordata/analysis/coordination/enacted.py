"""The coordination model as it is lived: read axis by axis from what took place.

A declared model is an intention. Who called, whether one met online and whether mentored schools
did something of their own are records, and tell three of its axes; participation and support are
told by none, so nothing is said of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

type Caller = Literal["coordinator", "mentor", "mentee"]

LEAST = 4  # records below which an axis is not read


@dataclass(frozen=True, slots=True)
class Held:
    """One activity that took place.

    caller       who called it
    online       whether it was online
    with_mentor  whether anybody of the mentor school was there; true where nobody was counted
    """

    caller: Caller
    online: bool
    with_mentor: bool


class Fit(StrEnum):
    """How what is lived stands to what was declared."""

    SAME = "same"
    PARTLY = "partly"  # on the way to the other end of the axis
    OTHER = "other"
    FEW = "few"  # too few records to say


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis that records tell.

    says    whether a record speaks for the upper end; None if it tells nothing of this axis
    levels  lower end, between, upper end: as models are declared, or "shared"
    low     up to which share the lower end is lived; ``high`` from which the upper one is
    also    other declared levels, with the end they stand at
    """

    says: Callable[[Held], bool | None]
    levels: tuple[str, str, str]
    low: float
    high: float
    also: tuple[tuple[str, str], ...] = ()

    def level(self, share: float) -> str:
        """What a share of records amounts to."""
        if share <= self.low:
            return self.levels[0]
        return self.levels[2] if share >= self.high else self.levels[1]

    def place(self, level: str) -> int:
        """Where on the axis a level stands: 0, 1 or 2."""
        return self.levels.index(dict(self.also).get(level, level))


def _by_schools(one: Held) -> bool:
    return one.caller != "coordinator"


def _by_mentored(one: Held) -> bool | None:
    # What the coordinator calls tells nothing of who helps whom.
    return (
        None if one.caller == "coordinator" else one.caller == "mentee" or not one.with_mentor
    )


AXES = {
    "initiative": Axis(_by_schools, ("authority", "shared", "schools"), 1 / 3, 2 / 3),
    "direction": Axis(
        _by_mentored,
        ("one_way", "shared", "reciprocal"),
        0.2,
        0.4,
        (("rotating", "reciprocal"),),
    ),
    "mode": Axis(lambda one: one.online, ("face_to_face", "blended", "virtual"), 0.1, 0.9),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What records tell of an axis.

    yes    how many speak for its upper end, of ``n`` that tell something
    level  as models are declared, or "shared"; "" where there are too few
    """

    yes: int
    n: int
    level: str

    @property
    def share(self) -> float | None:
        """None where there is no record."""
        return self.yes / self.n if self.n else None


def read(axis: str, held: Sequence[Held]) -> Reading:
    """What these records tell of one axis; too few of them is an answer, too."""
    told = [said for one in held if (said := AXES[axis].says(one)) is not None]
    yes, n = sum(told), len(told)
    return Reading(yes, n, AXES[axis].level(yes / n) if n >= LEAST else "")


def fit(axis: str, declared: str, reading: Reading) -> Fit:
    """Whether an axis is lived as it was declared."""
    if not reading.level:
        return Fit.FEW
    apart = abs(AXES[axis].place(reading.level) - AXES[axis].place(declared))
    return (Fit.SAME, Fit.PARTLY, Fit.OTHER)[apart]


def drift(readings: Sequence[Reading]) -> tuple[int, int] | None:
    """First and last period that can be read, if the axis is lived otherwise in the last one.

    readings  by period, the first first
    """
    told = [at for at, one in enumerate(readings) if one.level]
    if not told or readings[told[0]].level == readings[told[-1]].level:
        return None
    return told[0], told[-1]
