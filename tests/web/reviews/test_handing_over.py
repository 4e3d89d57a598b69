"""Exit and hand-over, and the school that grew."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from cordata.clusters.actions.changing import withdraw_school
from cordata.cycles.models import HandOver
from cordata.networks.models import Cohort, Participation
from tests import factories as make

LEFT = {"stays": "I quaderni", "keeper": "La vicaria", "passed_on": "Leggere ogni giorno"}


@pytest.fixture
def page(cast, cluster):
    return reverse("reviews:hand-over", args=[cast.theirs.public_id])


def test_a_school_that_has_left_hands_over_and_its_cluster_reads_it(
    cast, cluster, team, marta, mentor, page
):
    member = cluster.memberships.get(participation=cast.theirs)
    withdraw_school(member, version=1, reason="x", by=cast.people["coordinator"])
    assert team.post(page, LEFT).status_code == 302
    whole = reverse("reviews:cluster-hand-over", args=[cluster.public_id])
    assert "La vicaria" in mentor.get(whole).content.decode()
    html = marta.get(page).content.decode()
    assert "La vicaria" in html
    assert "<textarea" not in html
    assert team.get(whole).status_code == 404


def test_the_later_of_two_sees_both_and_what_is_missing_is_said(team, page, sign_in):
    assert team.post(page, LEFT | {"keeper": ""}).status_code == 422
    team.post(page, LEFT)
    late = sign_in("head").post(page, LEFT | {"keeper": "Il vicario"})
    html = late.content.decode()
    assert late.status_code == 409
    assert "La vicaria" in html
    assert "Il vicario" in html
    version = re.search(r'name="version" value="(\d+)"', html)[1]
    sign_in("head").post(page, LEFT | {"keeper": "Il vicario", "version": version})
    assert HandOver.objects.get().keeper == "Il vicario"


def test_the_cluster_hands_over_as_a_whole(cluster, team, marta):
    whole = reverse("reviews:cluster-hand-over", args=[cluster.public_id])
    assert team.post(whole, LEFT).status_code == 302
    assert "Leggere ogni giorno" in marta.get(whole).content.decode()


def test_a_school_that_was_in_no_cluster_has_nothing_to_hand_over(cast, sign_in):
    page = reverse("reviews:hand-over", args=[cast.theirs.public_id])
    assert sign_in("team").get(page).status_code == 404


def test_a_coordinator_reads_that_nothing_is_written_yet(cluster, marta, page):
    assert "Nothing is written yet." in marta.get(page).content.decode()


def test_a_mentee_becomes_a_mentor_and_its_page_says_so(cast, cluster, team):
    ours = reverse("schools:ours")
    assert "Note that we grew from there" not in team.get(ours).content.decode()
    later = Cohort.objects.create(
        programme=cast.cohort.programme, country=cast.cohort.country, name="2027/28",
        starts_on=dt.date(2027, 9, 1), ends_on=dt.date(2028, 6, 30),
    )  # fmt: skip
    now = make.mentor(later, school=cast.theirs.school)
    assert "Note that we grew from there" in team.get(ours).content.decode()
    note = reverse("reviews:grew-from", args=[now.public_id])
    assert team.post(note, {"from": cast.others.public_id}).status_code == 404
    said = "Accompanied in 2026/27, a mentor school in 2027/28."
    answer = team.post(note, {"from": cast.theirs.public_id}, follow=True)
    assert said in answer.content.decode()
    again = team.post(note, {"from": cast.theirs.public_id}, follow=True)
    assert "This is noted already, or does not fit." in again.content.decode()
    assert said in team.get(ours).content.decode()
    assert Participation.objects.get(pk=now.pk).growth.grew_from == cast.theirs
