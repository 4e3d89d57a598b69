"""The registered run of ties."""

import networkx as nx
import numpy as np
import pytest

from cordata.analysis.contract import Level, SpecError
from cordata.analysis.spread.network import Network, network
from tests.analysis.references import agrees
from tests.analysis.spread.test_ties import CLUB, KARATE

SIDE = np.where(CLUB, "officer", "hi")


def table(edges=KARATE.edges):
    a, b = np.array(edges).reshape(-1, 2).T
    return {"a": a, "b": b, "of_a": SIDE[a], "of_b": SIDE[b]}


SPEC = Network("a", "b", "of_a", "of_b", nodes=34, asked=34, answered=34, directed=False)


def replace(spec, **changes):
    names = type(spec).__match_args__
    return type(spec)(**{name: getattr(spec, name) for name in names} | changes)


def test_the_karate_club():
    found = network(SPEC, table(), 1)

    value = {name: one.value for name, one in found.estimates.items()}
    agrees(32, "karate, density", value["density"], 0.139037, within=1e-6)
    between = value["largest-betweenness"]
    agrees(32, "karate, largest betweenness", between, 0.437635, within=1e-6)
    assert value["components"] == 1
    assert "reciprocity" not in value
    constraint = nx.constraint(nx.Graph(KARATE.edges))
    assert value["mean-constraint"] == pytest.approx(np.mean(list(constraint.values())))
    assert found.estimates["external-internal"].p < 0.01
    assert not found.warnings


def test_direction_matters_and_a_tie_that_is_there_twice_counts_once():
    edges = ((0, 1), (1, 0), (1, 2), (1, 2))
    directed = network(replace(SPEC, directed=True), table(edges), 1).estimates
    plain = network(SPEC, table(edges), 1).estimates
    assert directed["reciprocity"].value == pytest.approx(2 / 3)
    assert (directed["mean-degree"].value, plain["mean-degree"].value) == (6 / 34, 4 / 34)
    assert plain["components"].value == 32


def test_one_group_has_nothing_between():
    frame = table() | {"of_a": np.full(78, "x"), "of_b": np.full(78, "x")}
    assert "external-internal" not in network(SPEC, frame, 1).estimates


def test_too_few_answers_leave_centrality_out():
    found = network(replace(SPEC, answered=20), table(), 1)
    assert [(one.code, one.level) for one in found.warnings] == [("tie_response", Level.WARN)]
    assert "density" in found.estimates
    assert "largest-betweenness" not in found.estimates
    some = network(replace(SPEC, answered=25), table(), 1)
    assert some.warnings
    assert "largest-betweenness" in some.estimates


def test_no_ties_no_numbers():
    found = network(SPEC, {name: column[:0] for name, column in table().items()}, 1)
    assert found.refusals[0].code == "ties"
    assert not found.estimates


def test_the_same_whatever_the_order():
    order = np.random.default_rng(1).permutation(78)
    shuffled = {name: column[order] for name, column in table().items()}
    assert network(SPEC, shuffled, 5) == network(SPEC, table(), 5)


@pytest.mark.parametrize(
    ("spec", "frame", "where"),
    [
        (replace(SPEC, nodes=33), table(), "nodes"),
        (replace(SPEC, answered=35), table(), "answered"),
        (replace(SPEC, source="from"), table(), "source"),
        (SPEC, table(((3, 3), (1, 2))), "target"),
        (SPEC, table() | {"of_a": np.arange(78)}, "source_group"),
    ],
)
def test_a_wrong_spec_says_where(spec, frame, where):
    with pytest.raises(SpecError) as error:
        network(spec, frame, 1)
    assert error.value.where == where
