"""Costs from records through a registered analysis: the same as the page, and a changed record is found."""

import pytest

from cordata.analysis.contract import SpecError
from cordata.analysis.costs.totals import PriceSet
from cordata.clusters.models import Cluster, CoordinationModel
from cordata.costs.models import Confirmation
from cordata.costs.queries.network import network_of
from cordata.cycles.models import Activity
from cordata.evidence.actions.analyses import NothingToFreeze, freeze_and_run, register_analysis
from cordata.evidence.queries.recompute import recompute
from cordata.evidence.queries.releasing import why_not_released
from cordata.evidence.queries.tables import KINDS
from tests import cast as casting
from tests.costs import spending
from tests.evidence import making, records

LINES, BOTH = "costs-of-clusters/1", "costs-and-change/1"


@pytest.fixture
def cast(db):
    return casting.gather()


def register(cast, kind, method, params=(), **spec):
    return register_analysis(
        making.project(cast), title=method, expects="Less than a thousand for each school.",
        kind=kind, params={"cohorts": [cast.cohort.public_id], **dict(params)},
        ask={"method": method, "seed": 7, "spec": {**KINDS[kind].fits[method], **spec}},
        comparisons=1, by=cast.people["researcher"],
    )  # fmt: skip


def run(cast, *args, **spec):
    return freeze_and_run(register(cast, *args, **spec), by=cast.people["researcher"])


def value(run, name):
    return run.document["result"]["estimates"][name]["value"]


@pytest.fixture
def cluster(cast):
    cluster = spending.at_work(cast)
    spending.priced(cast)
    return cluster


def test_a_registered_analysis_of_costs_gives_the_figures_of_the_page(cast, cluster):
    found = run(cast, LINES, "costs", mentees=[["schools", 1]])

    page = network_of(cast.cohort).whole
    years = cast.cohort.starts_on.year - 2024
    # The page shows a school year as it is; the method counts it as seen from the base year.
    assert value(found, "societal") * 1.03**years == pytest.approx(
        float(page.bill.total), rel=1e-9
    )
    assert value(found, "societal/schools:mentees") == pytest.approx(value(found, "societal"))
    assert value(found, "payer:staff") > 0
    assert found.document["result"]["estimates"]["societal"]["low"] > 0
    assert recompute(found).same
    looks = {one["code"]: one["level"] for one in found.document["result"]["checks"]}
    assert looks["cost_assumed"] == "warn"
    assert looks["unpaid_hours_missing"] == "ok"


def test_standard_prices_run_on_the_same_frozen_rows(cast, cluster):
    found = run(cast, LINES, "costs", of="standard")

    page = network_of(cast.cohort, PriceSet.STANDARD).whole.bill.total
    years = cast.cohort.starts_on.year - 2024
    assert value(found, "societal") * 1.03**years == pytest.approx(float(page), rel=1e-9)


def test_hours_changed_by_hand_are_reported(cast, cluster):
    found = run(cast, LINES, "costs")

    Activity.objects.filter(pk=cluster.activities.first().pk).update(minutes=120)

    again = recompute(found)
    assert not again.same
    assert again.changed_cells["quantity"] > 0
    assert again.numbers == ()  # the frozen rows still give the frozen numbers


def test_hours_changed_by_hand_after_a_confirmation_are_reported_and_change_no_sum(
    cast, cluster
):
    spending.confirmed(cluster, cast.people["mentor_team"])
    found = run(cast, LINES, "costs")
    assert recompute(found).same

    Activity.objects.filter(pk=cluster.activities.first().pk).update(minutes=120)

    # Head, teachers of both schools, each with two bearers or one: the records alone moved.
    changed = recompute(found).changed_cells
    assert set(changed) == {"recorded"}


def test_a_confirmation_changed_by_hand_is_reported(cast, cluster):
    made = spending.confirmed(cluster, cast.people["mentor_team"])
    found = run(cast, LINES, "costs")

    made.ingredients.filter(kind="cover").update(quantity=999)
    assert recompute(found).changed_cells["quantity"] > 0
    Confirmation.objects.all().delete()
    assert not recompute(found).same


def test_without_a_price_nothing_is_registered(cast):
    spending.at_work(cast)

    with pytest.raises(SpecError, match="kilometre"):
        register(cast, LINES, "costs")


def test_a_cohort_that_used_nothing_gives_no_table(cast):
    with pytest.raises(NothingToFreeze):
        run(cast, LINES, "costs")


def test_costs_of_few_clusters_are_not_released(cast, cluster):
    assert why_not_released(run(cast, LINES, "costs")) == "few"


def test_cost_and_change_of_two_models_refused_until_the_effect_is_identified(cast):
    spending.priced(cast)
    records.two_arms(cast.cohort, cast.people["coordinator"], each=8)
    clusters = list(Cluster.objects.filter(cohort=cast.cohort).order_by("pk"))
    keys = [one.pk for one in clusters[:4]]
    CoordinationModel.objects.all().update(label="top_down")
    CoordinationModel.objects.filter(cluster__in=keys).update(label="virtual")
    asked = {"reference": "top_down", "worths": [100.0, 1000.0]}

    refused = run(cast, BOTH, "cost-effectiveness", records.MEASURE, identified=False, **asked)
    shown = run(
        cast, BOTH, "cost-effectiveness", records.MEASURE, identified=True,
        bearers=[["ministry", 0.5], ["mentor-school", 0.5]], **asked,
    )  # fmt: skip

    assert refused.refused
    assert not shown.refused, shown.document["result"]["checks"]
    rows = records.rows(
        making.project(cast), BOTH, {"cohorts": [cast.cohort.public_id]} | records.MEASURE
    )
    by_model = {}
    for row in rows.values():
        by_model.setdefault(row["model"], []).append(row)
        assert row["cost"] > 0
        assert row["schools"] == 2
    means = {
        name: sum(one["cost"] for one in some) / len(some) for name, some in by_model.items()
    }
    assert {name: len(some) for name, some in by_model.items()} == {"top_down": 4, "virtual": 4}
    assert value(shown, "cost:virtual") == pytest.approx(means["virtual"] - means["top_down"])
    assert recompute(shown).same
    Activity.objects.filter(pk=clusters[3].activities.first().pk).update(minutes=300)
    assert "cost" in recompute(shown).changed_cells


def test_a_change_belongs_to_the_cluster_where_a_school_was_last(cast):
    spending.priced(cast)
    marta = cast.people["coordinator"]
    schools, _waiting, (left, other) = records.two_arms(cast.cohort, marta, each=2)
    # The same mentor school begins again with one of its two schools; the other leaves for good.
    lead = records.lead_of(left)
    left.memberships.update(until=records.day(30))
    Cluster.objects.filter(pk=left.pk).update(closed_on=records.day(30))
    again = records.cluster(cast.cohort, marta, [schools[0]], since=29, lead=lead)
    records.visited(again, schools[0], days=10)

    asked = {"cohorts": [cast.cohort.public_id]} | records.MEASURE
    rows = records.rows(making.project(cast), BOTH, asked)

    found = {row["group"]: (row["schools"], row["mentor"]) for row in rows.values()}
    mentors = [records.lead_of(one).school.public_id for one in (left, again, other)]
    assert found == {
        left.public_id: (1, mentors[0]),
        again.public_id: (1, mentors[1]),
        other.public_id: (2, mentors[2]),
    }
