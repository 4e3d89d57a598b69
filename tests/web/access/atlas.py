"""The atlas is everybody's to read; researchers write it, coordinators translate it."""

from tests.guidance import atlas as make
from tests.web.access.evidence import PLANNERS
from tests.web.access.networks import PUBLIC

WRITERS = dict.fromkeys(PLANNERS, 403) | {"researcher": 200}
REFUSED = dict.fromkeys(PLANNERS, 403) | {"researcher": 422}


def _way(_cast):
    return {"way": make.way().slug}


def _words(_cast):
    return _way(_cast) | {"language": "pt"}


def _said(_cast):
    return {"sta": make.statement(make.way()).public_id}


def _in_english(cast):
    return _said(cast) | {"language": "en"}


def _in_italian(cast):
    return _said(cast) | {"language": "it"}


def _ending(_cast):
    return {"ending": "bib"}


def _nothing(_cast):
    return {}


ROWS = [
    ("get", "atlas:ways", _nothing, PUBLIC),
    ("get", "atlas:compare", _nothing, PUBLIC),
    ("get", "atlas:way", _way, PUBLIC),
    ("get", "atlas:sources", _nothing, PUBLIC),
    ("get", "atlas:sources-file", _ending, PUBLIC),
    ("get", "atlas:take-in", _nothing, WRITERS),
    ("post", "atlas:take-in", _nothing, REFUSED),
    ("get", "atlas:add", _way, WRITERS),
    ("post", "atlas:add", _way, REFUSED),
    ("get", "atlas:add-of-all", _nothing, WRITERS),
    ("get", "atlas:statement", _in_english, PLANNERS),
    ("post", "atlas:statement", _in_english, REFUSED),
    ("post", "atlas:statement", _in_italian, dict.fromkeys(PLANNERS, 422)),
    ("get", "atlas:words", _words, PLANNERS),
    ("post", "atlas:withdraw", _said, dict.fromkeys(PLANNERS, 403) | {"researcher": 302}),
]
