"""Letters about dates: to whom, in which language, and what calendar programs make of them."""

import datetime as dt
from email import message_from_bytes, policy
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone
from icalendar import Calendar

from cordata.cycles.actions import activities, dates
from cordata.cycles.queries.stopping import Kind, stop_page
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.networks.models import Country
from cordata.notices.actions import send_due_letters
from cordata.notices.models import Letter
from tests import factories as make
from tests.cycles.planning import moved, planned


def about(activity):
    return Letter.objects.filter(about=activity.public_id, withdrawn_at=None).order_by("to")


def event_in(letter):
    calendar = Calendar.from_ical(letter.calendar)
    return str(calendar["method"]), calendar.events[0]


def test_the_teams_are_invited_and_not_who_planned_it(cast, cluster):
    visit = planned(cast, cluster)

    letters = about(visit)
    people = cast.people
    assert {one.to for one in letters} == {people["team"].email, people["head"].email}
    method, event = event_in(letters[0])
    assert method == "REQUEST"
    # No mail comes in here: nobody is asked to press a button that nobody would see.
    assert str(event["organizer"]) == "mailto:cordata@localhost"
    assert event["organizer"].params["CN"] == people["mentor_team"].name
    assert {one.params["RSVP"] for one in event["attendee"]} == {"FALSE"}
    assert people["mentor_team"].email not in letters[0].calendar + letters[0].reply_to
    assert "not to this letter" in letters[0].body
    invited = {str(one) for one in event["attendee"]}
    assert invited == {f"mailto:{people[name].email}" for name in ("team", "head")}


def test_hours_are_in_utc_whatever_zone_a_form_gives(cast, cluster):
    in_rome = dt.datetime(2027, 7, 1, 10, 0, tzinfo=ZoneInfo("Europe/Rome"))
    letter = about(planned(cast, cluster, starts_at=in_rome))[0]

    assert "DTSTART:20270701T080000Z" in letter.calendar
    assert "DTEND:20270701T093000Z" in letter.calendar
    assert "TZID" not in letter.calendar


def test_addresses_of_another_school_are_told_to_nobody(cast, cluster):
    visit = planned(cast, cluster, by=cast.people["coordinator"], called_by=None)

    letter = about(visit).get(to=cast.people["mentor_team"].email)
    assert cast.people["team"].email not in letter.calendar + letter.body
    assert cast.people["head"].email not in letter.calendar + letter.body


def test_each_reads_it_in_their_language_and_zone(cast, cluster):
    Country.objects.filter(code="HR").update(time_zone="Europe/London")
    school = cast.theirs.school
    school.country = "HR"
    school.save()
    team = cast.people["team"]
    team.language = "hr"
    team.save()
    visit = planned(cast, cluster, starts_at=dt.datetime(2027, 7, 1, 8, 0, tzinfo=dt.UTC))

    body = about(visit).get(to=team.email).body

    assert "1. srpnja 2027., 10:00 (Rome) = 1. srpnja 2027., 09:00 (London)" in body
    assert "/hr/come/" in body


def test_a_change_asks_again_with_the_old_date_and_cancelling_takes_it_out(cast, cluster):
    visit = planned(cast, cluster)
    send_due_letters()
    moved(visit, cast, starts_at=visit.starts_at + dt.timedelta(days=2))
    again = about(visit).filter(sent_at=None)
    # The head is asked again, the planner is told of it; whoever changed it is not.
    assert {one.to for one in again} == {
        cast.people["head"].email, cast.people["mentor_team"].email
    }  # fmt: skip
    method, event = event_in(again.get(to=cast.people["head"].email))
    assert (method, event["sequence"]) == ("REQUEST", 1)
    assert "It was:" in again[0].body
    # Nobody is invited to what they organise.
    assert event_in(again.get(to=cast.people["mentor_team"].email))[0] == "PUBLISH"

    send_due_letters()
    activities.cancel_activity(visit, why="Neve", by=cast.people["head"])
    gone = about(visit).get(sent_at=None, to=cast.people["team"].email)
    method, event = event_in(gone)
    assert (method, event["sequence"], str(event["status"])) == ("CANCEL", 2, "CANCELLED")
    assert "Neve" in gone.body
    assert "?say=" not in gone.body


def test_a_letter_that_has_not_left_gives_way_to_the_newer_one(cast, cluster):
    visit = planned(cast, cluster)
    moved(visit, cast, minutes=30, by=cast.people["mentor_team"])

    waiting = about(visit)
    assert [one.to for one in waiting].count(cast.people["team"].email) == 1
    assert event_in(waiting[0])[1]["sequence"] == 1


def test_what_is_over_and_put_in_afterwards_invites_nobody(cast, cluster):
    visit = planned(cast, cluster, starts_at=timezone.now() - dt.timedelta(days=1))

    assert not about(visit).exists()


def test_who_wants_no_invitations_gets_none(cast, cluster):
    dates.choose_invitations(cast.people["team"], wanted=False, by=cast.people["team"])

    assert [one.to for one in about(planned(cast, cluster))] == [cast.people["head"].email]


def test_mail_programs_can_stop_them_with_one_click(cast, cluster):
    team = cast.people["team"]
    planned(cast, cluster)
    send_due_letters()
    [sent] = [
        one
        for one in mail.outbox
        if one.to == [team.email] and "List-Unsubscribe" in one.extra_headers
    ]
    read = message_from_bytes(sent.message().as_bytes(), policy=policy.default)
    page = stop_page(Kind.DATES, team)
    assert read["List-Unsubscribe"] == f"<{page}>"
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert page in sent.body


def test_a_person_in_two_schools_gets_one_letter(cast, cluster):
    make.role(cast.people["team"], "team", "school", cast.leading.school.public_id)
    visit = planned(cast, cluster, by=cast.people["coordinator"], called_by=None)

    assert [one.to for one in about(visit)].count(cast.people["team"].email) == 1


def test_the_mail_is_as_calendar_programs_want_it(cast, cluster):
    planned(cast, cluster)
    send_due_letters()

    sent = next(one for one in mail.outbox if "Do you come?" in one.subject)
    read = message_from_bytes(sent.message().as_bytes(), policy=policy.default)
    alternative = next(read.iter_parts())
    kinds = [part.get_content_type() for part in alternative.iter_parts()]
    assert alternative.get_content_type() == "multipart/alternative"
    assert kinds == ["text/plain", "text/html", "text/calendar"]  # the best one last
    part = list(alternative.iter_parts())[-1]
    assert part["content-type"].params["method"] == "REQUEST"
    assert part["content-type"].params["charset"] == "utf-8"
    assert str(Calendar.from_ical(part.get_content())["method"]) == "REQUEST"
    (file,) = read.iter_attachments()
    assert (file.get_content_type(), file.get_filename()) == (
        "application/ics",
        "invitation.ics",
    )
    assert len(Calendar.from_ical(file.get_content()).events) == 1


def test_the_later_of_two_who_change_it_is_stopped(cast, cluster):
    visit = planned(cast, cluster)
    moved(visit, cast, minutes=60)
    with pytest.raises(ChangedBySomebody):
        moved(visit, cast, minutes=30, version=0)
    activities.cancel_activity(visit, why="Neve", by=cast.people["team"])
    with pytest.raises(activities.ToldAlready):
        moved(visit, cast)
    with pytest.raises(activities.NotInTheCluster):
        moved(visit, cast, host=cast.others)
