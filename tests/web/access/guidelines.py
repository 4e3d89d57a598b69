"""What is published is everybody's; drafts are their programme's, and its translators'."""

from cordata.documents.actions import write_revision
from tests.guidance import atlas as make
from tests.web.access.networks import PUBLIC

WRITERS = ("researcher", "programme_coordinator")
# The coordinator of Italy, where the programme has a cohort; Croatia has none.
TRANSLATORS = (*WRITERS, "coordinator")


def these(roles, status):
    return dict.fromkeys(roles, status)


def _made(cast, **more):
    return make.guideline(cast.cohort.programme, cast.people["researcher"], **more)


def _published(cast):
    make.published(cast.cohort.programme, cast.people["researcher"])
    return {"slug": "first-visit"}


def _edition(cast):
    return _published(cast) | {"major": 1, "minor": 0}


def _file(cast):
    return _edition(cast) | {"name": "cite.bib"}


def _draft(cast):
    return {"slug": _made(cast).slug}


def _asked(cast):
    """By the researcher, who does not decide on it."""
    made = _made(cast)
    make.asked(made, cast.people["researcher"])
    return {"slug": made.slug}


def _in_english(cast):
    return _draft(cast) | {"language": "en"}


def _in_italian(cast):
    return _published(cast) | {"language": "it"}


def _translated(cast):
    where = _in_italian(cast)
    text = cast.cohort.programme.guidelines.get().text
    write_revision(text, language="it", title="La visita", body="Prima.", by=None)
    return where


def _programme(cast):
    return {"prg": cast.cohort.programme.public_id}


def _with_a_draft(cast):
    _made(cast)
    return {}


def _nothing(_cast):
    return {}


REFUSED = these(WRITERS, 422) | {"coordinator": 403}
ROWS = [
    ("get", "guidelines:list", _nothing, PUBLIC),
    ("get", "guidelines:feed", _nothing, PUBLIC),
    ("get", "guidelines:one", _published, PUBLIC),
    ("get", "guidelines:one", _draft, these(TRANSLATORS, 302) | {"visitor": 404}),
    ("get", "guidelines:edition", _edition, PUBLIC),
    ("get", "guidelines:changes", _published, PUBLIC),
    ("get", "guidelines:file", _file, PUBLIC),
    ("get", "guidelines:preview", _in_english, these(TRANSLATORS, 200)),
    ("get", "guidelines:desk", _with_a_draft, these(TRANSLATORS, 200)),
    ("get", "guidelines:begin", _programme, these(WRITERS, 200)),
    ("post", "guidelines:begin", _programme, these(WRITERS, 422)),
    ("get", "guidelines:work", _draft, these(TRANSLATORS, 200)),
    ("post", "guidelines:describe", _draft, REFUSED),
    ("post", "guidelines:ask", _draft, these(WRITERS, 302) | {"coordinator": 403}),
    (
        "post",
        "guidelines:decide",
        _asked,
        {"researcher": 403, "coordinator": 403, "programme_coordinator": 422},
    ),
    ("post", "guidelines:decide", _draft, {}),
    ("post", "guidelines:call-off", _asked, these(WRITERS, 302) | {"coordinator": 403}),
    ("get", "guidelines:write", _in_english, these(TRANSLATORS, 200)),
    ("post", "guidelines:write", _in_english, REFUSED),
    ("post", "guidelines:write", _in_italian, these(TRANSLATORS, 422)),
    ("post", "guidelines:add-language", _translated, these(TRANSLATORS, 302)),
]
