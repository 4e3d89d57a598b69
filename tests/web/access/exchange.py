"""The exchange: everybody reads what is published; nobody learns of drafts or of who works there."""

import datetime as dt

from django.utils import timezone

from cordata.exchange.actions import applying, talking
from cordata.exchange.actions import meeting as meeting_actions
from cordata.exchange.actions.ledger import enter_decision
from tests.exchange import making
from tests.web.access.networks import PUBLIC

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def ours(cast):
    """The policy maker of the cast speaks for an organisation of Italy."""
    which = making.organisation("Demo Directorate", "IT")
    making.delegate(which, cast.people["policy_maker"])
    return which


def theirs(_cast):
    """Another member, from Croatia, and who speaks for it."""
    which = making.organisation("Demo Agency", "HR")
    return which, making.delegate(which)


def _their_position(cast):
    ours(cast)
    which, speaker = theirs(cast)
    found = making.position(which, making.recommendation(), by=speaker)
    return {"number": found.number}


def _version(cast):
    return _their_position(cast) | {"version": 1}


def _question(cast):
    asking = ours(cast)
    which, speaker = theirs(cast)
    found = making.position(which, making.recommendation(), by=speaker)
    made = talking.ask(
        found, asking, text="Why one hour?", language="en", by=cast.people["policy_maker"]
    )
    return {"question": made.public_id}


def _member(cast):
    return {"org": ours(cast).public_id}


def _unproved(_cast):
    made = applying.apply(
        charter=making.charter(), applied_name="Jo", applied_email="jo@example.org",
        name="Demo Body", kind="agency", country="PT", about="We mentor.", language="en",
        languages=["pt"], by=None,
    )  # fmt: skip
    return {"org": made.public_id}


def challenge(cast):
    made = meeting_actions.open_challenge(
        title="Time", question="Who pays for time?", language="en",
        by=cast.people["administrator"],
    )  # fmt: skip
    return {"challenge": made.public_id}


def meeting(cast, *, minutes="", published=False):
    made = meeting_actions.open_challenge(
        title="Time", question="Who pays?", language="en", by=cast.people["administrator"]
    )
    now = timezone.now()
    found = meeting_actions.call_meeting(
        made, starts_at=now - dt.timedelta(hours=3), place="https://example.org/room",
        ends_at=now - dt.timedelta(hours=1), agenda="- Time", language="en",
        by=cast.people["administrator"],
    )  # fmt: skip
    if minutes:
        found.minutes = minutes
        found.save()
    if published:
        meeting_actions.publish_minutes(found, by=cast.people["administrator"])
    return found


def _published(cast):
    return {"meeting": meeting(cast, minutes="We met.", published=True).public_id}


def _unpublished(cast):
    ours(cast)
    return {"meeting": meeting(cast, minutes="We met.").public_id}


def _output(cast, *, published):
    which = meeting(cast, minutes="We met.", published=published)
    made = meeting_actions.add_output(
        which, title="Slides", file=("a.pdf", PDF), by=cast.people["administrator"]
    )
    return {"output": made.public_id}


def _entry(cast):
    which, speaker = theirs(cast)
    found = making.position(which, making.recommendation(), by=speaker)
    made = enter_decision(
        found, decision="An hour", decided_on=timezone.localdate(), file=("a.pdf", PDF),
        language="en", by=speaker,
    )  # fmt: skip
    return {"entry": made.public_id}


CONVENE = dict.fromkeys(
    ("coordinator", "coordinator_elsewhere", "programme_coordinator", "administrator"), 200
)
NOTHING = {"visitor": 404}

ROWS = [
    ("get", "exchange:exchange", lambda cast: _their_position(cast) and {}, PUBLIC),
    ("get", "exchange:charter", lambda _cast: {}, PUBLIC),
    ("get", "exchange:members", lambda cast: _member(cast) and {}, PUBLIC),
    ("get", "exchange:member", _member, PUBLIC),
    ("get", "exchange:member", _unproved, NOTHING),
    ("get", "exchange:apply", lambda _cast: {}, PUBLIC),
    ("post", "exchange:apply", lambda _cast: {}, dict.fromkeys(("visitor", "others"), 422)),
    ("get", "exchange:prove", _unproved, PUBLIC),
    ("post", "exchange:prove", _unproved, dict.fromkeys(("visitor", "others"), 422)),
    ("get", "exchange:prove", _member, NOTHING),
    ("get", "exchange:position", _their_position, PUBLIC),
    ("get", "exchange:version", _version, PUBLIC),
    ("post", "exchange:ask", _their_position, {"others": 403, "policy_maker": 422}),
    ("post", "exchange:reply", _question, {"others": 403, "policy_maker": 422}),
    ("post", "exchange:take-question-back", _question, {"others": 403, "policy_maker": 302}),
    ("get", "exchange:countries", lambda _cast: {}, PUBLIC),
    ("get", "exchange:countries-csv", lambda _cast: {}, PUBLIC),
    ("get", "exchange:country", lambda _cast: {"cc": "it"}, PUBLIC),
    ("get", "exchange:country", lambda _cast: {"cc": "xx"}, NOTHING),
    ("get", "exchange:challenges", lambda _cast: {}, PUBLIC),
    ("get", "exchange:challenge", challenge, PUBLIC),
    ("get", "exchange:meeting", _published, PUBLIC),
    ("get", "exchange:meeting", _unpublished, NOTHING | CONVENE | {"policy_maker": 200}),
    ("get", "exchange:output", lambda cast: _output(cast, published=True), PUBLIC),
    ("get", "exchange:output", lambda cast: _output(cast, published=False), NOTHING | CONVENE),
    ("get", "exchange:ledger", lambda cast: _entry(cast) and {}, PUBLIC),
    ("get", "exchange:ledger-csv", lambda cast: _entry(cast) and {}, PUBLIC),
    ("get", "exchange:legal-text", _entry, PUBLIC),
]
