"""Frozen rows as they may be handed to researchers: no school's id, no figure of few people."""

from dataclasses import dataclass

import numpy as np

from cordata.analysis.columns import Frame, numbers
from cordata.analysis.crates.variables import Described
from cordata.analysis.disclosure.rules import Reason
from cordata.evidence.models import FrozenTable, Run
from cordata.evidence.queries.leaving.dictionary import columns_of, described
from cordata.evidence.queries.releasing import why_no_rows
from cordata.evidence.queries.tables import KINDS, frame_of

FEWEST = 10  # people behind a school's figure that anybody else reads
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

    hidden  cells that were emptied because fewer than ten people stand behind them
    """

    frame: Frame
    hidden: int
    places: dict[str, np.ndarray]
    about: Described


def rows_for_researchers(run: Run, *, file: str) -> Handed:
    """The rows of a run's table.

    Codes stand for ids, in the order of the ids, so that whatever is computed comes out the
    same. Where a row is one person, none leaves. Raises NoRows, Undescribed.
    """
    if not KINDS[run.table.kind].keys:
        raise NoRows(Reason.FEW)
    if (reason := why_no_rows(run)) != Reason.SHOWN:
        raise NoRows(reason)
    frame = _coded(frame_of(run.table))
    places = few_behind(run.table, frame)
    kept = {
        name: np.where(places[name], np.nan, column) if name in places else column
        for name, column in frame.items()
    }
    hidden = int(sum(few.sum() for few in places.values()))
    about = described(run.table.kind, frame, file=file, gated=bool(hidden))
    return Handed(kept, hidden, places, about)


def few_behind(table: FrozenTable, frame: Frame) -> dict[str, np.ndarray]:
    """By column, in which rows fewer than ten people stand behind a figure that is there."""
    found = {}
    for name, column in columns_of(table.kind, frame).items():
        if name in frame and column.rests_on:
            there, counts = np.isfinite(numbers(frame, name, name)), column.rests_on
            # Without a count nobody knows how many they are: all are hidden.
            people = numbers(frame, name, counts) if counts in frame else np.zeros(len(there))
            found[name] = there & (people < FEWEST)
    return found


def _coded(frame: Frame) -> Frame:
    """One code for each id, whatever column it stands in; other words stay."""
    words = [column for column in frame.values() if column.dtype.kind in "US"]
    ids = sorted({one for column in words for one in column.tolist() if one.startswith(IDS)})
    width = len(str(len(ids)))
    codes = {one: f"s{number:0{width}}" for number, one in enumerate(ids, 1)}
    return {
        name: np.array([codes.get(one, one) for one in column.tolist()], dtype=np.str_)
        if column.dtype.kind in "US"
        else column
        for name, column in frame.items()
    }
