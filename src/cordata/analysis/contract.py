"""What every method keeps to: ``method(spec, inputs, seed) -> Result``, or a refusal without a number.

A method first looks at its inputs. Each look is a ``Check`` with a code and facts, no words:
pages say it in the reader's language. One check that refuses, and no number leaves the method.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal

type Fact = str | int | float | tuple[str, ...]


class Level(IntEnum):
    """How a look at the inputs ended; the worst one counts."""

    OK = 0
    WARN = 1  # the number is shown, and this beside it
    REFUSE = 2  # no number is shown; this is, and what would lift it


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    code   "few_groups", "aliased_axis" ...: a word for each code stands in ``evidence``
    facts  what the words need, in plain units: {"groups": 3, "needed": 4}
    """

    code: str
    level: Level
    facts: Mapping[str, Fact] = field(default_factory=dict)


class Refused(Exception):
    """The inputs do not allow this number. ``checks`` says why; what would lift it follows."""

    def __init__(self, checks: Iterable[Check]) -> None:
        self.checks = tuple(checks)
        super().__init__(", ".join(one.code for one in self.checks))


class SpecError(ValueError):
    """A spec that cannot be computed: where it is wrong, what, and what to do about it."""

    def __init__(self, where: str, what: str, do: str) -> None:
        self.where, self.what, self.do = where, what, do
        super().__init__(f"{where}: {what}. {do}")


LIKELY = 0.80  # the narrower of the two bands that stand beside an estimate


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the truth lies with ``level`` of 0 to 1; both ends in the units of the estimate."""

    low: float
    high: float
    level: float = 0.95

    def times(self, factor: float) -> "Interval":
        """In another unit; ``factor`` above 0."""
        return Interval(self.low * factor, self.high * factor, self.level)

    def less(self, number: float) -> "Interval":
        """The same, counted from ``number``."""
        return Interval(self.low - number, self.high - number, self.level)

    @classmethod
    def around(cls, value: float, reach: float, level: float) -> "Interval":
        """As far to both sides."""
        return cls(value - reach, value + reach, level)

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Size:
    """How many stand behind a number: ``groups`` are what was drawn or assigned as one."""

    rows: int
    schools: int = 0
    groups: int = 0


type Arm = Literal["treated", "comparison", "all"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """One number with everything that must stand beside it; None is "not to be said".

    interval, likely  where the truth lies almost certainly (95 %), and likely (80 %)
    """

    value: float
    error: float | None = None
    interval: Interval | None = None
    df: float | None = None
    p: float | None = None
    likely: Interval | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a method found, or that it found no right to say anything.

    method     the name and version: "ancova/1"
    estimand   what the number is of: "E1" ... "E6", see docs/methods/contract.md
    estimates  by name, the first is the one that was asked for; empty after a refusal
    sizes      by arm
    more       diagnostics: plain numbers by name
    """

    method: str
    estimand: str
    estimates: Mapping[str, Estimate]
    sizes: Mapping[Arm, Size]
    checks: tuple[Check, ...] = ()
    more: Mapping[str, float] = field(default_factory=dict)
    seed: int | None = None

    def __post_init__(self) -> None:
        if self.is_refused and self.estimates:
            raise ValueError(f"{self.method} was refused and still shows a number")

    @property
    def is_refused(self) -> bool:
        return worst(self.checks) is Level.REFUSE

    @property
    def warnings(self) -> tuple[Check, ...]:
        return tuple(one for one in self.checks if one.level is Level.WARN)

    @property
    def refusals(self) -> tuple[Check, ...]:
        return tuple(one for one in self.checks if one.level is Level.REFUSE)


def worst(checks: Iterable[Check]) -> Level:
    """The level that decides; OK where nothing was looked at."""
    return max((one.level for one in checks), default=Level.OK)
