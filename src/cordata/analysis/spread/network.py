"""Registered: the ties of a network at one time, as numbers; single nodes are never named."""

from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Ints
from cordata.analysis.cells import words
from cordata.analysis.columns import Frame
from cordata.analysis.contract import (
    Arm,
    Check,
    Estimate,
    Level,
    Refused,
    Result,
    Size,
    SpecError,
    worst,
)
from cordata.analysis.spread.ties import (
    Ties,
    central,
    external_internal,
    external_internal_test,
    response_check,
)

METHOD = "network/1"


@dataclass(frozen=True, slots=True)
class Network:
    """One row of the table per tie; a tie that is there twice counts once.

    source, target  columns of nodes
    source_group, target_group  columns of their countries, or of whatever is crossed
    nodes           who could have had ties, with or without one
    asked, answered how many were asked about their ties; of activity logs, all of them
    """

    source: str
    target: str
    source_group: str
    target_group: str
    nodes: int
    asked: int
    answered: int
    directed: bool = True
    draws: int = 2000


def network(spec: Network, frame: Frame, seed: int) -> Result:
    """Density, mean degree, ties returned, parts, E-I index with its permutation p, centrality.

    Compare mean degrees, not densities, across sizes. Below 60 % response centrality is left out
    ("tie_response" says so).
    """
    ties, group = _read(spec, frame)
    sizes: dict[Arm, Size] = {"all": Size(len(ties.edges), groups=len(np.unique(group)))}
    response = response_check(spec.answered, spec.asked)
    some = Level.OK if ties.edges else Level.REFUSE
    checks = [
        Check("ties", some, {"ties": len(ties.edges)}),
        Check(response.code, min(response.level, Level.WARN), response.facts),
    ]
    if worst(checks) is Level.REFUSE:
        return Result(METHOD, "ties", {}, sizes, tuple(checks), seed=seed)
    found = {
        "mean-degree": ties.mean_degree,
        "density": ties.density,
        "reciprocity": ties.reciprocity,
        "components": float(ties.components),
        **_central(ties, response),
    }
    estimates = {name: Estimate(value) for name, value in found.items() if value is not None}
    chance = np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed)))
    index = external_internal(ties, group)
    if index is not None and len(np.unique(group)) > 1:
        p = external_internal_test(ties, group, chance, spec.draws)
        estimates["external-internal"] = Estimate(index, p=p)
    return Result(METHOD, "ties", estimates, sizes, tuple(checks), seed=seed)


def _central(ties: Ties, response: Check) -> dict[str, float]:
    try:
        found = central(ties, response)
    except Refused:
        return {}
    known = [one for one in found.constraint.values() if np.isfinite(one)]
    return {
        "largest-betweenness": max(found.betweenness.values()),
        "mean-constraint": float(np.mean(known)),
    }


def _read(spec: Network, frame: Frame) -> tuple[Ties, Ints]:
    """Ties, and the group of each node that has one; nodes in order of their names."""
    ends = [words(frame, one, getattr(spec, one)) for one in ("source", "target")]
    where = ("source_group", "target_group")
    groups = [words(frame, one, getattr(spec, one)) for one in where]
    names, at = np.unique(np.concatenate(ends), return_inverse=True)
    of = np.unique(np.concatenate(groups), return_inverse=True)[1].astype(np.int64)
    group = np.zeros(len(names), dtype=np.int64)
    group[at] = of
    if (group[at] != of).any():
        raise SpecError("source_group", "a node is in two groups", "Give it one")
    if not len(names) <= spec.nodes or spec.draws < 1:
        raise SpecError("nodes", f"{len(names)} have ties", "Count all, with or without one")
    if not 0 <= spec.answered <= spec.asked:
        raise SpecError("answered", "more answered than were asked", "Correct one of them")
    pairs = np.stack(np.split(at, 2), axis=1)
    if (pairs[:, 0] == pairs[:, 1]).any():
        raise SpecError("target", "somebody is tied to themselves", "Leave the row out")
    if not spec.directed:
        pairs = np.sort(pairs, axis=1)
    edges = tuple((int(a), int(b)) for a, b in np.unique(pairs, axis=0))
    return Ties(spec.nodes, edges, directed=spec.directed), group
