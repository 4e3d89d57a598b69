"""What a run shows to readers: the one path of its figures to page, table and chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cordata.evidence.models import Run

PLACES = 2  # more digits would tell more of single schools, and nothing more of all
# A database may give the names back in another order than the method wrote them.
ORDER = ("change", "beyond_selection", "from_selection", "pomp")


@dataclass(frozen=True)
class Shown:
    """One number as it may be read; without an interval, none is to be said.

    low, high, level  where the truth almost certainly lies; likely: where it lies with 80 %
    """

    name: str
    value: float
    low: float | None
    high: float | None
    level: float | None
    likely: tuple[float, float] | None = None


@dataclass(frozen=True)
class Behind:
    """How many stand behind all of them; ``clusters`` are what was drawn or assigned as one."""

    schools: int
    clusters: int


def estimates_shown(run: Run) -> list[Shown]:
    """Every estimate, the one that was asked for first; none after a refusal."""
    found: dict[str, dict[str, Any]] = run.document["result"]["estimates"]
    known = [name for name in ORDER if name in found]
    return [
        Shown(
            name,
            value,
            _rounded(found[name]["low"]),
            _rounded(found[name]["high"]),
            found[name]["level"],
            _ends(found[name].get("likely")),
        )
        for name in [*known, *sorted(found.keys() - set(known))]
        if (value := _rounded(found[name]["value"])) is not None
    ]


def behind(run: Run) -> Behind:
    """All arms together."""
    sizes = run.document["result"]["sizes"].values()
    return Behind(sum(one["schools"] for one in sizes), sum(one["groups"] for one in sizes))


def lost(run: Run) -> int:
    """Schools of the frozen table that stand behind no number: they have one of both rounds."""
    checks = run.document["result"]["checks"]
    return sum(int(one["facts"]["lost"]) for one in checks if one["code"] == "schools_lost")


def _ends(likely: Sequence[float] | None) -> tuple[float, float] | None:
    if likely is None:
        return None
    low, high = (round(one, PLACES) + 0.0 for one in likely)
    return low, high


def _rounded(number: float | None) -> float | None:
    # Without the 0.0, a small loss would read "-0.00".
    return None if number is None else round(number, PLACES) + 0.0
