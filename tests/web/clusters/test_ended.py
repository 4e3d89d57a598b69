"""Pages of a cluster that has ended: read, without a form; what comes late is refused in words."""

import pytest
from django.urls import reverse

from cordata.clusters.actions.ending import end_cluster
from cordata.cycles.models import Activity
from cordata.notices.models import Letter
from tests.cycles.year import cluster_of, goal

SAID = "This cluster has come to its end. All of it can be read and downloaded"


@pytest.fixture
def ended(cast):
    cluster = cluster_of(cast)
    cast.goal = goal(cast.theirs)
    end_cluster(cluster, version=cluster.version, by=cast.people["coordinator"])
    return cluster


def test_a_page_that_was_open_before_the_end_plans_nothing_and_says_why(ended, sign_in):
    letters = Letter.objects.count()

    answer = sign_in("mentor_team").post(
        reverse("dates:kick-off", args=[ended.public_id]),
        {"starts_at": "2037-09-10T15:00", "host": "online"},
    )
    goal_said = sign_in("team").post(
        reverse(
            "cycles:plan", args=[ended.memberships.get(side="mentee").participation.public_id]
        ),
        {"text": "t", "why": "w", "success": "s"},
    )

    assert goal_said.status_code == 409
    assert SAID in goal_said.content.decode()
    assert answer.status_code == 409
    assert not Activity.objects.exists()
    assert Letter.objects.count() == letters


def test_its_pages_are_read_without_a_form(cast, ended, sign_in):
    par = cast.theirs.public_id
    for route, where, button in (
        ("cycles:agenda", ended.public_id, "Put it in the agenda"),
        ("dates:cycle", ended.public_id, "Propose this day"),
        ("diary:cluster", ended.public_id, "Put it in the diary"),
        ("reviews:reflections", ended.public_id, "Ask all schools of the cluster"),
        ("cycles:plan", par, "Agree on this goal"),
        ("cycles:goal", cast.goal.public_id, "Move the goal"),
        ("reviews:midterm", par, "Note the review"),
    ):
        html = sign_in("team").get(reverse(route, args=[where])).content.decode()
        assert SAID in html, route
        assert button not in html, route
    term = sign_in("team").get(reverse("reviews:term", args=[ended.public_id, 1]))
    assert "Make it the page of this term" not in term.content.decode()
