"""Frozen rows as they may be handed to researchers: no school's id, no figure of few people."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cordata.analysis.columns import Frame, numbers
from cordata.analysis.crates.variables import Described
from cordata.analysis.disclosure.rules import Reason
from cordata.evidence.models import FrozenTable, Run
from cordata.evidence.queries.leaving.dictionary import columns_of, described
from cordata.evidence.queries.releasing import read_beside, why_no_rows
from cordata.evidence.queries.tables import KINDS, frame_of
from cordata.evidence.queries.told import sets_told

FEWEST = 10  # people behind a school's figure that anybody else reads
TOGETHER = 5  # hidden figures of a column: what is published of all tells only their sum
IDS = (
    "sch_",
    "clu_",
    "par_",
    "per_",
    "apl_",
    "cri_",
)  # how our public ids begin: replaced by codes


class NoRows(Exception):
    """The rows may not be handed out now; ``reason`` says why."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(str(reason))


@dataclass(frozen=True)
class Handed:
    """Rows that may leave, with what their columns say.

    hidden  cells that were emptied because fewer than ten people stand behind them, or because
            without them these could be worked out
    """

    frame: Frame
    hidden: int
    places: dict[str, np.ndarray]
    about: Described


def rows_for_researchers(run: Run, *, file: str) -> Handed:
    """The rows of a run's table.

    Codes stand for ids, and the rows are in the order of the codes, which a secret of the table
    decides: ids are public and in the order of time, and what a row holds would tell where a
    hidden figure lies. Where a row is one person, none leaves. Raises NoRows, Undescribed.
    """
    if not KINDS[run.table.kind].keys:
        raise NoRows(Reason.FEW)
    if (reason := why_no_rows(run)) != Reason.SHOWN:
        raise NoRows(reason)
    frame, order = _coded(run.table)
    places = few_behind(run.table, frame, [one[order] for one in _told(run)])
    kept = {
        name: np.where(places[name], np.nan, column) if name in places else column
        for name, column in frame.items()
    }
    hidden = int(sum(few.sum() for few in places.values()))
    about = described(run.table.kind, frame, file=file, gated=bool(hidden))
    return Handed(kept, hidden, places, about)


def _told(run: Run) -> list[np.ndarray]:
    """Rows of each mean that researchers read of such rows: of all, of a side, of one value."""
    keys = KINDS[run.table.kind].keys[0]
    mine = np.asarray(frame_of(run.table)[keys]).astype(np.str_)
    alike = [one for one in read_beside(run) if KINDS[one.table.kind].keys[0] == keys]
    sets = {told for one in alike for told in sets_told(one)}
    return [np.isin(mine, sorted(one)) for one in sorted(sets, key=sorted)]


def few_behind(
    table: FrozenTable, frame: Frame, told: Sequence[np.ndarray] = ()
) -> dict[str, np.ndarray]:
    """By column, in which rows a figure that is there is hidden.

    Hidden is what fewer than ten people stand behind. The mean of all is published, and of the
    rows of each mask in ``told``: fewer than five hidden figures would be what is left of them, so
    that the next with the fewest people are hidden, too. What is worked out from two figures is
    hidden with either.

    Raises NoRows where fewer than five rows of a mean have a figure of which one is hidden.
    """
    says = columns_of(table.kind, frame)
    rests = {name: says[name].rests_on for name in frame if says[name].rests_on}
    there = {name: np.isfinite(numbers(frame, name, name)) for name in rests}
    people = {one: _people(frame, one) for counts in rests.values() for one in counts}
    hidden = {one: many < FEWEST for one, many in people.items()}
    sums = [(there[name], counts) for name, counts in rests.items()]
    shown = KINDS[table.kind].shown
    if len(shown) > 1 and rests.keys() >= {*shown}:  # their difference is published
        both = [there[name] for name in shown]
        sums.append((np.all(both, axis=0), tuple(one for name in shown for one in rests[name])))
    parts = [(rows & mine, counts) for rows, counts in sums for mine in told]
    while any(_hide_next(rows, counts, people, hidden) for rows, counts in (*parts, *sums)):
        pass
    return {name: there[name] & _any(hidden, counts) for name, counts in rests.items()}


def _people(frame: Frame, counts: str) -> np.ndarray:
    """How many stand behind each row; without a count nobody knows, and all are hidden."""
    rows = len(next(iter(frame.values())))
    return np.nan_to_num(numbers(frame, counts, counts)) if counts in frame else np.zeros(rows)


def _hide_next(
    there: np.ndarray,
    counts: tuple[str, ...],
    people: dict[str, np.ndarray],
    hidden: dict[str, np.ndarray],
) -> bool:
    """Hide one row more if some are hidden and not enough. Raises NoRows where none is left."""
    gone = there & _any(hidden, counts)
    if not 0 < gone.sum() < TOGETHER:
        return False
    if there.sum() < TOGETHER:
        raise NoRows(Reason.COMPLEMENT)
    every = np.where(there & ~gone, [people[one] for one in counts], np.inf)
    at, row = np.unravel_index(every.argmin(), every.shape)
    hidden[counts[at]][row] = True
    return True


def _any(hidden: dict[str, np.ndarray], counts: tuple[str, ...]) -> np.ndarray:
    return np.any([hidden[one] for one in counts], axis=0)


def _coded(table: FrozenTable) -> tuple[Frame, np.ndarray]:
    """One code for each id, whatever column it stands in; other words stay. Sorted by its keys.

    With the order that its rows now have.
    """
    frame = frame_of(table)
    words = [column for column in frame.values() if column.dtype.kind in "US"]
    found = {one for column in words for one in column.tolist() if one.startswith(IDS)}
    ids = sorted(found, key=lambda one: _drawn(table.nonce, one))
    width = len(str(len(ids)))
    codes = {one: f"s{number:0{width}}" for number, one in enumerate(ids, 1)}
    coded = {
        name: np.array([codes.get(one, one) for one in column.tolist()], dtype=np.str_)
        if column.dtype.kind in "US"
        else column
        for name, column in frame.items()
    }
    keys = [coded[name] for name in KINDS[table.kind].keys if name in coded]
    order = np.lexsort(keys[::-1])
    return {name: column[order] for name, column in coded.items()}, order


def _drawn(nonce: str, one: str) -> str:
    """A place that nobody can tell from the id without the nonce, and that is always the same."""
    return hmac.new(nonce.encode(), one.encode(), "sha256").hexdigest()
