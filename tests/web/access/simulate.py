"""Simulating is everybody's; scenarios are kept by policy makers; a country says what schools it has."""

from django.utils import timezone

from cordata.accounts.actions.inviting import digest
from tests.exchange import advising
from tests.web.access.networks import PUBLIC

KEEPERS = {"policy_maker": 200, "others": 403}
DESCRIBERS = dict.fromkeys(
    ("policy_maker", "coordinator", "coordinator_elsewhere", "administrator"), 200
) | {"others": 403}
REFUSED = {role: 422 if status == 200 else 403 for role, status in DESCRIBERS.items()}
MINE = {"policy_maker": 302}


def _nothing(_cast):
    return {}


def _scenario(cast):
    return {"sce": advising.scenario(cast.people["policy_maker"]).public_id}


def _linked(cast):
    advising.scenario(
        cast.people["policy_maker"], link_digest=digest("secret"), linked_at=timezone.now()
    )
    return {"token": "secret"}


def _context(cast):
    return {"cct": advising.context(cast.people["policy_maker"]).public_id}


def _number(cast):
    return {"number": advising.recommendation(cast, advising.schools(6)).recommendation.number}


def _fit(cast):
    return _context(cast) | _number(cast)


ROWS = [
    ("get", "simulate:simulate", _nothing, PUBLIC),
    ("get", "simulate:table", _nothing, PUBLIC),
    ("get", "simulate:document", _nothing, PUBLIC),
    ("get", "simulate:cost", _nothing, PUBLIC),
    ("get", "simulate:scenarios", _nothing, KEEPERS),
    ("get", "simulate:save", _nothing, KEEPERS),
    ("post", "simulate:save", _nothing, {"policy_maker": 422, "others": 403}),
    ("get", "simulate:compare", _nothing, KEEPERS),
    ("get", "simulate:linked", _linked, PUBLIC),
    ("get", "simulate:linked", lambda _cast: {"token": "guessed"},
     {"visitor": 404, "others": 404}),
    ("get", "simulate:scenario", _scenario, {"policy_maker": 200}),
    ("post", "simulate:share", _scenario, MINE),
    ("post", "simulate:link", _scenario, MINE),
    ("post", "simulate:revoke", _scenario, MINE),
    ("post", "simulate:remove", _scenario, MINE),
    ("get", "simulate:contexts", _nothing, PUBLIC),
    ("get", "simulate:template", _nothing, PUBLIC),
    ("get", "simulate:context", _context, PUBLIC),
    ("get", "simulate:place-table", _context, PUBLIC),
    ("get", "simulate:reach-table", _context, PUBLIC),
    ("get", "simulate:fit", _fit, PUBLIC),
    ("get", "simulate:here", _number, PUBLIC),
    ("get", "simulate:type-in", _nothing, DESCRIBERS),
    ("post", "simulate:type-in", _nothing, REFUSED),
    ("get", "simulate:take-in", _nothing, DESCRIBERS),
    ("post", "simulate:take-in", _nothing, REFUSED),
    ("post", "simulate:count", _nothing, {}),
]  # fmt: skip
