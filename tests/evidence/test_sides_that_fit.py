"""Statements that fit one side of a comparison and not the other: said beside the difference."""

import pytest

from cordata.evidence.actions import analyses as actions
from cordata.evidence.queries.recompute import recompute
from tests import cast as casting
from tests import factories as make
from tests.evidence import making

KIND = "schools-with-dose/1"
SIX = 6  # schools of a side, ten teachers each
WAITS, LACKS = ["343"] * 10, ["n43"] * 3 + ["443"] * 7


@pytest.fixture
def cast(db):
    return casting.gather()


def answered(school, points):
    """Area A at the end as given; at the beginning all alike."""
    making.closed(school, 3, occasion="baseline", days=100)
    making.closed_with(school, [f"{one}333" for one in points], occasion="end", days=5)


@pytest.fixture
def table(cast):
    mentored = making.network(cast.cohort, cast.people["coordinator"], clusters=3)
    waiting = [make.mentee(cast.cohort, name=f"Waits {number}") for number in range(SIX)]
    for school in mentored:
        answered(school, LACKS)
    for school in waiting:
        answered(school, WAITS)
    return actions.freeze_table(
        making.project(cast), KIND, making.params(cast.cohort), by=cast.people["researcher"]
    )


def ran(cast, table, ask):
    asked = actions.register_analysis(
        table.project, title="A", expects="B", kind=KIND, params=table.params, ask=ask,
        by=cast.people["researcher"],
    )  # fmt: skip
    return actions.run_analysis(asked, table, by=cast.people["researcher"])


def said(run):
    return {one["code"]: one["facts"] for one in run.document["result"]["checks"]}


def test_the_sides_of_a_comparison_are_held_against_each_other(cast, table):
    fields = ("school", "country", "mentor", "treated", "before", "after", "response")
    compared = ran(
        cast, table, {"method": "ancova", "seed": 1, "spec": {one: one for one in fields}}
    )
    assert said(compared)["not_applicable_differs"] == {"statements": ["A1"]}
    assert compared.document["ask"]["differing"] == ["A1"]
    assert recompute(compared).same

    spec = {one: one for one in ("school", "mentor", "before", "after")}
    alone = ran(cast, table, {"method": "change", "seed": 1, "spec": spec})
    assert "not_applicable_differs" not in said(alone)
