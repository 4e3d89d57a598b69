"""What is published is everybody's; drafts and decisions are its programme's researchers' own."""

from cordata.guidance.actions import publishing, subscribing
from cordata.guidance.actions.panels import add_member, call_panel
from cordata.guidance.actions.stale import note_stale
from cordata.guidance.actions.writing import open_recommendation
from cordata.guidance.models import Notice, Subscriber
from cordata.guidance.queries import panels
from cordata.guidance.queries.stale import Stale
from cordata.guidance.queries.subscribing import token_of
from tests.evidence import making as evidence
from tests.guidance import making
from tests.web.access.evidence import OURS
from tests.web.access.networks import PUBLIC

DONE = {"researcher": 302}
REFUSED = {"researcher": 422}
ANYBODY = {"visitor": 302, "others": 302}
UNHEARD = {"visitor": 422, "others": 422}
NOBODY = {"visitor": 404}


def _one(version):
    return {"number": version.recommendation.number}


def _published(cast):
    return _one(making.published(cast))


def _version(cast):
    return _published(cast) | {"major": 1, "minor": 0}


def _file(cast):
    return _version(cast) | {"name": "numbers.csv"}


def _bare(cast):
    """A draft that rests on nothing yet."""
    return open_recommendation(
        evidence.project(cast), question="What?", statement="Do this.", because="We looked.",
        language="en", by=cast.people["researcher"],
    )  # fmt: skip


def _draft(cast):
    return _one(_bare(cast))


def _of_another(cast):
    """In review, written by somebody else."""
    draft = _bare(cast)
    draft.written_by = making.two(cast)[0]
    draft.save()
    publishing.ask_review(draft, by=draft.written_by)
    return _one(draft)


def _in_review(cast):
    draft = _bare(cast)
    publishing.ask_review(draft, by=draft.written_by)
    return _one(draft)


def _with_panel(cast):
    draft = _bare(cast)
    call_panel(draft, by=draft.written_by)
    return _one(draft)


def _with_member(cast):
    draft = _bare(cast)
    panel = call_panel(draft, by=draft.written_by)
    member = add_member(
        panel, name="A", stands_for="B", email="a@example.org", language="en",
        by=draft.written_by,
    )  # fmt: skip
    return _one(draft) | {"member": member.public_id}


def _voting(cast):
    draft = _bare(cast)
    making.voting(draft)
    return _one(draft)


def _member(cast):
    """Whoever has the address is the member: no role is asked."""
    panel = making.voting(_bare(cast))
    return {"token": panels.token_of(panel.members.first())}


def _stale(cast):
    version = making.published(cast)
    notice = note_stale(Stale(version, Notice.Kind.DUE, None, {}), by=None)
    return _one(version) | {"notice": notice.public_id}


def _subscribed(cast):
    whole = making.published(cast).recommendation
    subscribing.ask_letters(whole, email="a@example.org", language="en", by=None)
    return {"token": token_of(Subscriber.objects.get())}


def _kind(kind):
    return lambda cast: _draft(cast) | {"kind": kind}


ROWS = [
    ("get", "recommendations:list", lambda cast: _published(cast) and {}, PUBLIC),
    ("get", "recommendations:feed", lambda cast: _published(cast) and {}, PUBLIC),
    ("get", "recommendations:one", _published, PUBLIC),
    ("get", "recommendations:one", _draft, NOBODY),
    ("get", "recommendations:version", _version, PUBLIC),
    ("get", "recommendations:changes", _published, PUBLIC),
    ("get", "recommendations:file", _file, PUBLIC),
    ("post", "recommendations:ask-letters", _published, UNHEARD),
    ("get", "recommendations:letters", _subscribed, PUBLIC),
    ("post", "recommendations:letters", _subscribed, ANYBODY),
    ("get", "recommendations:member", _member, PUBLIC),
    ("get", "recommendations:member", lambda _cast: {"token": "forged"}, NOBODY),
    ("post", "recommendations:declare", _member, UNHEARD),
    ("post", "recommendations:vote", _member, UNHEARD),
    ("get", "recommendations:desk", lambda cast: _draft(cast) and {}, OURS),
    (
        "get",
        "recommendations:open",
        lambda cast: {"prj": evidence.project(cast).public_id},
        OURS,
    ),
    (
        "post",
        "recommendations:open",
        lambda cast: {"prj": evidence.project(cast).public_id},
        REFUSED,
    ),
    ("get", "recommendations:work", _voting, OURS),
    ("get", "recommendations:work", lambda cast: {"number": _stale(cast)["number"]}, OURS),
    ("post", "recommendations:begin", _published, DONE),
    ("get", "recommendations:edit", _draft, OURS),
    ("get", "recommendations:edit", _of_another, {"researcher": 403}),
    ("post", "recommendations:edit", _draft, REFUSED),
    ("post", "recommendations:step", _draft, REFUSED),
    ("get", "recommendations:preview", _draft, OURS),
    ("get", "recommendations:rests", _draft, OURS),
    ("get", "recommendations:rests", _of_another, {"researcher": 403}),
    ("post", "recommendations:rest-on", _kind("support"), REFUSED),
    ("post", "recommendations:rest-on", _kind("judgement"), REFUSED),
    ("post", "recommendations:rest-on", _kind("context"), REFUSED),
    (
        "post",
        "recommendations:rest-no-more",
        lambda cast: _draft(cast) | {"kind": "support", "public_id": "sup_0"},
        {},
    ),
    ("get", "recommendations:wording", lambda cast: _draft(cast) | {"language": "pt"}, OURS),
    ("get", "recommendations:wording", lambda cast: _draft(cast) | {"language": "en"}, {}),
    ("post", "recommendations:ask-review", _draft, DONE),
    ("post", "recommendations:ask-review", _of_another, {"researcher": 403}),
    ("post", "recommendations:take-back", _in_review, DONE),
    ("post", "recommendations:review", _of_another, REFUSED),
    ("post", "recommendations:review", _in_review, {"researcher": 403}),
    ("post", "recommendations:schedule", _in_review, DONE),
    ("post", "recommendations:publish", _in_review, REFUSED),
    ("post", "recommendations:withdraw", _published, REFUSED),
    ("post", "recommendations:supersede", _published, REFUSED),
    ("post", "recommendations:decide", _stale, REFUSED),
    ("get", "recommendations:panel", _voting, OURS),
    ("get", "recommendations:panel", _with_panel, OURS),
    ("post", "recommendations:call-panel", _draft, DONE),
    ("post", "recommendations:add-member", _with_panel, REFUSED),
    ("post", "recommendations:drop-member", _with_member, DONE),
    ("post", "recommendations:open-round", _with_panel, DONE),
    ("post", "recommendations:close-round", _voting, DONE),
]
