"""Applications: links for schools and heads; at the desk, coordinators alone."""

from cordata.calls.actions import applying, declaring
from tests.calls import making
from tests.web.access.networks import COORDINATORS

OPEN = {"visitor": 200, "others": 200}
GOES_BACK = {"visitor": 302, "others": 302}


def _call(cast):
    return making.published(cast.cohort, cast.people["coordinator"])


def _slug(cast):
    return {"slug": _call(cast).slug}


def _link(cast):
    return {"token": making.sent_with_link(_call(cast), cast.theirs.school)[1]}


def _file(cast):
    application, token = making.sent_with_link(_call(cast), cast.theirs.school)
    return {"token": token, "attachment": application.attachments.get().public_id}


def _declaration(cast):
    application, _token = making.begun(_call(cast), cast.theirs.school)
    declaration = declaring.ask_declaration(
        application, kind="head", name="Rosa", email="rosa@example.org"
    )
    declaration.token_digest = applying.digest("known")
    declaration.save()
    return {"token": "known"}


def _list(cast):
    return {"cc": "it", "call": _call(cast).public_id}


def _read(cast):
    application, _token = making.sent_with_link(_call(cast), cast.theirs.school)
    return {"cc": "it", "application": application.public_id}


def _read_file(cast):
    application, _token = making.sent_with_link(_call(cast), cast.theirs.school)
    attachment = application.attachments.get().public_id
    return {"cc": "it", "application": application.public_id, "attachment": attachment}


ROWS = [
    ("get", "applications:begin", _slug, OPEN),
    ("get", "applications:write", _link, OPEN),
    ("post", "applications:attach", _link, GOES_BACK),
    ("get", "applications:attached", _file, OPEN),
    ("post", "applications:ask", _link, {"visitor": 404, "others": 404}),
    ("post", "applications:together", _link, GOES_BACK),
    ("post", "applications:withdraw", _link, GOES_BACK),
    ("get", "applications:check", _link, OPEN),
    ("get", "applications:pdf", _link, OPEN),
    ("get", "applications:agree", _declaration, OPEN),
    ("get", "applications:applications", _list, COORDINATORS),
    ("get", "applications:read", _read, COORDINATORS),
    ("get", "applications:read-pdf", _read, COORDINATORS),
    ("get", "applications:read-file", _read_file, COORDINATORS),
]
