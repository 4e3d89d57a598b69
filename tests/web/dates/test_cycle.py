"""The year of a cluster through its pages."""

import pytest
from django.urls import reverse

from cordata.clusters.actions.founding import found_cluster
from cordata.cycles.models import Activity
from cordata.cycles.queries.cycles import year_of
from cordata.notices.models import Letter


@pytest.fixture
def cluster(cast):
    marta = cast.people["coordinator"]
    return found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)


def address(name, cluster):
    return reverse(f"dates:{name}", args=[cluster.public_id])


def days(cluster, **facts):
    found = {"version": year_of(cluster).version}
    for line in year_of(cluster).lines:
        found |= {f"{line.stage}_from": line.starts_on, f"{line.stage}_to": line.ends_on}
    return found | facts


def test_the_stages_stand_on_the_cluster_and_the_mentor_moves_them(cluster, sign_in):
    mentor, team = sign_in("mentor_team"), sign_in("team")
    mentor.post(address("stage", cluster), {"stage": "assess", "why": "Tutte le firme ci sono"})
    html = team.get(reverse("clusters:cluster", args=[cluster.public_id])).content.decode()
    assert '<li class="here" aria-current="step">Assess ' in html
    html = team.get(address("cycle", cluster)).content.decode()
    assert "Tutte le firme ci sono" in html
    assert "Change the days" not in html
    wrong = mentor.post(address("stage", cluster), {"stage": "plan", "why": ""})
    assert wrong.status_code == 422


def test_days_are_changed_and_what_is_wrong_comes_back(cluster, sign_in):
    mentor = sign_in("mentor_team")
    wrong = mentor.post(address("days", cluster), days(cluster, act_to="2026-09-02"))
    assert (wrong.status_code, "It ends before it begins." in wrong.content.decode()) == (
        422,
        True,
    )
    opened = days(cluster, act_to="2027-05-05")
    mentor.post(address("days", cluster), opened)
    assert str(year_of(cluster).lines[3].ends_on) == "2027-05-05"
    late = sign_in("coordinator").post(
        address("days", cluster), opened | {"act_to": "2027-04-04"}
    )
    assert (late.status_code, "2027-04-04" in late.content.decode()) == (409, True)
    knowingly = days(cluster, act_to="2027-04-04")
    assert f'value="{knowingly["version"]}"' in late.content.decode()


def test_a_first_meeting_is_proposed_with_its_three_points_and_letters(cast, cluster, sign_in):
    team = sign_in("team")
    assert team.post(address("kick-off", cluster), {"starts_at": ""}).status_code == 422
    elsewhere = {"starts_at": "2037-09-10T15:00", "host": "elsewhere"}
    answer = team.post(address("kick-off", cluster), elsewhere)
    assert "Say where it is." in answer.content.decode()
    team.post(address("kick-off", cluster), {"starts_at": "2037-09-10T15:00", "host": "online"})
    meeting = Activity.objects.get()
    assert (meeting.kind, meeting.online, len(meeting.points)) == ("meeting", True, 3)
    assert meeting.called_by == cast.theirs
    assert Letter.objects.filter(about=meeting.public_id).count() == 2  # head and mentor
    assert "The first meeting" not in team.get(address("cycle", cluster)).content.decode()
