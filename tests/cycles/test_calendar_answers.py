"""Accept, pressed in a calendar program, is the school's answer; nobody else's button is."""

import base64
import datetime as dt
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from icalendar import Calendar

from cordata.accounts.models import OtherAddress
from cordata.cycles.actions import activities, dates
from cordata.cycles.actions.mail import Became, receive
from cordata.cycles.models import Answer
from cordata.cycles.queries.answers import date_address, invited_at
from cordata.history.models import Entry
from cordata.notices.models import Letter
from tests import factories as make
from tests.cycles.planning import moved, planned

MAILS = Path(__file__).parent / "calendar_mails"
# What each mail says, and its sentence.
SAID = {
    "google_accepted": ("yes", ""),
    "google_declined": ("no", "Siamo in gita, scusate"),
    "google_perhaps": ("maybe", "Dipende dal treno, lo diciamo lunedì."),
    "outlook_accepted": ("yes", ""),
    "outlook_declined": ("no", "Siamo in gita, mi dispiace: sarà per la prossima volta."),
    "outlook_perhaps": ("maybe", ""),
    "apple_accepted": ("yes", ""),
    "apple_declined": ("no", ""),
    "apple_perhaps": ("maybe", ""),
}
PROPOSED = dt.datetime(2027, 7, 5, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def visit(cast, cluster, settings):
    settings.REPLY_DOMAIN = "reply.example.org"
    made = planned(cast, cluster, starts_at=dt.datetime(2027, 7, 1, 8, 0, tzinfo=dt.UTC))
    Letter.objects.all().delete()
    return made


@pytest.fixture
def team(cast):
    return cast.people["team"]


def mail(name, visit, person, **said):
    """As the program of ``person`` sends it."""
    in_rome = visit.starts_at.astimezone(ZoneInfo("Europe/Rome"))
    words = {
        "ADDRESS": date_address(visit, person),
        "SENDER": person.email,
        "UID:UID": f"UID:{visit.public_id}@cordata",
        "SEQUENCE_NUMBER": visit.sequence,
        "ROME_START": f"{in_rome:%Y%m%dT%H%M%S}",
        "ROME_PROPOSED": f"{PROPOSED.astimezone(ZoneInfo('Europe/Rome')):%Y%m%dT%H%M%S}",
        "PROPOSED": f"{PROPOSED:%Y%m%dT%H%M%SZ}",
        ":START": f":{visit.starts_at:%Y%m%dT%H%M%SZ}",
        "STAMP": f"{timezone.now():%Y%m%dT%H%M%SZ}",
    } | said
    text = (MAILS / f"{name}.eml").read_text()
    for here, there in words.items():
        text = (
            re.sub(rf"(?<!DT){here}", str(there), text)
            if here == "STAMP"
            else text.replace(here, str(there))
        )
    found = re.search(r"CALENDAR_BEGINS\n(.*)CALENDAR_ENDS\n", text, re.DOTALL)
    if found:
        sealed = base64.encodebytes(found[1].replace("\n", "\r\n").encode()).decode()
        text = text.replace(found[0], sealed)
    return text.encode()


def at(minute):
    """A stamp of today, some minutes ago."""
    return f"{timezone.now() - dt.timedelta(minutes=minute):%Y%m%dT%H%M%SZ}"


@pytest.mark.parametrize("name", SAID)
def test_the_button_is_the_answer_of_the_school(name, visit, team, cast):
    assert receive(mail(name, visit, team)) == Became.ANSWERED

    given = Answer.objects.get()
    assert (given.says, given.sentence) == SAID[name]
    assert (given.participation, given.answered_by) == (cast.theirs, team)
    assert given.starts_at == visit.starts_at
    entry = Entry.objects.get(verb="activity.answered")
    assert entry.facts["says"] == given.says
    assert not Letter.objects.exists()


@pytest.mark.parametrize("name", ["google_counter", "outlook_counter"])
def test_another_time_is_told_in_words_to_who_planned_it(name, visit, team, cast):
    assert receive(mail(name, visit, team)) == Became.ANSWERED

    given = Answer.objects.get()
    assert given.says == "other_day"
    assert "5 July 2027" in given.sentence
    letter = Letter.objects.get()
    assert letter.to == cast.people["mentor_team"].email
    assert "5 July 2027" in letter.body
    assert (letter.reply_to, letter.headers["Auto-Submitted"]) == ("", "auto-replied")
    assert team.email not in letter.body + letter.subject
    if name == "outlook_counter":
        assert "Meglio dopo pranzo." in given.sentence
        assert "Meglio dopo pranzo." in letter.body


def test_every_mail_of_the_folder_is_tested():
    names = {file.stem for file in MAILS.glob("*.eml")}
    assert names == {*SAID, "google_counter", "outlook_counter"}


def test_a_mail_that_comes_again_or_late_changes_nothing(visit, team, cast):
    yes = mail("google_accepted", visit, team, STAMP=at(9))
    no = mail("google_declined", visit, team, STAMP=at(5))

    assert receive(no) == Became.ANSWERED
    assert receive(no) == Became.AGAIN
    assert not Letter.objects.exists()
    assert receive(yes) == Became.OVERTAKEN
    assert receive(yes) == Became.OVERTAKEN
    assert Answer.objects.get().says == "no"
    assert "has given a newer one" in Letter.objects.get().body

    dates.answer_activity(visit, cast.theirs, says="yes", sentence="", by=team)
    assert receive(no) == Became.OVERTAKEN
    assert Answer.objects.get().says == "yes"


def test_a_clock_that_is_fast_wins_over_nobody(visit, team, cast):
    ahead = mail("apple_declined", visit, team, STAMP=at(-600))
    assert receive(ahead) == Became.ANSWERED
    assert Answer.objects.get().answered_at <= timezone.now()


def test_an_answer_to_the_old_date_is_sent_back_and_a_new_point_asks_nobody_anew(
    visit, team, cast
):
    first = mail("outlook_accepted", visit, team)
    moved(visit, cast, points=["Altro"])
    assert receive(first) == Became.ANSWERED
    old = mail("google_declined", visit, team, STAMP=at(-1))
    moved(visit, cast, starts_at=visit.starts_at + dt.timedelta(days=2))
    Letter.objects.all().delete()

    assert receive(old) == Became.MOVED
    letter = Letter.objects.get()
    assert "/come/" in letter.body
    assert letter.to == team.email
    assert Answer.objects.get().says == "yes"


def test_what_has_begun_or_is_cancelled_takes_no_answer(visit, team, cast):
    raw = mail("apple_accepted", visit, team)
    activities.cancel_activity(visit, why="Neve", by=cast.people["mentor_team"])
    Letter.objects.all().delete()

    assert receive(raw) == Became.OVER
    assert "was cancelled" in Letter.objects.get().body
    assert not Answer.objects.exists()


def test_only_the_person_whose_address_it_is_answers(visit, team, cast):
    head, lead = cast.people["head"], cast.people["mentor_team"]
    address = date_address(visit, team)
    for person in (head, lead):  # a colleague who got the letter passed on; a forger
        raw = mail("google_accepted", visit, person, ADDRESS=address)
        assert receive(raw) == Became.STRANGER
    inside = mail("apple_accepted", visit, head, ADDRESS=address).replace(
        f"From: Luc Maes <{head.email}>".encode(), f"From: <{team.email}>".encode()
    )
    assert receive(inside) == Became.STRANGER  # another person's answer, mailed by this one
    assert not Answer.objects.exists()
    assert all(visit.cluster.name not in one.body for one in Letter.objects.all())


def test_a_second_address_of_the_same_person_is_theirs(visit, team):
    OtherAddress.objects.create(person=team, email="luc.private@example.net")
    raw = mail("google_accepted", visit, team, SENDER="Luc.Private@example.net")
    assert receive(raw) == Became.ANSWERED


def test_who_has_left_answers_for_nobody(visit, team, cast):
    raw = mail("google_accepted", visit, team)
    cast.theirs.memberships.update(until=timezone.localdate())
    assert receive(raw) == Became.OUTSIDE
    assert not Answer.objects.exists()


def test_an_address_is_sealed_short_and_in_small_letters(visit, team, cast, settings):
    address = date_address(visit, team)
    assert invited_at([address]) == (visit, team)
    assert address == address.lower()
    assert len(address.partition("@")[0]) <= 64
    other = date_address(visit, cast.people["head"])
    for forged in (
        address.replace(team.public_id[4:], cast.people["head"].public_id[4:]),
        other.replace(other[36:60], address[36:60]),
        f"reply+{'0' * 14}.{'0' * 14}.{'a' * 24}@reply.example.org",
    ):
        assert forged != address
        assert invited_at([forged]) is None
        raw = mail("google_accepted", visit, team, ADDRESS=forged)
        assert receive(raw) in {Became.UNKNOWN, Became.MACHINE}
    assert not Letter.objects.exists()


def test_an_answer_to_another_date_and_one_that_says_nothing_are_sent_back(visit, team, cast):
    other = planned(cast, visit.cluster)
    Letter.objects.all().delete()
    elsewhere = mail("apple_accepted", other, team, ADDRESS=date_address(visit, team))
    assert receive(elsewhere) == Became.UNREAD
    said = mail("outlook_accepted", visit, team)
    nothing = (
        mail("apple_accepted", visit, team)
        .replace(b"PARTSTAT=3DACC", b"PARTSTAT=3DDEL")
        .replace(b"accepted-6D1F2A", b"another")
    )
    assert receive(nothing) == Became.UNREAD
    assert [one.to for one in Letter.objects.all()] == [team.email, team.email]
    assert receive(said) == Became.ANSWERED


def test_words_without_a_button_are_passed_on_once(visit, team, cast):
    raw = (
        f"From: <{team.email}>\nTo: {date_address(visit, team)}\nMessage-ID: <a@b>\n\n"
        "Possiamo venire in quattro?\n"
    ).encode()
    assert receive(raw) == Became.TOLD
    assert receive(raw) == Became.AGAIN

    letter = Letter.objects.get()
    assert letter.to == cast.people["mentor_team"].email
    assert "Possiamo venire in quattro?" in letter.body
    assert (
        receive(raw.replace(b"Possiamo venire in quattro?", b"").replace(b"a@b", b"c"))
        == "unread"
    )
    silent = raw.replace(b"Message-ID: <a@b>", b"Auto-Submitted: auto-replied")
    assert receive(silent) == Became.MACHINE


def test_words_longer_than_a_sentence_reach_who_planned_it_whole(visit, team, cast):
    long = "Non lo sappiamo, " * 30 + "scusate"
    raw = mail("google_perhaps", visit, team).replace(
        b"COMMENT:Dipende dal treno", f"COMMENT:{long}".encode()
    )
    assert receive(raw) == Became.ANSWERED
    assert len(Answer.objects.get().sentence) == 300
    assert "scusate, lo diciamo" in Letter.objects.get().body.replace("\\", "")


def test_invitations_ask_our_own_address_and_tell_nobodys(visit, team, cast):
    planned(cast, visit.cluster)
    planner = cast.people["mentor_team"]
    for letter in Letter.objects.filter(purpose="date"):
        event = Calendar.from_ical(letter.calendar).events[0]
        reader = {one.email: one for one in cast.people.values() if one}[letter.to]
        address = letter.reply_to
        assert address.startswith("reply+")
        assert invited_at([address])[1] == reader
        assert str(event["organizer"]) == f"mailto:{address}"
        assert str(event["organizer"].params["CN"]) == planner.name
        asked = (
            event["attendee"] if isinstance(event["attendee"], list) else [event["attendee"]]
        )
        assert {one.params["RSVP"] for one in asked} == {"TRUE"}
        assert planner.email not in letter.calendar + letter.body + letter.reply_to
        assert letter.headers["Auto-Submitted"] == "auto-generated"


def test_a_person_of_two_schools_answers_for_one_of_them(visit, cast, team):
    make.role(team, "team", "school", cast.leading.school.public_id)
    assert receive(mail("google_accepted", visit, team)) == Became.ANSWERED
    assert Answer.objects.count() == 1
