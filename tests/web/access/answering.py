"""Whoever has the link answers, and nobody is anybody there."""

from uuid import uuid4

from tests import cast as casting
from tests.surveys import making

EVERYBODY = casting.ROLES


def _link(cast):
    return {"token": making.link(making.started(cast.theirs, cast.people["team"]))}


def _all(status):
    return dict.fromkeys(EVERYBODY, status)


ROWS = [
    ("get", "answering:intro", _link, _all(200)),
    ("get", "answering:slip", lambda cast: _link(cast) | {"code": "AAAA"}, _all(200)),
    ("get", "answering:go-on", _link, _all(200)),
    ("post", "answering:go-on", _link, _all(422)),
    ("post", "answering:next", _link, _all(302)),
    ("get", "answering:page", lambda cast: _link(cast) | {"number": 1}, _all(200)),
    ("post", "answering:page", lambda cast: _link(cast) | {"number": 1}, _all(302)),
    ("get", "answering:all", _link, _all(200)),
    ("get", "answering:later", _link, _all(302)),
    ("get", "answering:code", _link, _all(302)),
    ("get", "answering:end", _link, _all(302)),
    ("get", "answering:intro", lambda _cast: {"token": uuid4().hex}, _all(404)),
]
