"""Clusters change; what they were stays known."""

import pytest

from cordata.clusters.actions import changing
from cordata.clusters.actions.drafts import ask_draft, compute_draft
from cordata.clusters.actions.ending import end_cluster
from cordata.clusters.actions.publishing import publish_plan
from cordata.clusters.models import Cluster, Descent
from cordata.clusters.queries.clusters import open_clusters
from tests.clusters.conftest import school


@pytest.fixture
def nord(draft, marta):
    publish_plan(draft, version=draft.version, by=marta)
    return Cluster.objects.get(name="Nord")


def member(cluster, code):
    return cluster.memberships.get(code=code, until=None)


def codes(cluster):
    return sorted(cluster.memberships.filter(until=None).values_list("code", flat=True))


def test_a_school_that_leaves_is_out_of_the_next_draft_and_its_time_is_kept(
    nord, cohort, marta
):
    gone = member(nord, "A1")
    name = gone.participation.school.name

    changing.withdraw_school(gone, version=nord.version, reason="Closed", by=marta)

    gone.refresh_from_db()
    assert (gone.until is not None, gone.left_why) == (True, "Closed")
    second = compute_draft(ask_draft(cohort, by=marta))
    assert name not in [one["name"] for one in second.inputs["mentees"]]


def test_a_mentee_becomes_the_mentor_and_the_old_mentor_goes_on_as_a_member(nord, marta):
    heir = member(nord, "A2")

    changing.hand_over(nord, heir, version=nord.version, reason="Ready", by=marta)

    assert codes(nord) == ["A", "A1", "A3"]
    lead = nord.memberships.get(until=None, side="mentor")
    assert lead.participation == heir.participation
    lead.participation.refresh_from_db()
    assert lead.participation.side == "mentor"


def test_a_split_cluster_keeps_its_descent(nord, marta):
    leaving = [member(nord, "A1"), member(nord, "A2")]

    new = changing.split_cluster(
        nord, leaving, led_by=leaving[0], version=nord.version, reason="Grown", by=marta
    )

    assert (codes(nord), codes(new)) == (["A"], ["C", "C1"])
    assert Descent.objects.get().kind == "split"


def test_a_split_without_one_of_the_leaving_to_lead_is_refused(nord, marta):
    with pytest.raises(changing.NotPossible):
        changing.split_cluster(
            nord,
            [member(nord, "A1")],
            led_by=member(nord, "A2"),
            version=nord.version,
            reason="x",
            by=marta,
        )

    assert codes(nord) == ["A", "A1", "A2"]


def test_merged_clusters_are_one_and_the_old_one_is_closed(nord, marta):
    sud = Cluster.objects.get(name="Sud")

    changing.merge_cluster(sud, nord, version=sud.version, reason="Few", by=marta)

    assert len(codes(nord)) == 6
    sud.refresh_from_db()
    assert sud.closed_on is not None


def test_the_model_changes_from_today_and_the_past_stays(nord, marta):
    axes = {
        "label": "bottom_up", "initiative": "schools", "participation": "voluntary",
        "direction": "reciprocal", "setting": "regional", "mode": "blended", "support": "none",
        "focus": "",
    }  # fmt: skip
    nord.models.update(since="2026-09-01")

    changing.change_model(nord, version=nord.version, by=marta, **axes)

    assert list(nord.models.order_by("since").values_list("label", flat=True)) == [
        "top_down",
        "bottom_up",
    ]
    assert nord.models.filter(until=None).count() == 1


def test_the_later_of_two_editors_is_stopped(nord, marta):
    seen = nord.version
    changing.hand_over(nord, member(nord, "A1"), version=seen, reason="a", by=marta)

    with pytest.raises(changing.ClusterChanged):
        changing.withdraw_school(member(nord, "A2"), version=seen, reason="b", by=marta)


def test_the_cast_of_a_cluster_is_as_the_draft_said(nord, cohort):
    assert member(nord, "A").participation == school(cohort, "Nord")


def test_a_cluster_that_ends_is_still_read_and_no_longer_asked(nord, marta):
    before = codes(nord)

    end_cluster(nord, version=nord.version, by=marta)

    nord.refresh_from_db()
    assert nord.closed_on is not None
    assert codes(nord) == before
    assert not open_clusters(nord.cohort).filter(pk=nord.pk).exists()
    with pytest.raises(changing.ClusterChanged):
        end_cluster(nord, version=nord.version, by=marta)
