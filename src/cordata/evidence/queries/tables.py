"""The declared queries that frozen tables are built by, each with its version.

A kind's rows follow from its params and the records alone, so that a table can be built again
and compared. A query that would build other rows gets another version.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from cordata.analysis.columns import Frame
from cordata.analysis.contract import SpecError
from cordata.analysis.datasets import dataset_address, in_order
from cordata.analysis.methods import METHODS
from cordata.analysis.specs import read_spec
from cordata.evidence.models import FrozenTable, Project
from cordata.evidence.queries.change_of_schools import ChangeOfSchools, change_of_schools
from cordata.evidence.queries.models_of_clusters import ModelsOfClusters, models_of_clusters
from cordata.evidence.queries.sources import Built
from cordata.kit.frames import from_parquet


@dataclass(frozen=True)
class Kind:
    """One declared query.

    params   the dataclass of what it is told
    outcome  its column that nobody may know yet when a confirmatory question is written down
    """

    params: type[Any]
    build: Callable[[Project, Any], Built]
    outcome: str


KINDS: Mapping[str, Kind] = {
    "change-of-schools/1": Kind(ChangeOfSchools, change_of_schools, "after"),
    "models-of-clusters/1": Kind(ModelsOfClusters, models_of_clusters, "after"),
}


def build(project: Project, kind: str, params: Mapping[str, Any]) -> Built:
    """The rows as the records say now. Raises SpecError for a kind or params that are unknown."""
    if kind not in KINDS:
        raise SpecError("kind", f"{kind!r} is unknown", f"Choose one of: {', '.join(KINDS)}")
    return KINDS[kind].build(project, read_spec(KINDS[kind].params, params))


def is_known(kind: str, made: Built) -> bool:
    """Whether any outcome of the table could be known to whoever asks now."""
    return bool(np.isfinite(np.asarray(made.frame[KINDS[kind].outcome])).any())


def as_known(ask: Mapping[str, Any], *, known: bool) -> dict[str, Any]:
    """An ask whose method tells registered questions from explored ones, saying which it is."""
    method, spec = METHODS.get(str(ask.get("method"))), ask.get("spec")
    tells = method is not None and "registered" in method.spec.__dataclass_fields__
    if not tells or not isinstance(spec, Mapping):
        return dict(ask)
    return {**ask, "spec": {**spec, "registered": not known}}


def frame_of(table: FrozenTable) -> Frame:
    """The frozen rows."""
    return from_parquet(bytes(table.content))


def is_intact(table: FrozenTable) -> bool:
    """Whether the frozen rows are those that the address names."""
    return dataset_address(frame_of(table)) == table.address


def changed_cells(before: Frame, now: Frame) -> dict[str, int]:
    """By column how many cells differ between two tables of the same kind, row by row by school.

    Rows that came or went count under "rows".
    """
    old, new = (_by_school(one) for one in (before, now))
    found = {"rows": len(old.keys() ^ new.keys())}
    for name in sorted(before):
        both = [(old[key][name], new[key][name]) for key in sorted(old.keys() & new.keys())]
        found[name] = sum(one != other and one == one for one, other in both)  # noqa: PLR0124 - NaN
        found[name] += sum((one != one) != (other != other) for one, other in both)  # noqa: PLR0124
    return {name: number for name, number in found.items() if number}


def _by_school(frame: Frame) -> dict[str, dict[str, Any]]:
    rows = in_order(frame)
    return {
        str(school): {name: column[at].item() for name, column in rows.items()}
        for at, school in enumerate(np.asarray(rows["school"]).tolist())
    }
