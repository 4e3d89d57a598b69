"""Coordinators look after clusters, write and report; a school sees its own year."""

from uuid import uuid4

from cordata.cycles.actions.messages import send_message
from cordata.cycles.actions.reports import start_report
from tests.web.access.cycles import OWN, READERS, cluster_of
from tests.web.access.networks import COORDINATORS, cohort, coordinators, country

INSIDERS = {"team": 404, "head": 404, "mentor_team": 404}


def _in_cluster(cast):
    return {"cc": "it", "cluster": cluster_of(cast).public_id}


def _alert(verb):
    return lambda cast: _in_cluster(cast) | {"kind": "alone", "verb": verb}


def _message(cast):
    message = send_message(
        cast.cohort, group="everybody", clusters=[],
        texts={"it": {"subject": "Ciao", "body": "Testo"}},
        readers=3, receipt=uuid4(), by=cast.people["coordinator"],
    )  # fmt: skip
    return {"cc": "it", "message": message.public_id}


def _report(cast):
    report = start_report(
        cast.cohort, title="Autunno", language="it", starts_on=cast.cohort.starts_on,
        ends_on=cast.cohort.ends_on, by=cast.people["coordinator"],
    )  # fmt: skip
    return {"cc": "it", "report": report.public_id}


def _file(ending):
    return lambda cast: _report(cast) | {"ending": ending}


ROWS = [
    ("get", "coordinating:to-call", country, COORDINATORS),
    ("get", "coordinating:cluster", _in_cluster, COORDINATORS | INSIDERS),
    ("post", "coordinating:note", _in_cluster, coordinators(422) | INSIDERS),
    ("get", "coordinating:notes", _in_cluster, COORDINATORS | INSIDERS),
    ("post", "coordinating:do", _alert("take"), coordinators(422) | INSIDERS),
    ("post", "coordinating:do", _alert("resolve"), coordinators(422) | INSIDERS),
    ("post", "coordinating:do", _alert("aside"), coordinators(422) | INSIDERS),
    ("get", "coordinating:messages", country, COORDINATORS),
    ("get", "coordinating:write", cohort, COORDINATORS),
    ("post", "coordinating:write", cohort, coordinators(422)),
    ("post", "coordinating:send", cohort, coordinators(422)),
    ("get", "coordinating:message", _message, COORDINATORS | INSIDERS),
    ("post", "coordinating:undo", _message, coordinators(302) | INSIDERS),
    ("get", "coordinating:reports", country, COORDINATORS),
    ("get", "coordinating:start-report", cohort, COORDINATORS),
    ("post", "coordinating:start-report", cohort, coordinators(422)),
    ("get", "coordinating:report", _report, COORDINATORS | INSIDERS),
    ("post", "coordinating:send-report", _report, coordinators(422) | INSIDERS),
    (
        "post",
        "coordinating:write-report",
        lambda cast: _report(cast) | {"block": "opening"},
        coordinators(422) | INSIDERS,
    ),
    *(
        ("get", "coordinating:report-file", _file(ending), COORDINATORS | INSIDERS)
        for ending in ("pdf", "odt", "csv", "xlsx")
    ),
    (
        "get",
        "coordinating:seen",
        lambda cast: {"cluster": cluster_of(cast).public_id},
        READERS,
    ),
    (
        "get",
        "coordinating:our-year",
        lambda cast: {"par": cast.theirs.public_id},
        OWN,
    ),
]
