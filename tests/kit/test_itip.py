"""What calendar programs answer, however broken."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.kit.incoming import read_mail
from cordata.kit.itip import MOST_CHARACTERS, read_reply

LINES = [
    "BEGIN:VCALENDAR",
    "METHOD:REPLY",
    "BEGIN:VEVENT",
    "UID:act_1@cordata",
    "DTSTAMP:20261123T101200Z",
    "DTSTART:20270701T080000Z",
    "ATTENDEE;PARTSTAT=accepted:MAILTO:Luc@Example.org",
    "END:VEVENT",
    "END:VCALENDAR",
]


def calendar(**lines):
    """The lines above, some of them instead."""
    return "\r\n".join(
        lines.get(line.partition(":")[0].partition(";")[0], line) for line in LINES
    )


def test_it_says_who_when_and_what():
    reply = read_reply(calendar())
    assert reply.said == {"luc@example.org": "ACCEPTED"}
    assert (reply.method, reply.uid, reply.sequence) == ("REPLY", "act_1@cordata", 0)
    assert reply.starts_at == dt.datetime(2027, 7, 1, 8, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "lines",
    [
        {"METHOD": "METHOD:REQUEST"},
        {"METHOD": "METHOD:CANCEL"},
        {"DTSTAMP": "X-A:b"},
        {"DTSTAMP": "DTSTAMP:20261123"},
        {"UID": "END:VEVENT\r\nBEGIN:VEVENT"},
        {"BEGIN": "x"},
    ],
)
def test_what_is_no_answer_or_has_no_moment_is_none(lines):
    assert read_reply(calendar(**lines)) is None


@pytest.mark.parametrize(
    "start", ["DTSTART;VALUE=DATE:20270701", "DTSTART:20270701T080000", "X:y"]
)
def test_a_day_or_an_hour_of_no_zone_is_no_moment(start):
    assert read_reply(calendar(DTSTART=start)).starts_at is None


def test_a_number_that_is_none_hides_no_answer():
    assert read_reply(calendar(DTSTART="SEQUENCE:x")).said == {"luc@example.org": "ACCEPTED"}


def test_what_is_too_long_is_not_read():
    assert read_reply(calendar(DTSTART="X:" + "a" * MOST_CHARACTERS)) is None


@given(
    st.lists(st.sampled_from(LINES) | st.text(max_size=40), max_size=14), st.text(max_size=60)
)
def test_nothing_that_arrives_breaks_it(lines, end):
    read_reply("\r\n".join([*lines, end]))
    read_mail(f"Content-Type: text/calendar\n\n{end}".encode("utf-8", "replace"))
