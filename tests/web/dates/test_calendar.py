"""A person's calendar: subscribed to without signing in, revocable, cheap to ask for again."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from ical.calendar_stream import IcsCalendarStream

from cordata.clusters.actions.founding import found_cluster
from cordata.cycles.actions.dates import open_calendar
from cordata.cycles.models import PersonalCalendar
from cordata.cycles.queries.answers import calendar_address
from tests.cycles.planning import planned

MINE = "/en/me/calendar/"


@pytest.fixture
def cluster(cast):
    marta = cast.people["coordinator"]
    return found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)


def path(person):
    return "/" + calendar_address(open_calendar(by=person)).split("/", 3)[3]


def test_a_head_makes_an_address_and_a_program_opens_it(cast, cluster, sign_in):
    visit = planned(cast, cluster)
    head = sign_in("head")
    assert "Make my address" in head.get(MINE).content.decode()
    assert not PersonalCalendar.objects.exists()  # opening the page makes nothing
    html = head.post(reverse("dates:renew"), follow=True).content.decode()
    assert "An older one no longer works." not in html
    again = head.post(reverse("dates:renew"), follow=True).content.decode()
    assert "An older one no longer works." in again
    html = head.get(MINE).content.decode()
    address = calendar_address(PersonalCalendar.objects.get())
    assert address in html
    assert f'href="webcal://{address.partition("://")[2]}"' in html

    answer = Client().get(path(cast.people["head"]))

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    events = IcsCalendarStream.calendar_from_ics(answer.content.decode()).events
    assert [one.uid for one in events] == [f"{visit.public_id}@cordata"]


def test_what_has_not_changed_is_not_sent_again(cast, cluster):
    visit = planned(cast, cluster)
    program, where = Client(), path(cast.people["head"])
    first = program.get(where)
    etag = first.headers["ETag"]
    assert program.get(where, headers={"if-none-match": etag}).status_code == 304
    planned(cast, cluster, starts_at=visit.starts_at + dt.timedelta(days=1))
    second = program.get(where, headers={"if-none-match": etag})
    assert (second.status_code, second.content == first.content) == (200, False)


def test_a_new_address_ends_the_old_one(cast, sign_in):
    team = cast.people["team"]
    old = path(team)
    assert Client().get(old).status_code == 200
    sign_in("team").post(reverse("dates:renew"))
    assert Client().get(old).status_code == 404
    assert Client().get(path(team)).status_code == 200
    assert Client().get(path(team)[:-6] + "x.ics").status_code == 404
    team.is_active = False
    team.save()
    assert Client().get(path(team)).status_code == 404


def test_invitations_are_switched_off_and_on(cast, sign_in):
    team = sign_in("team")
    assert "checked" in team.get(MINE).content.decode()
    team.post(MINE, {})
    assert "checked" not in team.get(MINE).content.decode()
    team.post(MINE, {"invitations": "on"})
    assert PersonalCalendar.objects.get().invitations


def test_a_feed_of_a_year_asks_few_questions_of_the_database(
    cast, cluster, django_assert_max_num_queries
):
    for day in range(1, 40):
        planned(cast, cluster, starts_at=timezone.now() + dt.timedelta(days=day))
    where = path(cast.people["head"])
    with django_assert_max_num_queries(6):
        Client().get(where)
