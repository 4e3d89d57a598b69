"""The cluster's own page for its schools: first what is to be done; ended, it says so."""

import pytest
from django.urls import reverse

from cordata.clusters.actions.ending import end_cluster
from tests.cycles.year import activity, cluster_of, goal

OVER = "This cluster has come to its end."
UNTOLD = "Say how it went"


@pytest.fixture
def cluster(cast):
    made = cluster_of(cast)
    goal(cast.theirs)
    return made


def read(client, cluster):
    return client.get(reverse("clusters:cluster", args=[cluster.public_id])).content.decode()


def test_it_begins_with_the_open_task_that_this_week_asks_first(cluster, sign_in):
    untold = activity(cluster, 3)
    there = reverse("cycles:activity", args=[untold.public_id])

    html = read(sign_in("team"), cluster)

    assert UNTOLD in html
    assert f'<a class="btn" href="{there}">' in html
    assert html.count('class="btn"') == 1  # one filled button
    order = [html.index(words) for words in (UNTOLD, "What comes", "Our year", ">Diary<")]
    assert order == sorted(order)
    assert UNTOLD not in read(sign_in("coordinator"), cluster)


def test_with_nothing_to_do_it_begins_with_what_comes(cluster, sign_in):
    html = read(sign_in("team"), cluster)
    assert "To do" not in html
    assert html.index("What comes") < html.index("Our year")
    assert "Plan something" in html


def test_ended_it_says_so_and_offers_no_planning(cast, cluster, sign_in):
    activity(cluster, 3)
    end_cluster(cluster, version=cluster.version, by=cast.people["coordinator"])
    html = read(sign_in("team"), cluster)
    assert OVER in html
    assert "The year of this cluster ended on" not in html  # one of the two is enough
    assert "Plan something" not in html
    assert "Nothing is planned yet" not in html
    assert reverse("cycles:agenda", args=[cluster.public_id]) in html
    assert UNTOLD not in html


def test_ended_it_is_reached_from_our_school_and_from_the_week(cast, cluster, sign_in):
    here = reverse("clusters:cluster", args=[cluster.public_id])
    team = sign_in("team")
    school, week = reverse("schools:ours"), reverse("home:this-week")
    assert "Clusters of earlier years" not in team.get(school).content.decode()
    assert "Hand over what stays" not in team.get(week).content.decode()

    end_cluster(cluster, version=cluster.version, by=cast.people["coordinator"])

    html = team.get(school).content.decode()
    assert "Clusters of earlier years" in html
    assert here in html
    html = team.get(week).content.decode()
    assert here in html
    assert "Hand over what stays" in html
    assert reverse("reviews:hand-over", args=[cast.theirs.public_id]) in html
    assert team.get(here).status_code == 200
