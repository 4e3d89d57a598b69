"""Schools with the model of their cluster: built by hand, asked, computed again, altered, released."""

from typing import get_args

import numpy as np
import pytest

from cordata.analysis.contract import SpecError
from cordata.analysis.disclosure.rules import Reason
from cordata.clusters.models import Cluster, CoordinationModel, Membership
from cordata.cycles.models import Activity
from cordata.evidence.actions.analyses import freeze_table, register_analysis, run_analysis
from cordata.evidence.models import Run
from cordata.evidence.queries.kinds.models_of_clusters import AXES, Axis, Level, levels_of
from cordata.evidence.queries.recompute import recompute
from cordata.evidence.queries.releasing import why_not_released
from cordata.evidence.queries.tables import build
from cordata.networks.models import Cohort
from tests import cast as casting
from tests import factories as make
from tests.cycles.year import activity, ago
from tests.evidence import making

KIND = "models-of-clusters/1"
SPEC = {"school": "school", "country": "country", "mentor": "mentor", "treated": "treated",
        "before": "before", "after": "after", "estimand": "E2"}  # fmt: skip


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def schools(cast, monkeypatch):
    """Six clusters of two; the first three meet online only, and the first really does."""
    monkeypatch.setattr(making, "BEFORE", [2, 3] * 6)  # both sides begin alike
    made = making.network(cast.cohort, cast.people["coordinator"])
    Cohort.objects.filter(pk=cast.cohort.pk).update(
        starts_on=ago(days=200).date(), ends_on=ago(days=-100).date()
    )
    clusters = list(Cluster.objects.order_by("pk"))
    CoordinationModel.objects.filter(cluster__in=clusters[:3]).update(
        mode="virtual", label="virtual"
    )
    for days in (50, 40, 30, 20):
        activity(clusters[0], days, "well", online=True)
    activity(clusters[1], 20, "well", called_by=made[2])
    making.ask_twice(made)
    return made


def told(cast, **more):
    return making.params(cast.cohort) | {"axis": "mode", "compared": "virtual"} | more


def columns(cast, **more):
    frame = build(making.project(cast), KIND, told(cast, **more)).frame
    order = np.argsort(np.asarray(frame["school"]))
    return {name: np.asarray(column)[order].tolist() for name, column in frame.items()}


def run_of(cast, **more):
    project, paola = making.project(cast), cast.people["researcher"]
    asked = {"method": "ancova", "seed": 7, "spec": SPEC}
    analysis = register_analysis(
        project, title="Online only", expects="No difference.", kind=KIND,
        params=told(cast, **more), ask=asked, by=paola,
    )  # fmt: skip
    table = freeze_table(project, KIND, told(cast, **more), by=paola)
    return run_analysis(analysis, table, by=paola)


def test_rows_by_hand(cast, schools):
    rows = columns(cast)

    by_school = dict(zip(rows["school"], range(12), strict=True))
    first, third, last = (by_school[schools[at].school.public_id] for at in (0, 2, 11))
    assert len(by_school) == 12
    assert [rows["treated"][at] for at in (first, third, last)] == [1, 1, 0]
    assert [rows["mode"][at] for at in (first, third, last)] == [
        "virtual",
        "virtual",
        "blended",
    ]
    # Four that the coordinator called, all online; one that a mentored school called.
    assert (rows["records"][first], rows["called"][first], rows["online"][first]) == (4, 0, 1)
    assert (rows["records"][third], rows["called"][third], rows["alone"][third]) == (1, 1, 1)
    assert rows["records"][last] == 0
    assert np.isnan(rows["online"][last])
    assert np.isnan(rows["alone"][first])  # the coordinator called: who helps whom is not told


def test_as_it_was_lived_only_clusters_with_enough_records_are_compared(cast, schools):
    rows = columns(cast, seen="lived")

    two = sorted(one.school.public_id for one in schools[:2])
    assert (rows["school"], rows["treated"]) == (two, [1, 1])


def test_a_school_of_a_cluster_without_a_model_is_left_out(cast, schools):
    CoordinationModel.objects.filter(cluster=Cluster.objects.order_by("pk")[0]).delete()

    assert len(columns(cast)["school"]) == 10


def otherwise(cluster, days):
    """Declared anew so many days ago, as bottom-up and face to face."""
    new = cluster.models.get()
    new.pk, new.since, new.label, new.mode = (
        None, ago(days=days).date(), "hybrid", "face_to_face",
    )  # fmt: skip
    cluster.models.update(until=new.since)
    new.save()
    return new


def label_of(cast, school, kind):
    frame = build(making.project(cast), kind, making.params(cast.cohort)).frame
    labels = dict(zip(frame["school"].tolist(), frame["model"].tolist(), strict=True))
    return labels[school.school.public_id]


def test_a_model_that_was_declared_after_the_outcome_led_to_nothing(cast, schools):
    # The later round closed five days ago: what was declared since is no exposure.
    new = otherwise(Cluster.objects.order_by("pk")[0], days=3)
    kinds = ("change-of-schools/1", "schools-with-dose/1")

    assert [label_of(cast, schools[0], kind) for kind in kinds] == ["virtual"] * 2
    assert sum(columns(cast)["treated"]) == 6

    CoordinationModel.objects.filter(pk=new.pk).update(since=ago(days=5).date())
    assert [label_of(cast, schools[0], kind) for kind in kinds] == ["hybrid"] * 2
    assert sum(columns(cast)["treated"]) == 4


def test_without_a_later_round_the_last_day_of_the_year_counts(cast, schools):
    otherwise(Cluster.objects.order_by("pk")[0], days=3)
    one = schools[0]
    one.rounds.filter(occasion="end").update(occasion="mid")  # the year ends without one
    kinds = ("change-of-schools/1", "schools-with-dose/1")

    assert [label_of(cast, one, kind) for kind in kinds] == ["hybrid"] * 2
    Cohort.objects.filter(pk=cast.cohort.pk).update(ends_on=ago(days=4).date())
    assert [label_of(cast, one, kind) for kind in kinds] == ["virtual"] * 2


def test_a_cluster_that_had_no_model_yet_is_left_out(cast, schools):
    CoordinationModel.objects.filter(cluster=Cluster.objects.order_by("pk")[0]).update(
        since=ago(days=3).date()
    )

    assert label_of(cast, schools[0], "change-of-schools/1") == ""
    assert len(columns(cast)["school"]) == 10


def test_of_mentor_schools_that_left_the_last_one_counts(cast, schools):
    first = Cluster.objects.order_by("pk")[0]
    Membership.objects.filter(cluster=first, side="mentor").update(
        since=ago(days=190).date(), until=ago(days=60).date()
    )
    second = make.mentor(cast.cohort, name="Second")
    Membership.objects.create(
        cluster=first, participation=second, side="mentor", code="Z",
        since=ago(days=60).date(), until=ago(days=10).date(),
    )  # fmt: skip
    rows = columns(cast)

    led_by = dict(zip(rows["school"], rows["mentor"], strict=True))
    assert led_by[schools[0].school.public_id] == second.school.public_id


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"axis": "colour"}, "axis"),
        ({"axis": "support", "compared": "funded", "seen": "lived"}, "axis"),
        ({"compared": "top_down"}, "compared"),
        ({"axis": "direction", "compared": "rotating", "seen": "lived"}, "compared"),
        ({"seen": "dreamt"}, "seen"),
        ({"voice": "nobody"}, "voice"),
    ],
)
def test_what_cannot_be_asked_is_said(cast, more, where):
    with pytest.raises(SpecError) as wrong:
        build(making.project(cast), KIND, told(cast, **more))

    assert wrong.value.where == where


def test_levels_are_those_that_can_be_declared():
    assert levels_of("mode") == ("face_to_face", "blended", "virtual")
    every = {level for axis in AXES for level in levels_of(axis)}
    assert set(get_args(Level.__value__)) == every | {"shared"}  # what may only be lived
    assert get_args(Axis.__value__) == AXES


def test_a_contrast_runs_and_is_the_same_again_until_a_record_is_altered(cast, schools):
    run = run_of(cast)
    result = run.document["result"]

    assert not run.refused, result["checks"]
    assert result["estimand"] == "E2"
    # Three clusters on each side: the difference stands without an interval.
    assert [result["sizes"][arm]["groups"] for arm in ("treated", "comparison")] == [3, 3]
    assert result["estimates"]["effect"]["low"] is None
    assert recompute(run).same

    Activity.objects.filter(cluster=Cluster.objects.order_by("pk")[0]).update(online=False)
    assert recompute(run).changed_cells == {"online": 2}


def test_model_and_country_cannot_be_told_apart_where_all_are_alike(cast, schools):
    CoordinationModel.objects.update(mode="virtual")
    run = run_of(cast)

    assert run.refused
    assert "no_comparison" in {one["code"] for one in run.document["result"]["checks"]}


def test_a_side_of_fewer_than_five_schools_is_not_released(cast, schools):
    assert why_not_released(run_of(cast)) == Reason.SHOWN

    CoordinationModel.objects.filter(cluster=Cluster.objects.order_by("pk")[0]).update(
        mode="blended"
    )
    few = run_of(cast)
    assert Run.objects.count() == 2
    assert why_not_released(few) == Reason.FEW


def test_as_it_was_lived_only_what_took_place_until_the_round_counts(cast, schools):
    """Four meetings online led to what was seen; a visit after the round closed did not."""
    for days in (4, 3, 2):
        activity(Cluster.objects.order_by("pk")[0], days, "well", online=False)
    rows = columns(cast, seen="lived")

    assert rows["records"] == [4, 4]
    assert rows["online"] == [1, 1]
    assert rows["treated"] == [1, 1]


def test_a_cluster_that_a_school_joined_after_the_round_led_to_nothing(cast, schools):
    first, last = Cluster.objects.order_by("pk")[0], Cluster.objects.order_by("-pk")[0]
    moved = schools[0]
    moved.memberships.update(until=ago(days=3).date())
    Membership.objects.create(
        cluster=last, participation=moved, side="mentee", code="Y", since=ago(days=3).date()
    )

    def cluster_of(told):
        by_school = dict(zip(told["school"], told["cluster"], strict=True))
        return by_school[moved.school.public_id]

    assert cluster_of(columns(cast)) == first.public_id
    Membership.objects.filter(cluster=last, code="Y").update(since=ago(days=5).date())
    assert cluster_of(columns(cast)) == last.public_id
