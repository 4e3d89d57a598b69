"""Two sides answer alike; every page of every role is searched for what must not be there yet."""

import pytest
from django.urls import reverse

from cordata.cycles.models import Reflection
from tests import cast as casting

MINE = {"mood": "stuck", "helped": "SEGRETO-A", "change": "SEGRETO-B"}
THEIRS = {"mood": "easy", "helped": "RISPOSTA-A", "change": "RISPOSTA-B"}
ASKED = "Say how working together is going"


@pytest.fixture
def here(team, cluster):
    page = reverse("reviews:reflections", args=[cluster.public_id])
    answer = team.post(page, {"about": "Primo trimestre"})
    assert answer.status_code == 302
    return answer["Location"]


def pages_of(here, cluster):
    return [
        here,
        reverse("reviews:reflections", args=[cluster.public_id]),
        reverse("clusters:cluster", args=[cluster.public_id]),
        reverse("clusters:coordinate", args=["it", cluster.public_id]),
        reverse("home:this-week"),
    ]


def test_the_other_side_is_nowhere_to_be_seen_early_and_then_side_by_side(
    here, cast, cluster, team, mentor, sign_in
):
    mine = f"{here}{cast.theirs.public_id}/"
    assert team.post(mine, MINE).status_code == 302
    for name in casting.ROLES[1:]:
        if name in ("team", "head"):
            continue
        client = sign_in(name)
        for page in [*pages_of(here, cluster), mine]:
            html = client.get(page, follow=True).content.decode()
            assert "SEGRETO" not in html, (name, page)
            assert "We are stuck</span>" not in html, (name, page)
        client.post(mine, MINE | {"mood": "no"})  # an attempt, wrong on purpose
    assert "SEGRETO-A" in team.get(here).content.decode()
    assert "The other side has not yet" in team.get(here).content.decode()

    assert mentor.post(mine, THEIRS).status_code == 302
    for client in (team, mentor):
        html = client.get(here).content.decode()
        assert "SEGRETO-B" in html
        assert "RISPOSTA-A" in html
    html = sign_in("coordinator").get(here).content.decode()
    assert "Pairs that have answered from both sides: 1 of 1." in html
    assert "SEGRETO" not in html
    assert "RISPOSTA" not in html


def test_the_week_asks_each_side_until_it_has_answered(here, cast, team, mentor):
    week = reverse("home:this-week")
    assert ASKED in team.get(week).content.decode()
    assert ASKED in mentor.get(week).content.decode()
    team.post(f"{here}{cast.theirs.public_id}/", MINE)
    assert ASKED not in team.get(week).content.decode()
    assert ASKED in mentor.get(week).content.decode()


def test_it_is_said_once_and_a_colleague_is_told(here, cast, team, sign_in):
    address = f"{here}{cast.theirs.public_id}/"
    head = sign_in("head")
    assert ASKED in head.get(address).content.decode()
    team.post(address, MINE)
    late = head.post(address, MINE | {"helped": "Scritto da me"})
    assert late.status_code == 409
    assert "Scritto da me" in late.content.decode()
    assert head.get(address).status_code == 302


def test_what_is_missing_is_said_and_what_was_typed_comes_back(here, cast, team):
    answer = team.post(f"{here}{cast.theirs.public_id}/", MINE | {"change": ""})
    assert answer.status_code == 422
    assert "SEGRETO-A" in answer.content.decode()


def test_one_at_a_time_and_closed_it_takes_nothing(here, cast, cluster, team, mentor):
    page = reverse("reviews:reflections", args=[cluster.public_id])
    twice = mentor.post(page, {"about": "Ancora"})
    assert twice.status_code == 422
    assert "Your cluster is reflecting already." in twice.content.decode()
    team.post(f"{here}{cast.theirs.public_id}/", MINE)
    team.post(f"{here}close/")
    assert "It was closed before." in team.post(f"{here}close/", follow=True).content.decode()
    late = mentor.post(f"{here}{cast.theirs.public_id}/", THEIRS)
    assert late.status_code == 409
    html = mentor.get(here).content.decode()
    assert "SEGRETO" not in html
    assert "Your school did not answer." in html
    assert mentor.post(page, {"about": "Secondo"}).status_code == 302
    assert Reflection.objects.count() == 2
