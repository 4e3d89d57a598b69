"""Into the room: members alone, each with a signature of their own, checked by a stand-in."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cordata.clusters.actions.founding import found_cluster
from cordata.cycles.models import Activity
from cordata.kit.video import Server
from tests.cycles.planning import planned
from tests.kit.test_video import SECRET, at, entered, let_in, stand_in

__all__ = ["stand_in"]  # a fixture


@pytest.fixture
def meeting(cast):
    marta = cast.people["coordinator"]
    cluster = found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)
    soon = timezone.now() + dt.timedelta(minutes=30)
    return planned(cast, cluster, online=True, host=None, starts_at=soon, kind="meeting")


def way_in(sign_in, name, meeting):
    return sign_in(name).get(reverse("dates:join", args=[meeting.public_id]))


def test_a_member_is_led_into_bigbluebutton(cast, meeting, sign_in, settings, stand_in):
    settings.VIDEO_SERVERS = {"": at(stand_in)}

    led = way_in(sign_in, "mentor_team", meeting)
    seen = way_in(sign_in, "team", meeting)

    assert (led.status_code, seen.status_code) == (302, 302)
    assert "<entered>Mentor Team, MODERATOR</entered>" in entered(led.headers["Location"])
    assert "<entered>Team, VIEWER</entered>" in entered(seen.headers["Location"])
    assert "default-src 'none'" in led.headers["Content-Security-Policy"]
    (room,) = stand_in.rooms
    assert meeting.public_id not in room
    assert len(room) == 40


def test_a_member_gets_a_token_for_this_room_of_jitsi(meeting, sign_in, settings):
    settings.VIDEO_SERVERS = {
        "IT": Server("jitsi", "https://meet.example.org", "cordata", SECRET)
    }

    led = way_in(sign_in, "team", meeting)

    assert let_in(led.headers["Location"])["name"] == "Team"


def test_nobody_else_gets_in_and_the_server_is_not_even_asked(
    meeting, sign_in, settings, stand_in, client
):
    settings.VIDEO_SERVERS = {"": at(stand_in)}
    for name in (
        "teacher",
        "coordinator_elsewhere",
        "researcher",
        "policy_maker",
        "administrator",
    ):
        assert way_in(sign_in, name, meeting).status_code == 404
    visitor = client.get(reverse("dates:join", args=[meeting.public_id]))
    assert "/sign-in/" in visitor.headers["Location"]
    assert stand_in.rooms == {}


def test_a_room_opens_an_hour_before_and_closes_after(meeting, sign_in, settings, stand_in):
    settings.VIDEO_SERVERS = {"": at(stand_in)}
    for hours in (3, -6):
        Activity.objects.update(starts_at=timezone.now() + dt.timedelta(hours=hours))
        closed = way_in(sign_in, "team", meeting)
        assert (closed.status_code, "It opens on" in closed.content.decode()) == (409, True)
    assert stand_in.rooms == {}


def test_a_link_of_their_own_comes_first_and_without_any_it_says_what_to_do(
    meeting, sign_in, settings
):
    assert "Nobody has written a link yet" in way_in(sign_in, "team", meeting).content.decode()
    settings.VIDEO_SERVERS = {"": Server("jitsi", "https://meet.example.org", "", "")}
    Activity.objects.update(link="https://video.example.org/valli")
    assert (
        way_in(sign_in, "team", meeting).headers["Location"]
        == "https://video.example.org/valli"
    )
    Activity.objects.update(cancelled_at=timezone.now(), cancelled_why="Neve")
    assert "Neve" in way_in(sign_in, "team", meeting).content.decode()


def test_a_server_that_fails_is_said_without_its_secret(meeting, sign_in, settings, caplog):
    settings.VIDEO_SERVERS = {"": Server("bbb", "http://127.0.0.1:9", "", SECRET)}

    answer = way_in(sign_in, "team", meeting)

    assert answer.status_code == 502
    assert "does not answer" in answer.content.decode()
    assert SECRET not in answer.content.decode() + caplog.text
