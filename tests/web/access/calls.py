"""Calls: written by coordinators, read by everybody."""

from django.utils import timezone

from cordata.accounts.actions import digest
from tests.calls import making
from tests.web.access.networks import COORDINATORS, coordinators

OPEN = {"visitor": 200, "others": 200}


def _draft(cast):
    call = making.draft(cast.cohort, cast.people["coordinator"])
    return {"cc": "it", "call": call.public_id}


def _published(cast):
    call = making.published(cast.cohort, cast.people["coordinator"])
    return {"cc": "it", "call": call.public_id}


def _slug(cast):
    return {"slug": making.published(cast.cohort, cast.people["coordinator"]).slug}


def _decided(cast):
    call = making.published(cast.cohort, cast.people["coordinator"])
    call.selections.create(
        reference="D", signatory="M", decided_on="2026-01-01", decided_at=timezone.now(),
        decided_by=cast.people["coordinator"], is_public=True,
    )  # fmt: skip
    return {"slug": call.slug}


def _invited(cast):
    call = making.published(cast.cohort, cast.people["coordinator"])
    call.invitees.create(
        school=cast.theirs.school, email="a@example.org", token_digest=digest("known")
    )
    return {"token": "known"}


def _none(_cast):
    return {}


def _italy(_cast):
    return {"cc": "it"}


ROWS = [
    ("get", "calls:start", _none, OPEN),
    ("get", "calls:public-list", _none, OPEN),
    ("get", "calls:feed", _none, OPEN),
    ("get", "calls:public", _slug, OPEN),
    ("post", "calls:ask", _slug, {"visitor": 422, "others": 422}),
    ("get", "calls:results", _decided, OPEN),
    ("get", "calls:calendar", _slug, OPEN),
    ("get", "calls:calls", _italy, COORDINATORS),
    ("get", "calls:call", _draft, COORDINATORS),
    ("get", "calls:basics", _draft, COORDINATORS),
    ("get", "calls:eligibility", _draft, COORDINATORS),
    ("get", "calls:rows", lambda cast: _draft(cast) | {"part": "strata"}, COORDINATORS),
    ("get", "calls:publish", _draft, COORDINATORS),
    ("post", "calls:undo", _published, coordinators(302)),
    ("get", "calls:announce", _published, COORDINATORS),
    ("get", "calls:questions", _published, COORDINATORS),
    ("get", "calls:invitations", _published, COORDINATORS),
    ("post", "calls:remind", _published, coordinators(302)),
    ("get", "calls:invited", _invited, {"visitor": 302, "others": 302}),
]
