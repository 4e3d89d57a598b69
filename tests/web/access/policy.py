"""Writing in the exchange: an organisation's own people; the desk is for who calls the group together."""

import datetime as dt

from django.utils import timezone

from cordata.exchange.actions import advising, applying
from cordata.exchange.actions.ledger import enter_decision
from cordata.exchange.models import AdviceTie
from cordata.networks.models import Topic
from tests.exchange import making
from tests.web.access.exchange import CONVENE, challenge, meeting, ours, theirs

OURS = {"policy_maker": 200}
DONE = {"policy_maker": 302}
REFUSED = {"policy_maker": 422}


def _recommended(cast):
    ours(cast)
    return {"number": making.recommendation().number}


def _draft(cast):
    """Of the policy maker's organisation."""
    one = making.draft(ours(cast), making.recommendation(), by=cast.people["policy_maker"])
    return {"number": one.position.number}


def _draft_of_others(cast):
    """The policy maker works for another organisation, and learns nothing of it."""
    ours(cast)
    which, speaker = theirs(cast)
    return {"number": making.draft(which, making.recommendation(), by=speaker).position.number}


def _drafter(cast):
    """The policy maker drafts, and may not speak for the organisation."""
    which = making.organisation("Demo Directorate", "IT")
    making.delegate(which)
    person = making.delegate(which, cast.people["policy_maker"], may_sign=False)
    return {"number": making.draft(which, making.recommendation(), by=person).position.number}


def _ended(cast):
    """The membership ended yesterday."""
    which, person = ours(cast), cast.people["policy_maker"]
    one = making.draft(which, making.recommendation(), by=person)
    which.valid_until = timezone.localdate() - dt.timedelta(days=1)
    which.save()
    making.forget(person)
    return {"number": one.position.number}


def _taken(cast):
    person = cast.people["policy_maker"]
    found = making.position(ours(cast), making.recommendation(), by=person)
    return {"number": found.number}


def _entry(cast):
    person = cast.people["policy_maker"]
    found = making.position(ours(cast), making.recommendation(), by=person)
    made = enter_decision(
        found, decision="An hour", decided_on=timezone.localdate(), language="en",
        link="https://example.org/law", by=person,
    )  # fmt: skip
    return {"entry": made.public_id}


def _organisation(cast):
    return {"org": ours(cast).public_id}


def _ending(cast):
    which = ours(cast)
    which.valid_until = timezone.localdate() - dt.timedelta(days=1)
    which.save()
    making.forget(cast.people["policy_maker"])
    return {"org": which.public_id}


def _delegate(cast):
    which = ours(cast)
    other = making.delegate(which)
    return {"org": which.public_id, "delegate": other.delegations.get().public_id}


def _head(cast):
    ours(cast)
    return {"head": "time"}


def _challenge(cast):
    ours(cast)
    return challenge(cast)


def topic():
    return Topic.objects.get_or_create(slug="stem", defaults={"labels": {"en": "STEM"}})[0]


def request(cast):
    """Of the policy maker's organisation, and another member that offers it."""
    which, person = ours(cast), cast.people["policy_maker"]
    made = advising.ask_advice(
        which, text="How is cover paid?", language="en", first=topic(), by=person
    )
    other, speaker = theirs(cast)
    advising.set_offers(other, [topic()], ["en"], by=speaker)
    return made


def _request(cast):
    return {"request_id": request(cast).public_id}


def _asked(cast):
    """The policy maker's organisation is asked to advise."""
    which, person = ours(cast), cast.people["policy_maker"]
    other, speaker = theirs(cast)
    advising.set_offers(which, [topic()], ["en"], by=person)
    advising.ask_advice(other, text="How?", language="en", first=topic(), by=speaker)
    advising.match_requests(by=cast.people["administrator"])
    return {"tie": AdviceTie.objects.get().public_id}


def _applied(_cast):
    made = applying.apply(
        charter=making.charter(), applied_name="Jo", applied_email="jo@example.org",
        name="Demo Body", kind="agency", country="IT", about="We mentor.", language="en",
        languages=["it"], by=None,
    )  # fmt: skip
    made.state = "applied"
    made.code_digest = ""
    made.save()
    return {"org": made.public_id}


def _meeting(cast):
    ours(cast)
    return {"meeting": meeting(cast, minutes="We met.").public_id}


def nothing(cast):
    ours(cast)
    return {}


DECIDE = {"coordinator": 200, "administrator": 200} | dict.fromkeys(
    ("coordinator_elsewhere", "programme_coordinator"), 403
)


def convene(status):
    return dict.fromkeys(CONVENE, status)


ROWS = [
    ("get", "policy:home", lambda _cast: {}, OURS),
    ("get", "policy:home", nothing, OURS),
    ("get", "policy:begin", _recommended, OURS),
    ("post", "policy:begin", _recommended, REFUSED),
    ("get", "policy:position", _draft, OURS),
    ("post", "policy:position", _draft, REFUSED),
    ("get", "policy:position", _draft_of_others, {}),
    ("post", "policy:position", _draft_of_others, {}),
    ("get", "policy:position", _ended, OURS),
    ("post", "policy:position", _ended, {"policy_maker": 403}),
    ("post", "policy:comment", _draft, REFUSED),
    ("post", "policy:comment", _draft_of_others, {}),
    ("post", "policy:share", _draft, DONE),
    ("post", "policy:share", _draft_of_others, {}),
    ("get", "policy:check", _draft, OURS),
    ("get", "policy:check", _draft_of_others, {}),
    ("get", "policy:check", _drafter, OURS),
    ("post", "policy:check", _drafter, {"policy_maker": 403}),
    ("post", "policy:check", _ended, {"policy_maker": 403}),
    ("post", "policy:check", _draft, DONE),
    ("post", "policy:revise", _taken, DONE),
    ("post", "policy:revise", _ended, {"policy_maker": 403}),
    ("post", "policy:leave", _draft, DONE),
    ("post", "policy:leave", _ended, {"policy_maker": 403}),
    ("get", "policy:enter", _taken, OURS),
    ("post", "policy:enter", _taken, REFUSED),
    ("get", "policy:enter", _drafter, {"policy_maker": 403}),
    ("get", "policy:result", _entry, OURS),
    ("post", "policy:result", _entry, REFUSED),
    ("get", "policy:organisation", _organisation, OURS),
    ("post", "policy:name-delegate", _organisation, REFUSED),
    ("post", "policy:name-delegate", _ending, {"policy_maker": 403}),
    ("post", "policy:end-delegate", _delegate, DONE),
    ("post", "policy:renew", _ending, REFUSED),
    ("post", "policy:offers", _organisation, REFUSED),
    ("get", "policy:answer", _head, OURS),
    ("post", "policy:answer", _head, REFUSED),
    ("get", "policy:contribute", _challenge, OURS),
    ("post", "policy:contribute", _challenge, REFUSED),
    ("get", "policy:advice", nothing, OURS),
    ("post", "policy:advice", nothing, REFUSED),
    ("post", "policy:close-request", _request, DONE),
    ("post", "policy:answer-tie", _asked, DONE),
    ("get", "policy:desk", nothing, CONVENE),
    ("post", "policy:open-challenge", nothing, convene(422)),
    ("get", "policy:decide", _applied, DECIDE),
    ("post", "policy:decide", _applied, DECIDE | {"coordinator": 422, "administrator": 422}),
    ("post", "policy:match", lambda cast: _request(cast) and {}, convene(302)),
    ("get", "policy:call-meeting", _challenge, CONVENE),
    ("post", "policy:call-meeting", _challenge, convene(422)),
    ("get", "policy:write-meeting", _meeting, CONVENE),
    ("post", "policy:write-meeting", _meeting, convene(422)),
    ("post", "policy:publish-minutes", _meeting, convene(302)),
    ("post", "policy:add-output", _meeting, convene(422)),
]
