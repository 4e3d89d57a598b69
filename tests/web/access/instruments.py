"""Everybody signed in reads what is published; coordinators and researchers write a country's."""

import datetime as dt

from cordata.surveys.actions import instruments as actions
from cordata.surveys.actions.external import take_in_selfie
from cordata.surveys.actions.shipped import shipped
from tests.surveys.library import published

EVERYBODY = {"others": 200}
WRITERS = dict.fromkeys(
    ["coordinator", "coordinator_elsewhere", "researcher", "administrator"], 200
)
REFUSED = {"others": 403}
OWN = {"team": 200, "head": 200}


def writes(status):
    """The coordinator of Italy, and who researches a programme there; others know of it."""
    return REFUSED | {"coordinator": status, "researcher": status}


def core(_cast):
    """A draft of the platform, with locked questions."""
    version = published("core")
    actions.start_draft(version.instrument, by=None)
    return {"instrument": "core"}


def whole(_cast):
    form = next(one.form for one in shipped() if one.slug == "whole-school-digital")
    return {"instrument": published("whole", form=form).instrument.slug}


def numbered(cast):
    return whole(cast) | {"number": 1}


def italian(_cast):
    version = published("nostro", country="IT")
    actions.start_draft(version.instrument, by=None)
    return {"instrument": "nostro"}


def undrafted(_cast):
    published("nostro", country="IT")
    return {"instrument": "nostro"}


def question(cast):
    return italian(cast) | {"name": "free"}


def school(cast):
    return {"school": cast.theirs.school.public_id}


def result(cast):
    found = take_in_selfie(
        cast.theirs.school, b"area;voice;n;mean\nA;teachers;9;3\n",
        answered_on=dt.date(2026, 5, 4), by=cast.people["head"],
    )  # fmt: skip
    return school(cast) | {"result": found.public_id}


ROWS = [
    ("get", "instruments:library", lambda cast: whole(cast) and {}, EVERYBODY),
    ("get", "instruments:begin", lambda _cast: {}, WRITERS),
    ("post", "instruments:begin", lambda _cast: {}, dict.fromkeys(WRITERS, 422)),
    ("get", "instruments:instrument", whole, EVERYBODY),
    ("get", "instruments:preview", numbered, EVERYBODY),
    ("get", "instruments:xlsx", numbered, EVERYBODY),
    ("get", "instruments:json", numbered, EVERYBODY),
    ("post", "instruments:adapt", whole, REFUSED),
    ("post", "instruments:follow", undrafted, writes(302)),
    ("get", "instruments:draft", italian, writes(200)),
    ("post", "instruments:draft", undrafted, writes(302)),
    ("post", "instruments:discard", italian, writes(302)),
    ("get", "instruments:publish", italian, writes(200)),
    ("get", "instruments:publish", core, REFUSED | {"administrator": 200}),
    ("post", "instruments:publish", core, REFUSED | {"administrator": 409}),
    ("post", "instruments:publish", italian, writes(409)),
    ("get", "instruments:add-question", italian, writes(200)),
    ("post", "instruments:add-question", italian, writes(422)),
    ("get", "instruments:question", question, writes(200)),
    ("post", "instruments:question", question, writes(422)),
    ("post", "instruments:remove-question", question, writes(302)),
    ("get", "instruments:sheet", italian, writes(200)),
    ("post", "instruments:sheet", italian, writes(422)),
    ("post", "instruments:take-in", italian, writes(302)),
    ("get", "instruments:selfie", school, OWN),
    ("post", "instruments:selfie", school, dict.fromkeys(OWN, 422)),
    ("post", "instruments:remove-selfie", result, dict.fromkeys(OWN, 302)),
]
