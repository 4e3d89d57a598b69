"""Drafts stay inside the team; a published cluster is open to its own schools too."""

from django.utils import timezone

from cordata.clusters.actions.commenting import open_round
from cordata.clusters.actions.drafts import ask_draft, compute_draft
from cordata.clusters.actions.publishing import publish_plan

COORDINATORS = {"coordinator": 200, "programme_coordinator": 200}
SENT = {"coordinator": 302, "programme_coordinator": 302}
# Without its fields a form comes back; without a version a page is not ours.
BACK = {"coordinator": 422, "programme_coordinator": 422}
NOT_OURS = {"coordinator": 404, "programme_coordinator": 404}


def _cohort(cast):
    return {"cc": "it", "cohort": cast.cohort.public_id}


def _computed(cast):
    return compute_draft(ask_draft(cast.cohort, by=cast.people["coordinator"]))


def _draft(cast):
    return {"cc": "it", "draft": _computed(cast).public_id}


def _school(cast):
    return _draft(cast) | {"school": cast.theirs.public_id}


def _published(cast):
    draft = _computed(cast)
    publish_plan(draft, version=draft.version, by=cast.people["coordinator"])
    return draft


def _undoing(cast):
    return {"cc": "it", "draft": _published(cast).public_id}


def _cluster(cast):
    return {"cc": "it"} | _own(cast)


def _own(cast):
    _published(cast)
    return {"cluster": cast.cohort.clusters.get().public_id}


def _asked(cast):
    draft = _computed(cast)
    round_ = open_round(draft, until=timezone.localdate(), by=cast.people["coordinator"])
    return {"round": round_.public_id, "mentor": cast.leading.public_id}


ROWS = [
    ("get", "clusters:comments", _draft, COORDINATORS),
    ("get", "clusters:comment", _asked, {"mentor_team": 200}),
    ("get", "clusters:matching", _cohort, COORDINATORS),
    ("post", "clusters:compute", _cohort, SENT),
    ("post", "clusters:price-rules", _cohort, COORDINATORS),
    ("get", "clusters:draft", _draft, COORDINATORS),
    ("post", "clusters:choose", _draft, NOT_OURS),
    ("get", "clusters:compare", _draft, COORDINATORS),
    ("get", "clusters:quality", _draft, COORDINATORS),
    ("get", "clusters:plan-document", _draft, COORDINATORS),
    ("get", "clusters:plan-table", _draft, COORDINATORS),
    ("get", "clusters:move", _school, COORDINATORS),
    ("get", "clusters:forbid", _school, COORDINATORS),
    ("post", "clusters:pin", _school, NOT_OURS),
    ("post", "clusters:unpin", _school, NOT_OURS),
    ("post", "clusters:wait", _school, NOT_OURS),
    ("post", "clusters:call-back", _school, NOT_OURS),
    ("post", "clusters:add-place", _school, NOT_OURS),
    ("get", "clusters:publish", _draft, COORDINATORS),
    ("post", "clusters:undo", _undoing, SENT),
    (
        "get",
        "clusters:coordinated",
        lambda _cast: {"cc": "it"},
        COORDINATORS,
    ),
    ("get", "clusters:coordinate", _cluster, COORDINATORS),
    ("post", "clusters:withdraw", _cluster, NOT_OURS),
    ("post", "clusters:hand-over", _cluster, BACK),
    ("post", "clusters:split", _cluster, BACK),
    ("post", "clusters:merge", _cluster, BACK),
    # Without the version that was read, nothing is closed.
    ("post", "clusters:end", _cluster, NOT_OURS),
    ("post", "clusters:model", _cluster, BACK),
    (
        "get",
        "clusters:cluster",
        _own,
        COORDINATORS | {"team": 200, "head": 200, "mentor_team": 200},
    ),
]
