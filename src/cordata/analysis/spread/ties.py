"""Ties between schools or people: how many, how mutual, across what, through whom.

Compare mean degrees, not densities, of networks of different size. A fresh programme is stars
of one mentor each: that is the baseline to beat. Centrality by networkx (extra ``stats``), up to
some 10,000 nodes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from cordata.analysis.arrays import Ints
from cordata.analysis.contract import Check, Level, Refused, SpecError

LEAST_RESPONSE, GOOD_RESPONSE = 0.60, 0.80


@dataclass(frozen=True, slots=True)
class Ties:
    """A network of ``nodes`` 0 to n - 1.

    edges  each once, from and to; of an undirected tie in either order. None to itself.
    """

    nodes: int
    edges: tuple[tuple[int, int], ...]
    directed: bool = True

    def __post_init__(self) -> None:
        seen = {one if self.directed else tuple(sorted(one)) for one in self.edges}
        if len(seen) < len(self.edges) or any(a == b for a, b in self.edges):
            raise ValueError("ties are given once, and nobody is tied to themselves")
        if any(not 0 <= end < self.nodes for one in self.edges for end in one):
            raise ValueError(f"a tie to somebody who is not among {self.nodes}")

    @property
    def density(self) -> float | None:
        """Ties there are of those there could be."""
        could = self.nodes * (self.nodes - 1) // (1 if self.directed else 2)
        return len(self.edges) / could if could else None

    @property
    def mean_degree(self) -> float | None:
        """Ties per node, in and out together."""
        return 2 * len(self.edges) / self.nodes if self.nodes else None

    @property
    def reciprocity(self) -> float | None:
        """Ties that are returned, of all ties; None without direction or ties."""
        if not self.directed or not self.edges:
            return None
        there = set(self.edges)
        return sum((b, a) in there for a, b in self.edges) / len(self.edges)

    @property
    def components(self) -> int:
        """Parts that hang together, whichever way the ties go; a node alone is one."""
        part = list(range(self.nodes))

        def root(node: int) -> int:
            while part[node] != node:
                part[node] = node = part[part[node]]
            return node

        for a, b in self.edges:
            part[root(a)] = root(b)
        return len({root(node) for node in range(self.nodes)})


def share_within(ties: Ties, members: Sequence[bool]) -> float | None:
    """Ties between two members, of all ties: of mentees, for whom nobody planned them."""
    inside = sum(members[a] and members[b] for a, b in ties.edges)
    return inside / len(ties.edges) if ties.edges else None


def external_internal(ties: Ties, group: Ints) -> float | None:
    """E-I index: (ties between groups - ties within) / all; -1 all within, 1 all between.

    Source: Krackhardt and Stern (1988), Social Psychology Quarterly 51.
    """
    if not ties.edges:
        return None
    a, b = np.array(ties.edges).T
    out = int((group[a] != group[b]).sum())
    return (2 * out - len(ties.edges)) / len(ties.edges)


def external_internal_test(
    ties: Ties, group: Ints, chance: np.random.Generator, draws: int = 2000
) -> float:
    """How often groups given out by chance hold as little (or as much) together as these.

    Two-sided share of permutations at least as far from their mean, the real one among them;
    ties are not independent, so no other test is offered.
    """
    real = external_internal(ties, group)
    if real is None:
        raise ValueError("no ties, no test")
    a, b = np.array(ties.edges).T
    shuffled = chance.permuted(np.tile(group, (draws, 1)), axis=1)
    out = (shuffled[:, a] != shuffled[:, b]).sum(axis=1)
    drawn = (2 * out - len(ties.edges)) / len(ties.edges)
    middle = drawn.mean()
    far = np.abs(drawn - middle) >= abs(real - middle) - 1e-12
    return float((far.sum() + 1) / (draws + 1))


def response_check(answered: int, asked: int) -> Check:
    """Whether who answered is enough: below 80 % a warning, below 60 % no centrality."""
    share = answered / asked if asked else 0.0
    level = (
        Level.REFUSE
        if share < LEAST_RESPONSE
        else Level.WARN
        if share < GOOD_RESPONSE
        else Level.OK
    )
    return Check("tie_response", level, {"answered": answered, "asked": asked})


@dataclass(frozen=True, slots=True)
class Central:
    """For each node.

    betweenness  share of shortest paths between others that run through it, 0 to 1
    constraint   how far its contacts know one another anyhow (Burt); NaN for a node alone
    """

    betweenness: Mapping[int, float]
    constraint: Mapping[int, float]


def central(ties: Ties, response: Check) -> Central:
    """Through whom it all goes.

    Raises Refused where too few answered: those who are missing may be the ones between;
    SpecError where the extra is not installed.
    Sources: Freeman (1977), Sociometry 40; Burt (1992), Structural Holes.
    """
    if response.level is Level.REFUSE:
        raise Refused([response])
    try:
        import networkx as nx  # the extra "stats": only this needs it
    except ImportError as missing:
        do = 'Install Cordata with its extra: pip install "cordata[stats]"'
        raise SpecError("centrality", "networkx is not there", do) from missing
    graph: Any = nx.DiGraph() if ties.directed else nx.Graph()
    graph.add_nodes_from(range(ties.nodes))
    graph.add_edges_from(ties.edges)
    return Central(nx.betweenness_centrality(graph), nx.constraint(graph))
