"""Calendars, opened by two parsers that know nothing of one another."""

import datetime as dt

from django.utils import timezone
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from cordata.accounts.actions.roles import end_role
from cordata.accounts.models import Role, User
from cordata.cycles.actions import activities, cycles, goals
from cordata.cycles.queries.calendars import calendar_of, event_of, own_calendar
from tests.cycles.planning import moved, planned


def test_two_parsers_read_the_same_event(cast, cluster):
    noon = dt.datetime(2027, 3, 28, 10, 0, tzinfo=dt.UTC)  # the day summer time begins
    visit = planned(cast, cluster, starts_at=noon)

    made = calendar_of([event_of(visit)], name="Valli")

    (event,) = Calendar.from_ical(made).events
    (other,) = IcsCalendarStream.calendar_from_ics(made.decode()).events
    assert event.start == other.dtstart == noon
    assert event.end == other.dtend == noon + dt.timedelta(minutes=90)
    assert str(event["uid"]) == other.uid == f"{visit.public_id}@cordata"
    assert str(event["description"]) == other.description
    assert other.description.startswith("Leggere; ascoltare, e altro\n")
    assert (other.status, other.location) == ("CONFIRMED", cast.theirs.school.name)
    assert b"DTSTART:20270328T100000Z" in made
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))


def test_a_change_raises_the_sequence_and_a_cancelled_one_says_so(cast, cluster):
    visit = planned(cast, cluster)
    first = event_of(visit)
    moved(visit, cast, starts_at=visit.starts_at + dt.timedelta(days=1))
    second = event_of(visit)
    activities.cancel_activity(visit, why="Neve", by=cast.people["team"])
    third = event_of(visit)

    assert [one["sequence"] for one in (first, second, third)] == [0, 1, 2]
    assert len({str(one["uid"]) for one in (first, second, third)}) == 1
    assert first["last-modified"].dt < second["last-modified"].dt < third["last-modified"].dt
    assert [str(one["status"]) for one in (first, third)] == ["CONFIRMED", "CANCELLED"]
    assert "Neve" in str(third["description"])


def test_a_feed_holds_what_concerns_its_person_and_nobody_else(cast, cluster):
    visit = planned(cast, cluster)
    goal = goals.set_goal(
        cast.theirs, text="Leggere", why="W", success="S", topic=None, by=cast.people["team"]
    )
    due = timezone.localdate() + dt.timedelta(days=20)
    step = goals.add_step(goal, text="Libri", owner="A", due_on=due, by=cast.people["team"])
    turn = cycles.set_stage(
        cluster, stage="assess", why="Si parte", by=cast.people["coordinator"]
    )

    def uids(name):
        found = own_calendar(cast.people[name])
        IcsCalendarStream.calendar_from_ics(found.decode())
        return {
            str(one["uid"]).removesuffix("@cordata") for one in Calendar.from_ical(found).events
        }

    ends = f"{turn.cycle.public_id}-assess"
    assert {visit.public_id, step.public_id, ends} <= uids("team")
    assert visit.public_id in uids("mentor_team")
    assert step.public_id not in uids("mentor_team")
    assert uids("coordinator") == set()  # planned nothing, and works in no school
    assert uids("teacher") == set()
    goals.mark_step(step, done=True, by=cast.people["team"])
    assert step.public_id not in uids("team")


def test_who_planned_it_and_left_the_school_is_told_no_more(cast, cluster):
    team = cast.people["team"]
    visit = planned(cast, cluster, by=team)
    assert visit.public_id in own_calendar(team).decode()

    end_role(Role.objects.get(person=team), by=cast.people["head"])

    gone = User.objects.get(pk=team.pk)  # reads its roles anew
    assert visit.public_id not in own_calendar(gone).decode()


def test_a_day_of_a_step_is_a_whole_day(cast, cluster):
    goal = goals.set_goal(
        cast.theirs, text="Leggere", why="W", success="S", topic=None, by=cast.people["team"]
    )
    due = timezone.localdate() + dt.timedelta(days=20)
    goals.add_step(goal, text="Libri", owner="A", due_on=due, by=cast.people["team"])

    (event,) = Calendar.from_ical(own_calendar(cast.people["team"])).events

    assert (event.start, event.end) == (due, due + dt.timedelta(days=1))


def test_the_feed_speaks_the_language_of_its_person(cast, cluster):
    cast.people["team"].language = "hr"
    planned(cast, cluster, online=True, host=None)

    assert "Posjet" in own_calendar(cast.people["team"]).decode()
