"""What a run shows to readers: the one path of its figures to page, table and chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cordata.analysis.numbers import Known, shown_in
from cordata.analysis.spread.causes import ODDS
from cordata.evidence.models import Run
from cordata.evidence.queries.tables import KINDS

PLACES = 2  # more digits would tell more of single schools, and nothing more of all
# A database may give the names back in another order than the method wrote them.
ORDER = (
    "change", "beyond_selection", "from_selection", "effect", "overall", "average",
    "lost", "lost-treated", "lost-comparison", "lost-difference", "chance", "mean-degree",
    "complete", "imputed", "pomp",
)  # fmt: skip
# Columns that a spec asks about, in its order: what was asked first comes first; and how the
# names of their estimates begin.
ASKED = {"fixed": "", "moderators": "", "traits": ODDS}
# Estimates that are parts of a whole: read, and written about, out of a hundred.
SHARES = frozenset(
    {"lost", "lost-treated", "lost-comparison", "lost-difference", "going-on", "density",
     "reciprocity", "chance"}
)  # fmt: skip
COUNTS_LOST = "change"  # the one method that says "schools_lost", and only where some are
SLOPES = 4  # places of what changes for each one more of a column


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
    """How many stand behind all of them; ``clusters`` are what was drawn or assigned as one.

    schools  0 where rows are something else: lines of a ledger, pairs, people
    """

    schools: int
    clusters: int
    rows: int


def estimates_shown(run: Run) -> list[Shown]:
    """Every estimate, the one that was asked for first; none after a refusal."""
    found: dict[str, dict[str, Any]] = run.document["result"]["estimates"]
    asked = asked_of(run)
    known = [name for name in (*ORDER, *asked) if name in found]
    return [
        Shown(
            name,
            value,
            _rounded(found[name]["low"], places),
            _rounded(found[name]["high"], places),
            found[name]["level"],
            _ends(found[name].get("likely"), places),
        )
        for name in [*known, *sorted(found.keys() - set(known))]
        if (places := SLOPES if name in asked else PLACES)
        and (value := _rounded(found[name]["value"], places)) is not None
    ]


def asked_of(run: Run) -> list[str]:
    """Slopes of columns that were asked for: estimates by their names, shown with more places."""
    spec = run.document["ask"]["spec"]
    return [
        f"{begins}{name}" for field, begins in ASKED.items() for name in spec.get(field, ())
    ]


def numbers_of(run: Run) -> list[Known]:
    """Every number that a sentence about the run may hold, with its decimals."""
    finer = dict.fromkeys(asked_of(run), SLOPES)
    found = shown_in(run.document["result"], places=PLACES, finer=finer)
    shares = [one for one in estimates_shown(run) if is_share(one.name)]
    ends = [
        end for one in shares for end in (one.value, one.low, one.high, *(one.likely or ()))
    ]
    return [*found, *((round(100 * one), 0) for one in ends if one is not None)]


def is_share(estimate: str) -> bool:
    """Whether it is read out of a hundred; "going-on@365" is."""
    head = estimate.partition("@")[0]
    return head in SHARES or head.startswith("best:")


def is_hidden(run: Run) -> bool:
    """Whether its numbers are read by nobody any more: a school in them took its answers back.

    What was released stays; of the rest, the same numbers without the school would tell its own.
    """
    released = run.findings.filter(released_at__isnull=False)
    return bool(run.table.withheld) and not released.exists()


def behind(run: Run) -> Behind:
    """All arms together. Where a method counts no schools, rows are if the table says so."""
    sizes = run.document["result"]["sizes"].values()
    rows = sum(one["rows"] for one in sizes)
    is_of_schools = KINDS[run.table.kind].keys == ("school",)
    return Behind(
        sum(one["schools"] for one in sizes) or (rows if is_of_schools else 0),
        sum(one["groups"] for one in sizes),
        rows,
    )


def lost(run: Run) -> int | None:
    """Schools of the frozen table that stand behind no number: they have one of both rounds.

    None where the method does not count them.
    """
    if run.document["ask"]["method"] != COUNTS_LOST:
        return None
    checks = run.document["result"]["checks"]
    return sum(int(one["facts"]["lost"]) for one in checks if one["code"] == "schools_lost")


def _ends(likely: Sequence[float] | None, places: int) -> tuple[float, float] | None:
    if likely is None:
        return None
    low, high = (round(one, places) + 0.0 for one in likely)
    return low, high


def _rounded(number: float | None, places: int) -> float | None:
    # Without the 0.0, a small loss would read "-0.00".
    return None if number is None else round(number, places) + 0.0
