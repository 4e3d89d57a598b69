"""The declared queries that frozen tables are built by, each with its version.

A kind's rows follow from its params and the records alone, so that a table can be built again
and compared. A query that would build other rows gets another version.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np

from cordata.analysis.arrays import Bools
from cordata.analysis.columns import Frame
from cordata.analysis.contract import SpecError
from cordata.analysis.datasets import dataset_address, in_order
from cordata.analysis.methods import METHODS
from cordata.analysis.specs import read_spec
from cordata.evidence.models import FrozenTable, Project
from cordata.evidence.queries.kinds import (
    activity_ties,
    answers_of_people,
    assessments,
    change_of_schools,
    changes_of_clusters,
    costs_and_change,
    costs_of_clusters,
    drop_out,
    models_of_clusters,
    pairs_after_support,
    schools_by_round,
    schools_with_dose,
    scores_of_schools,
    uptake,
)
from cordata.evidence.queries.kinds.declaring import Kind
from cordata.evidence.queries.kinds.sources import Built
from cordata.kit.frames import from_parquet
from cordata.surveys.queries.trust import alpha_in, differing_in, moved_in

KINDS: Mapping[str, Kind] = {
    "change-of-schools/1": change_of_schools.KIND,
    "schools-with-dose/1": schools_with_dose.KIND,
    "schools-by-round/1": schools_by_round.KIND,
    "drop-out/1": drop_out.KIND,
    "ties-of-schools/1": activity_ties.KIND,
    "pairs-after-support/1": pairs_after_support.KIND,
    "uptake/1": uptake.KIND,
    "changes-of-clusters/1": changes_of_clusters.KIND,
    "assessments/1": assessments.KIND,
    "answers-of-people/1": answers_of_people.KIND,
    "scores-of-schools/1": scores_of_schools.KIND,
    "costs-of-clusters/1": costs_of_clusters.KIND,
    "costs-and-change/1": costs_and_change.KIND,
    "models-of-clusters/1": models_of_clusters.KIND,
}


def build(project: Project, kind: str, params: Mapping[str, Any]) -> Built:
    """The rows as the records say now. Raises SpecError for a kind or params that are unknown."""
    if kind not in KINDS:
        raise SpecError("kind", f"{kind!r} is unknown", f"Choose one of: {', '.join(KINDS)}")
    return KINDS[kind].build(project, read_spec(KINDS[kind].params, params))


def is_known(kind: str, made: Built) -> bool:
    """Whether any outcome of the table could be known to whoever asks now."""
    return bool(known_rows(kind, made.frame).any())


def known_rows(kind: str, frame: Frame) -> Bools:
    """(rows,) whether each has its outcome already."""
    outcome = np.asarray(frame[KINDS[kind].outcome])
    return outcome != "" if outcome.dtype.kind == "U" else np.isfinite(outcome)


def as_asked(ask: Mapping[str, Any], *, known: bool, comparisons: int) -> dict[str, Any]:
    """An ask whose method tells registered questions from explored ones, saying which it is.

    What the ask says itself of ``comparisons`` stands; of ``registered`` it may say nothing.
    """
    method, spec = METHODS.get(str(ask.get("method"))), ask.get("spec")
    if method is None or not isinstance(spec, Mapping):
        return dict(ask)
    told = {"registered": not known, "comparisons": comparisons}
    asks = {name: told[name] for name in told if name in method.spec.__dataclass_fields__}
    surely = {name: asks[name] for name in asks if name == "registered"}
    return {**ask, "spec": {**asks, **spec, **surely}}


def frame_of(table: FrozenTable) -> Frame:
    """The frozen rows."""
    return from_parquet(bytes(table.content))


def known_of(table: FrozenTable, ask: Mapping[str, Any]) -> dict[str, Any]:
    """What the judged waves of its rounds say of the scale of its outcome, as an ask takes it.

    Of two sides of schools that the ask compares, their frozen answers say it.
    """
    if not KINDS[table.kind].shown or "area" not in table.params:
        return {}
    told = read_spec(KINDS[table.kind].params, table.params)
    scale = [one["id"] for one in table.sources], told.voice, told.area
    if not hasattr(told, "after"):
        return {"reliability": alpha_in(*scale)}
    moved = moved_in(*scale, (told.before, told.after))
    sides = _sides(table, ask["spec"].get("treated"))
    differing = differing_in(*scale, told.after, sides) if sides else []
    return {"reliability": alpha_in(*scale), "unfit": moved, "differing": differing}


def _sides(table: FrozenTable, column: str | None) -> dict[str, bool]:
    """By school (public id), on which side it stands; none where an ask compares no sides."""
    rows, subject = frame_of(table), KINDS[table.kind].subject
    if not column or column not in rows or subject != "school":
        return {}
    schools, at = np.asarray(rows[subject]).tolist(), np.asarray(rows[column]).tolist()
    return {school: bool(one) for school, one in zip(schools, at, strict=True) if one in {0, 1}}


def is_intact(table: FrozenTable) -> bool:
    """Whether the frozen rows are those that the address names, less what schools took back."""
    return dataset_address(frame_of(table)) == (table.kept_address or table.address)


def rows_without(table: FrozenTable, school: str) -> Frame:
    """The frozen rows but those that a school's answers are in, once it has taken them back.

    school  public id
    """
    rows, subject = frame_of(table), KINDS[table.kind].subject
    kept = np.asarray(rows[subject]) != school if subject else _given_today(table, rows)
    return {name: column[kept] for name, column in rows.items()}


def _given_today(table: FrozenTable, rows: Frame) -> np.ndarray:
    """Where no column says whose answers a row holds: rows that come out the same without them.

    Only what tells a row apart, what it publishes and how many that rests on are compared: a
    register that changed since, such as how many pupils there are, takes nobody's row away.
    """
    try:
        today = build(table.project, table.kind, table.params).frame
    except SpecError:
        today = {}
    names = _compared(table.kind) or tuple(sorted(rows))
    left, kept = Counter(_cells(today, names)), []
    for row in _cells(rows, names):
        kept.append(left[row] > 0)
        left[row] -= 1
    return np.array(kept, dtype=np.bool_)


def _compared(name: str) -> tuple[str, ...]:
    """Columns that say whether a row still is the same; none where rows have no key."""
    kind = KINDS[name]
    shown = [kind.columns[one] for one in kind.shown if one in kind.columns]
    return (*kind.keys, *kind.shown, *(name for one in shown for name in one.rests_on))


def _cells(frame: Frame, names: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """Rows by the names of their columns; None is missing."""
    columns = [frame[name].tolist() for name in names] if frame else []
    return [
        tuple(None if one != one else one for one in row)  # noqa: PLR0124 - NaN
        for row in zip(*columns, strict=True)
    ]


def changed_cells(kind: str, before: Frame, now: Frame) -> dict[str, int]:
    """By column how many cells differ between two tables of a kind, row by row by its keys.

    Rows that came or went count under "rows"; so does every changed row where rows have no key.
    """
    keys = KINDS[kind].keys
    if not keys:
        gone, come = _rows(before), _rows(now)
        found = {"rows": (gone - come).total() + (come - gone).total()}
    else:
        old, new = (_by(keys, one) for one in (before, now))
        both = sorted(old.keys() & new.keys())
        found = {"rows": len(old.keys() ^ new.keys())}
        for name in sorted(before):
            found[name] = sum(_differ(old[key][name], new[key].get(name)) for key in both)
    return {name: number for name, number in found.items() if number}


def _differ(one: Any, other: Any) -> bool:
    """Two cells; what is missing in both is the same."""
    return bool(one != other and (one == one or other == other))  # noqa: PLR0124 - NaN


def _rows(frame: Frame) -> Counter[tuple[Any, ...]]:
    rows = in_order(frame)
    return Counter(zip(*(column.tolist() for column in rows.values()), strict=True))


def _by(keys: tuple[str, ...], frame: Frame) -> dict[tuple[Any, ...], dict[str, Any]]:
    rows = {name: column.tolist() for name, column in in_order(frame).items()}
    cells = zip(*rows.values(), strict=True)
    found = [dict(zip(rows, one, strict=True)) for one in cells]
    return {tuple(one[key] for key in keys): one for one in found}
