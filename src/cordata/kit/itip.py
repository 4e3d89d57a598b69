"""What a calendar program answers to an invitation (iTIP, RFC 5546), read and nothing more."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from icalendar import Calendar

MOST_CHARACTERS = 100_000  # an answer has one or two thousand
MOST_ATTENDEES = 50
ANSWERS = {"REPLY", "COUNTER"}


@dataclass(frozen=True)
class Reply:
    """One answer to one event."""

    method: str  # REPLY, or COUNTER: it proposes another time
    uid: str
    sequence: int  # of the invitation that it answers
    stamped_at: dt.datetime  # when the button was pressed
    starts_at: dt.datetime | None  # of the event that was answered; in COUNTER what is proposed
    said: dict[str, str]  # address of who answers to ACCEPTED, DECLINED, TENTATIVE ...
    words: str  # what was typed beside the button
    program: str


def read_reply(text: str) -> Reply | None:
    """Read a text/calendar part; None if it is no answer, or nobody can read it."""
    if not text or len(text) > MOST_CHARACTERS:
        return None
    try:
        calendar: Any = Calendar.from_ical(text)
        method = str(calendar.get("method", "")).upper()
        (event,) = calendar.walk("VEVENT")
        stamped_at = _moment(event, "dtstamp")
        if method not in ANSWERS or stamped_at is None:
            return None
        return Reply(
            method=method,
            uid=str(event.get("uid", "")).strip(),
            sequence=_or(lambda: int(event.get("sequence", 0)), 0),
            stamped_at=stamped_at,
            starts_at=_moment(event, "dtstart"),
            said=_said(event),
            words=_words(event),
            program=str(calendar.get("prodid", "")),
        )
    except Exception:  # noqa: BLE001 - the library raises whatever a stranger's text leads it to
        return None


def _moment(event: Any, name: str) -> dt.datetime | None:
    """In UTC; None if there is none, or only a day, or an hour of no zone."""
    value = _or(lambda: event[name].dt, None)
    if not isinstance(value, dt.datetime) or value.tzinfo is None:
        return None
    return value.astimezone(dt.UTC)


def _said(event: Any) -> dict[str, str]:
    said = {}
    for one in _each(event.get("attendee"))[:MOST_ATTENDEES]:
        address = str(one).lower().removeprefix("mailto:").strip()
        said[address] = str(one.params.get("PARTSTAT", "")).upper()
    return said


def _words(event: Any) -> str:
    """COMMENT is for words to the organizer; what stands in DESCRIPTION is mostly ours."""
    typed = [str(one).strip() for one in _each(event.get("comment"))]
    beside = [one.params.get("X-RESPONSE-COMMENT", "") for one in _each(event.get("attendee"))]
    return "\n".join(
        typed or [str(one).strip() for one in beside[:MOST_ATTENDEES] if one]
    ).strip()


def _each(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _or[T](read: Callable[[], T], otherwise: T) -> T:
    """One odd line must not hide the answer that stands in the others."""
    try:
        return read()
    except Exception:  # noqa: BLE001 - as above
        return otherwise
