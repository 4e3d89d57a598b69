"""Reports are the school's own; its mentor school reads what it is shown, and answers goals."""

from cordata.cycles.actions.proposals import propose_goals
from cordata.cycles.actions.wording import Wording
from cordata.surveys.actions.freezing import freeze
from cordata.surveys.actions.sharing import share_report
from tests.surveys import asking
from tests.web.access.cycles import cluster_of
from tests.web.access.networks import COORDINATORS
from tests.web.access.surveys import _wave

OURS = {"team": 200, "head": 200}
BOTH = OURS | {"mentor_team": 200}


def _closed(cast):
    cluster_of(cast)
    which = asking.ask(cast.theirs)
    asking.answer(which, "teachers", *["333111"] * 12)
    freeze([which])
    return which


def _own(cast):
    return {"rnd": _closed(cast).public_id}


def _shared(cast):
    which = _closed(cast)
    share_report(which, by=cast.people["head"])
    return {"rnd": which.public_id}


def _proposal(cast):
    cluster_of(cast)
    wording = Wording("Leggere", "Manca", "Tre classi")
    (made,) = propose_goals(cast.theirs, [wording], by=cast.people["team"])
    return {"proposal": made.public_id}


def _strengths(cast):
    which = _closed(cast)
    share_report(which, by=cast.people["head"])
    return {"cluster": cast.theirs.memberships.get(until=None).cluster.public_id}


def _cluster_round(cast):
    cluster = cluster_of(cast)
    which = asking.ask(None, cluster=cluster, occasion="once", invited={"all": 12})
    asking.answer(which, "all", *["333111"] * 12)
    freeze([which])
    return {"rnd": which.public_id}


NO = {"mentor_team": 403}
ROWS = [
    ("get", "reports:report", _own, OURS),
    ("get", "reports:report", _shared, BOTH),
    ("post", "reports:share", _shared, {"team": 302, "head": 302} | NO),
    ("post", "reports:recompute", _shared, dict.fromkeys(BOTH, 302)),
    ("get", "reports:choose", _shared, OURS | NO),
    ("post", "reports:choose", _shared, {"team": 422, "head": 422} | NO),
    ("get", "reports:pdf", _shared, BOTH),
    ("get", "reports:xlsx", _shared, BOTH),
    ("get", "reports:csv", _own, OURS),
    ("get", "reports:report", _cluster_round, BOTH | COORDINATORS),
    ("get", "reports:strengths", _strengths, BOTH | COORDINATORS),
    ("get", "reports:pooled", _wave, COORDINATORS),
    ("get", "reports:pooled-csv", _wave, COORDINATORS),
    ("get", "cycles:proposal", _proposal, BOTH),
    ("post", "cycles:proposal", _proposal, {"team": 422, "head": 422, "mentor_team": 403}),
    ("post", "cycles:agree", _proposal, {"team": 403, "head": 403, "mentor_team": 302}),
    ("post", "cycles:decline", _proposal, {"team": 403, "head": 403, "mentor_team": 422}),
]
