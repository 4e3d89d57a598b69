"""A practice is its school's until it is sent, researchers' until it is public, then everybody's."""

import datetime as dt

from cordata.practices.actions.evidence import tie_evidence
from tests.kit.test_pictures import SMALL_PNG
from tests.practices import making
from tests.web.access.networks import PUBLIC

SCHOOL = {"team": 200, "head": 200}
DONE = {"team": 302, "head": 302}
REFUSED = {"team": 422, "head": 422}
MINE = {"researcher": 200}
NAMES = {"programme_coordinator": 200, "administrator": 200}
EVERYBODY_IN = dict.fromkeys(
    (
        "teacher", "team", "head", "mentor_team", "coordinator", "coordinator_elsewhere",
        "programme_coordinator", "researcher", "policy_maker", "administrator",
    ),
    200,
)  # fmt: skip


def _number(make_it):
    return lambda cast: {"number": make_it(cast).practice.number}


def _named(cast):
    return _number(making.published)(cast) | {"slug": "title-en"}


def _of(make_it):
    return lambda cast: {"prc": make_it(cast).public_id}


def _edition(make_it):
    return lambda cast: {"prc": make_it(cast).practice.public_id}


def _with_picture(cast):
    practice = making.telling.start_practice(
        cast.theirs, making.TOLD, language="it", upload=("a.png", SMALL_PNG),
        by=cast.people["head"],
    )  # fmt: skip
    return {"prc": practice.public_id}


def _public_picture(cast):
    edition = making.published(
        cast, picture_says="x", picture_rights="open", picture_pupils="nobody"
    )
    stored = making.telling.store_file(
        SMALL_PNG, name="a.png", longest=1600, by=cast.people["head"]
    )
    type(edition.practice).objects.filter(pk=edition.practice.pk).update(picture=stored)
    return {"prc": edition.practice.public_id}


def _tied(cast):
    edition = making.documented(cast)
    return tie_evidence(
        edition, part="worked", paragraph=1, kind="file", says="Registro",
        upload=("a.png", SMALL_PNG), by=cast.people["researcher"],
    )  # fmt: skip


def _file(cast):
    return {"evd": _tied(cast).public_id}


def _untie(cast):
    tied = _tied(cast)
    return {"prc": tied.edition.practice.public_id, "evd": tied.public_id}


def _question(cast):
    practice = making.sent(cast)
    asked = making.documenting.ask_school(
        practice, part="done", words="?", by=cast.people["researcher"]
    )
    return {"prc": practice.public_id, "question": asked.pk}


def _validating(cast):
    return {"edn": making.agreed(cast).public_id}


def _of_another(cast):
    """Documented by somebody else: the researcher of the cast may validate it."""
    edition, other = making.agreed(cast), making.second(cast)
    type(edition).objects.filter(pk=edition.pk).update(documented_by=other)
    edition.writers.set([other])
    return {"edn": edition.public_id}


def _told(cast):
    """Told for the mentor school: the team of the mentee school confirms it."""
    practice = making.published(cast).practice
    return {
        "pas": making.learned(
            practice, cast.theirs.school, cast.leading.school, dt.date(2026, 10, 1),
            cast.people["mentor_team"],
        ).public_id
    }  # fmt: skip


def _programme(cast):
    return {"programme": cast.cohort.programme.public_id}


def _ended(cast):
    making.expert(cast)
    found = cast.cohort.programme.experts.get()
    return _programme(cast) | {"xpt": found.public_id}


def _nothing(_cast):
    return {}


ROWS = [
    ("get", "practices:list", lambda cast: making.published(cast) and {}, PUBLIC),
    ("get", "practices:feed", lambda cast: making.published(cast) and {}, PUBLIC),
    ("get", "practices:criteria", _nothing, PUBLIC),
    ("get", "practices:practice", _number(making.published), {"others": 302}),
    ("get", "practices:practice", _number(making.validated), {"visitor": 404}),
    ("get", "practices:named", _named, PUBLIC),
    ("get", "practices:spread", _number(making.published), PUBLIC),
    ("get", "practices:spread-csv", _number(making.published), PUBLIC),
    ("get", "practices:picture", _public_picture, PUBLIC),
    ("get", "practices:picture", _with_picture, SCHOOL | {"visitor": 404}),
    ("get", "practices:file", _file, SCHOOL | MINE | {"visitor": 404}),
    ("get", "practices:ask", _number(making.published), EVERYBODY_IN),
    (
        "post",
        "practices:ask",
        _number(making.published),
        dict.fromkeys(EVERYBODY_IN, 422),
    ),
    ("get", "practices:learned", _number(making.published), {"mentor_team": 200}),
    ("post", "practices:learned", _number(making.published), {"mentor_team": 422}),
    ("post", "practices:confirm", _told, DONE | {"mentor_team": 403}),
    ("post", "practices:end", _told, DONE | {"mentor_team": 302}),
    (
        "get",
        "practices:ours",
        _nothing,
        SCHOOL | {"mentor_team": 200, "others": 403},
    ),
    ("get", "practices:new", _nothing, SCHOOL | {"mentor_team": 200, "others": 403}),
    ("post", "practices:new", _nothing, REFUSED | {"mentor_team": 422, "others": 403}),
    ("get", "practices:our-practice", _of(making.sent), SCHOOL),
    ("get", "practices:our-practice", _edition(making.asked), SCHOOL),
    ("get", "practices:change", _of(making.draft), SCHOOL),
    ("post", "practices:change", _of(making.draft), REFUSED),
    ("post", "practices:answer", _question, REFUSED),
    ("post", "practices:agree", _edition(making.asked), REFUSED),
    ("post", "practices:ask-changes", _edition(making.asked), REFUSED),
    ("post", "practices:withdraw", _of(making.sent), REFUSED),
    ("post", "practices:take-questions", _of(making.sent), DONE),
    ("get", "practices:taught", _of(making.sent), SCHOOL),
    ("post", "practices:taught", _of(making.sent), REFUSED),
    ("get", "practices:queue", lambda cast: making.sent(cast) and {}, MINE),
    ("get", "practices:record", _of(making.draft), {}),
    ("get", "practices:record", _of(making.sent), MINE),
    ("get", "practices:record", _edition(making.agreed), MINE),
    ("post", "practices:record", _edition(making.documented), {"researcher": 422}),
    ("post", "practices:start", _of(making.sent), {"researcher": 302}),
    ("post", "practices:ask-school", _of(making.sent), {"researcher": 422}),
    ("post", "practices:ask-agreement", _edition(making.documented), {"researcher": 302}),
    ("post", "practices:publish", _edition(making.validated), {"researcher": 302}),
    ("post", "practices:tie", _edition(making.documented), {"researcher": 422}),
    ("post", "practices:untie", _untie, {"researcher": 302}),
    ("get", "practices:waiting", _nothing, MINE),
    # Its author may read it, and not judge it; its school neither.
    (
        "get",
        "practices:validate",
        _validating,
        dict.fromkeys(("researcher", "team", "head"), 403),
    ),
    ("get", "practices:validate", _of_another, MINE | {"team": 403, "head": 403}),
    (
        "post",
        "practices:validate",
        _of_another,
        {"researcher": 422, "team": 403, "head": 403},
    ),
    ("get", "practices:experts", _nothing, NAMES),
    ("get", "practices:experts-of", _programme, NAMES),
    ("post", "practices:experts-of", _programme, dict.fromkeys(NAMES, 422)),
    ("post", "practices:end-expert", _ended, dict.fromkeys(NAMES, 302)),
]
