"""Ties: hand, Zachary's karate club, Florentine marriages, another package, permutations."""

import sys

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.contract import Level, Refused, SpecError
from cordata.analysis.spread.ties import (
    Ties,
    central,
    external_internal,
    external_internal_test,
    response_check,
    share_within,
)
from tests.analysis.references import agrees

ALL_ANSWERED = response_check(10, 10)


def read(graph):
    """Without the weights that networkx gives the karate club: its constraint would use them."""
    names = {node: at for at, node in enumerate(graph)}
    edges = tuple((names[a], names[b]) for a, b in graph.edges)
    return Ties(len(names), edges, directed=False), names


KARATE, _ = read(nx.karate_club_graph())
CLUB = np.array(
    [
        club == "Officer"
        for club in nx.get_node_attributes(nx.karate_club_graph(), "club").values()
    ]
)


def test_the_karate_club():
    found = central(KARATE, ALL_ANSWERED)

    assert (KARATE.nodes, len(KARATE.edges)) == (34, 78)
    assert KARATE.density == pytest.approx(0.139037, abs=1e-6)
    top = sorted(found.betweenness.values())[-2:]
    assert top == pytest.approx([0.304075, 0.437635], abs=1e-6)
    assert found.constraint[0] == pytest.approx(0.155423, abs=1e-6)
    assert KARATE.components == 1
    assert KARATE.mean_degree == pytest.approx(156 / 34)


def test_other_figures_of_the_club_are_those_that_networkx_prints():
    graph = nx.Graph(KARATE.edges)
    halves = [{n for n in graph if CLUB[n] == side} for side in (True, False)]

    assert nx.transitivity(graph) == pytest.approx(0.255682, abs=1e-6)
    assert nx.average_clustering(graph) == pytest.approx(0.570638, abs=1e-6)
    assert nx.diameter(graph) == 5
    assert nx.community.modularity(graph, halves) == pytest.approx(0.358235, abs=1e-6)


def test_the_medici():
    ties, names = read(nx.florentine_families_graph())

    between = central(ties, ALL_ANSWERED).betweenness[names["Medici"]]

    agrees(32, "Florentine families, the Medici", between, 0.521978, within=1e-6)
    assert between * 14 * 13 / 2 == pytest.approx(47.5)


def test_a_fresh_programme_is_24_stars():
    edges = tuple((5 * star, 5 * star + leaf) for star in range(24) for leaf in range(1, 5))
    ties = Ties(120, edges, directed=False)
    mentee = [node % 5 > 0 for node in range(120)]

    assert ties.density == pytest.approx(0.0134454, abs=5e-8)
    assert ties.components == 24
    assert share_within(ties, mentee) == 0
    assert ties.mean_degree == 1.6


def test_returned_ties():
    ties = Ties(5, ((1, 2), (2, 1), (1, 3), (3, 4), (4, 3), (2, 4)))
    assert ties.reciprocity == pytest.approx(0.6667, abs=5e-5)
    assert ties.density == 6 / 20
    assert ties.components == 2


def test_nothing_of_nothing():
    none = Ties(0, ())
    assert none.density is none.mean_degree is none.reciprocity is None
    assert external_internal(none, np.array([])) is share_within(none, []) is None
    assert KARATE.reciprocity is None
    with pytest.raises(ValueError, match="no ties"):
        external_internal_test(none, np.array([]), np.random.default_rng(1))


@pytest.mark.parametrize(
    ("edges", "directed"),
    [(((0, 1), (0, 1)), True), (((0, 1), (1, 0)), False), (((0, 0),), True), (((0, 9),), True)],
)
def test_ties_that_are_none(edges, directed):
    with pytest.raises(ValueError, match="tie"):
        Ties(3, edges, directed=directed)


graphs = st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda e: e[0] != e[1]))


@given(graphs)
def test_the_same_as_networkx(edges):
    ties = Ties(8, tuple(sorted(edges)))
    graph = nx.DiGraph()
    graph.add_nodes_from(range(8))
    graph.add_edges_from(edges)

    assert ties.density == pytest.approx(nx.density(graph))
    assert ties.components == nx.number_weakly_connected_components(graph)
    if edges:
        assert ties.reciprocity == pytest.approx(nx.overall_reciprocity(graph))


def test_between_and_within():
    group = np.array([0, 0, 1, 1])
    assert external_internal(Ties(4, ((0, 1), (2, 3))), group) == -1
    assert external_internal(Ties(4, ((0, 2), (1, 3))), group) == 1
    assert external_internal(Ties(4, ((0, 1), (0, 2))), group) == 0


def test_the_two_sides_of_the_club_hold_together_more_than_by_chance():
    chance = np.random.default_rng(1)
    # Networkx draws the sides from what happened later; 68 of 78 ties are within.
    assert external_internal(KARATE, CLUB) == pytest.approx((10 - 68) / 78, abs=0.03)
    assert external_internal_test(KARATE, CLUB, chance, 999) == 0.001


def test_groups_by_chance_are_found_as_often_as_they_should():
    chance = np.random.default_rng(2)
    p = [
        external_internal_test(KARATE, chance.permutation(CLUB), chance, 199)
        for _ in range(400)
    ]
    assert 0.02 < np.mean(np.array(p) <= 0.05) < 0.08


@pytest.mark.parametrize(
    ("answered", "level"),
    [(80, Level.OK), (79, Level.WARN), (60, Level.WARN), (59, Level.REFUSE)],
)
def test_who_did_not_answer(answered, level):
    assert response_check(answered, 100).level is level


def test_too_few_answers_refuse_centrality_alone():
    with pytest.raises(Refused) as refused:
        central(KARATE, response_check(20, 34))
    assert refused.value.checks[0].facts == {"answered": 20, "asked": 34}
    assert response_check(0, 0).level is Level.REFUSE


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(SpecError, match="cordata\\[stats\\]"):
        central(KARATE, ALL_ANSWERED)
