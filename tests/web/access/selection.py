"""Assessment and decision: assessors their own schools, coordinators the rest."""

from cordata.accounts.actions import digest
from cordata.calls.actions import assessing, deciding, grouping
from cordata.calls.actions.taking_in import decide_alone
from cordata.calls.models import SchoolQuestion
from tests.calls import making
from tests.web.access.networks import COORDINATORS, coordinators

OPEN = {"visitor": 200, "others": 200}
EVERYBODY = {"others": 200}
TEACHER = {"teacher": 200}  # the cast's teacher is the assessor here


def _call(cast):
    return making.published(cast.cohort, cast.people["coordinator"], by_lot=True)


def _coordinated(cast):
    return {"cc": "it", "call": _call(cast).public_id}


def _assessor(cast, *, stated=True):
    call, teacher = _call(cast), cast.people["teacher"]
    application = making.sent(call, cast.theirs.school)
    assessor = assessing.name_assessor(
        call, name="", email=teacher.email, language="it", by=cast.people["coordinator"]
    )
    assessing.assign(call, by=None)
    if stated:
        assessing.state_conflicts(assessor, conflicts=[], statement="", by=teacher)
    return assessor, application


def _named(cast):
    assessor, _application = _assessor(cast)
    return {
        "cc": "it",
        "call": assessor.call.public_id,
        "assessor": assessor.public_id,
    }


def _state(cast):
    return {"assessor": _assessor(cast, stated=False)[0].public_id}


def _assess(cast):
    return {"assessment": _assessor(cast)[0].assessments.get().public_id}


def _file(cast):
    assessor, application = _assessor(cast)
    return {
        "assessment": assessor.assessments.get().public_id,
        "attachment": application.attachments.get().public_id,
    }


def _answer(cast):
    _one, application = _assessor(cast)
    SchoolQuestion.objects.create(
        application=application,
        text="?",
        asked_by=cast.people["teacher"],
        token_digest=digest("known"),
    )
    return {"token": "known"}


def _drafted(cast):
    call = _call(cast)
    _application, token = making.sent_with_link(call, cast.theirs.school)
    making.sent(call, cast.others.school)
    making.sent(call, cast.leading.school)
    making.closed(call)
    coordinator = cast.people["coordinator"]
    points = {f"{call.reference}-{at:03d}": [(3, 3)] for at in (1, 2, 3)}
    making.assessed(call, points, coordinator)
    call.strata.update(mentee_places=1)
    return deciding.prepare(call, by=coordinator), token


def _selection(cast):
    return {"cc": "it", "selection": _drafted(cast)[0].public_id}


def _override(cast):
    selection, _token = _drafted(cast)
    return {
        "cc": "it",
        "selection": selection.public_id,
        "outcome": selection.outcomes.first().public_id,
    }


def _decided(cast):
    selection, token = _drafted(cast)
    deciding.decide(
        selection,
        reference="D",
        decided_on=selection.made_at.date(),
        signatory="M",
        reasons="R",
        version=selection.version,
        by=cast.people["coordinator"],
    )
    return {"token": token}


def _together(cast):
    """A ready cluster of two accepted schools, to be confirmed."""
    call = _call(cast)
    sides = (cast.leading, "mentor"), (cast.theirs, "mentee")
    sent = [making.sent(call, one.school, side) for one, side in sides]
    together = grouping.start_ready_cluster(sent[0], name="Valli", aim="")
    grouping.join_ready_cluster(sent[1], together)
    decide_alone(
        call, dict.fromkeys(sent, "accepted"), reference="D", signatory="M", reasons="R",
        by=cast.people["coordinator"],
    )  # fmt: skip
    return {"cc": "it", "call": call.public_id, "group": together.public_id}


ROWS = [
    ("get", "selection:waiting", _coordinated, COORDINATORS),
    ("get", "selection:together", _coordinated, COORDINATORS),
    ("post", "selection:confirm", _together, coordinators(302)),
    ("get", "selection:mine", lambda _cast: {}, EVERYBODY),
    ("get", "selection:state", _state, TEACHER),
    ("get", "selection:assess", _assess, TEACHER),
    ("post", "selection:ask", _assess, {"teacher": 302}),
    ("get", "selection:file", _file, TEACHER),
    ("get", "selection:answer", _answer, OPEN),
    ("get", "selection:decision", _decided, OPEN),
    ("get", "selection:assessors", _coordinated, COORDINATORS),
    ("post", "selection:assessor", _named, coordinators(302)),
    ("post", "selection:assign", _coordinated, coordinators(302)),
    ("get", "selection:ranking", _coordinated, COORDINATORS),
    ("get", "selection:appeals", _coordinated, COORDINATORS),
    ("get", "selection:selection", _selection, COORDINATORS),
    ("get", "selection:override", _override, COORDINATORS),
    ("get", "selection:decide", _selection, COORDINATORS),
    ("get", "selection:draw", _selection, COORDINATORS),
    ("get", "selection:table", lambda cast: _selection(cast) | {"kind": "pdf"}, COORDINATORS),
]
