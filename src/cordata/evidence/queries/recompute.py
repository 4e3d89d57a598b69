"""Compute a finding again, from the records up: the same, or what differs and where."""

from dataclasses import dataclass, field
from typing import Any

from cordata.analysis.columns import Frame
from cordata.analysis.contract import SpecError
from cordata.analysis.datasets import dataset_address
from cordata.analysis.methods import read_ask
from cordata.analysis.runs import computed
from cordata.analysis.thread import Difference, differences
from cordata.evidence.models import FrozenTable, Run
from cordata.evidence.queries.standing import Left, Moved, on_rows_of_today, without_withheld
from cordata.evidence.queries.tables import build, changed_cells, frame_of, is_intact
from cordata.kit.environment import code_version, environment
from cordata.surveys.models import Snapshot
from cordata.surveys.queries.recompute import check


@dataclass(frozen=True)
class Recomputed:
    """What was found on the way from the records to the number.

    table_intact   the frozen rows are those that their address names
    broken_rounds  frozen rounds (ids) whose answers, or figures, are not what their address names
    gone_rounds    frozen rounds that are no longer there, or have another address
    changed_cells  by column: what the records would give today, against the frozen rows
    numbers        places in the result that differ by more than 1e-9
    today          estimates that the records of today would move, and by how much
    left           what became of it since schools took their answers back; None if none did
    environment    (name, then, now) of what computes, where it differs
    """

    table_intact: bool
    broken_rounds: tuple[str, ...] = ()
    gone_rounds: tuple[str, ...] = ()
    changed_cells: dict[str, int] = field(default_factory=dict)
    numbers: tuple[Difference, ...] = ()
    today: tuple[Moved, ...] = ()
    left: Left | None = None
    environment: tuple[tuple[str, str, str], ...] = ()

    @property
    def same(self) -> bool:
        """Whether every step is what it was; another machine or version alone is no difference."""
        return self.table_intact and not (
            self.broken_rounds
            or self.gone_rounds
            or self.changed_cells
            or self.numbers
            or self.left
        )


def as_facts(found: Recomputed) -> dict[str, Any]:
    """What differed as plain JSON; empty where nothing did."""
    if found.same:
        return {}
    facts: dict[str, Any] = {
        "table_intact": found.table_intact,
        "broken_rounds": list(found.broken_rounds),
        "gone_rounds": list(found.gone_rounds),
        "changed_cells": found.changed_cells,
        "numbers": [[one.where, one.before, one.now] for one in found.numbers],
        "today": [list(one) for one in found.today],
    }
    if found.left:
        facts["left"] = {
            "schools": found.left.schools,
            "verdict": str(found.left.verdict),
        }
    return facts


def recompute(run: Run) -> Recomputed:
    """Read the sources, build the table, run the method: all of it again, here and now."""
    table, rows = run.table, frame_of(run.table)
    broken, gone = _sources(table)
    now = _computed(run, rows)
    cells, today = _records(table, rows)
    return Recomputed(
        table_intact=is_intact(table),
        broken_rounds=broken,
        gone_rounds=gone,
        changed_cells=cells,
        # Without some of its rows it cannot come out the same, and must not tell what is gone.
        numbers=()
        if table.withheld
        else tuple(differences(run.document["result"], now["result"])),
        today=on_rows_of_today(run, today) if cells and not table.withheld else (),
        left=without_withheld(run, rows),
        environment=_moved(run.document, now),
    )


def _computed(run: Run, rows: Frame) -> dict[str, Any]:
    if run.table.withheld:  # is looked at by ``without_withheld``
        return {"environment": environment(), "code": code_version()}
    ask = read_ask(run.document["ask"])
    return computed(ask, rows, code=code_version(), environment=environment())


def _sources(table: FrozenTable) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Rounds whose frozen answers are broken, and rounds that are gone."""
    wanted = {one["id"]: one["address"] for one in table.sources}
    found = {one.public_id: one for one in Snapshot.objects.filter(public_id__in=wanted)}
    gone = [key for key in wanted if key not in found or found[key].address != wanted[key]]
    looked = {key: check(one) for key, one in found.items() if key not in gone}
    broken = [key for key, one in looked.items() if not (one.intact and one.same)]
    return tuple(sorted(broken)), tuple(sorted(gone))


def _records(table: FrozenTable, rows: Frame) -> tuple[dict[str, int], Frame]:
    """Where the records of today would give other rows, and those rows."""
    try:
        today = build(table.project, table.kind, table.params).frame
    except SpecError:
        return {"rows": table.rows}, {}
    if dataset_address(today) == (table.kept_address or table.address):
        return {}, today
    return changed_cells(table.kind, rows, today), today


def _moved(then: dict[str, Any], now: dict[str, Any]) -> tuple[tuple[str, str, str], ...]:
    before = then["environment"] | {"cordata": then["code"]}
    after = now["environment"] | {"cordata": now["code"]}
    return tuple(
        (name, before.get(name, ""), after.get(name, ""))
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    )
