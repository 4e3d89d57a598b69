"""A plan becomes clusters once; for ten minutes it can become a plan again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cordata.clusters.actions.drafts import ask_draft, compute_draft
from cordata.clusters.actions.publishing import (
    NotProven,
    TooLate,
    publish_plan,
    undo_publication,
)
from cordata.clusters.actions.stale import AlreadyPublished, ChangedMeanwhile
from cordata.clusters.models import Cluster, CoordinationModel, Draft, Membership
from cordata.notices.actions import send_due_letters
from cordata.notices.models import Letter
from tests import factories as make
from tests.clusters.conftest import school


@pytest.fixture
def heads(cohort):
    for one in cohort.participations.all():
        make.role(make.person(language="it"), "head", "school", one.school.public_id)


def test_publishing_makes_a_cluster_for_each_mentor_with_its_schools(draft, cohort, marta):
    publish_plan(draft, version=draft.version, by=marta)

    found = {
        cluster.name: sorted(
            cluster.memberships.filter(side="mentee").values_list(
                "participation__school__name", flat=True
            )
        )
        for cluster in Cluster.objects.all()
    }
    assert found == {"Nord": ["Scuola 0", "Scuola 1"], "Sud": ["Scuola 2", "Scuola 3"]}
    assert set(Membership.objects.values_list("code", flat=True)) == {
        "A", "A1", "A2", "B", "B1", "B2",
    }  # fmt: skip
    assert CoordinationModel.objects.filter(label="top_down").count() == 2


@pytest.mark.usefixtures("heads")
def test_each_school_gets_one_letter_in_its_language_that_leaves_after_ten_minutes(
    draft, marta, mailoutbox
):
    publication = publish_plan(draft, version=draft.version, by=marta)

    letters = Letter.objects.all()
    assert {(one.language, one.send_after) for one in letters} == {
        ("it", publication.undo_until)
    }
    assert letters.count() == 6
    assert send_due_letters() == 0
    assert mailoutbox == []


@pytest.mark.usefixtures("heads")
def test_undoing_leaves_no_cluster_and_sends_no_letter(draft, marta, mailoutbox):
    publication = publish_plan(draft, version=draft.version, by=marta)

    undo_publication(publication, by=marta)

    Letter.objects.update(send_after=timezone.now() - timedelta(hours=1))
    assert send_due_letters() == 0
    assert mailoutbox == []
    assert not Cluster.objects.exists()
    assert Draft.objects.get(pk=draft.pk).state == Draft.State.READY


def test_undoing_later_than_ten_minutes_is_refused(draft, marta):
    publication = publish_plan(draft, version=draft.version, by=marta)
    publication.undo_until = timezone.now() - timedelta(seconds=1)

    with pytest.raises(TooLate):
        undo_publication(publication, by=marta)

    assert Cluster.objects.count() == 2


def test_a_plan_is_published_once_even_by_two_people_holding_it_open(draft, marta):
    yours = Draft.objects.get(pk=draft.pk)
    seen = draft.version
    publish_plan(draft, version=seen, by=marta)

    with pytest.raises((AlreadyPublished, ChangedMeanwhile)):
        publish_plan(yours, version=seen, by=make.coordinator())

    assert Cluster.objects.count() == 2


def test_a_plan_that_was_tampered_with_is_not_published(draft, marta):
    plan = draft.chosen
    plan.document["ties"][0]["cost"] += 1
    plan.save()

    with pytest.raises(NotProven):
        publish_plan(draft, version=draft.version, by=marta)

    assert not Cluster.objects.exists()


def test_a_gap_is_filled_around_the_clusters_that_stand(draft, cohort, marta):
    publish_plan(draft, version=draft.version, by=marta)
    new = make.mentee(cohort, name="Nachzügler", lat=45.41, needs=["stem"])
    cohort.participations.filter(school__name="Nord").update(max_places=3)

    second = compute_draft(ask_draft(cohort, by=marta))
    publish_plan(second, version=second.version, by=marta)

    assert Cluster.objects.count() == 2
    joined = Membership.objects.get(participation=new)
    assert (joined.cluster.name, joined.code) == ("Nord", "A3")
    assert Membership.objects.filter(until=None).count() == 7


def test_undoing_a_filled_gap_takes_back_just_that(draft, cohort, marta):
    publish_plan(draft, version=draft.version, by=marta)
    make.mentee(cohort, name="Nachzügler", lat=45.41, needs=["stem"])
    cohort.participations.filter(school__name="Nord").update(max_places=3)
    second = compute_draft(ask_draft(cohort, by=marta))
    publication = publish_plan(second, version=second.version, by=marta)

    undo_publication(publication, by=marta)

    assert Membership.objects.filter(until=None).count() == 6
    assert school(cohort, "Nachzügler").memberships.count() == 0
