"""Models of coordination: compared in public, lived ones and gaps for those who plan."""

from tests.calls import making as calls
from tests.cycles.year import cluster_of
from tests.web.access.evidence import OURS, PLANNERS
from tests.web.access.networks import COORDINATORS, PUBLIC

WATCHERS = OURS | COORDINATORS


def _cluster(cast):
    return {"clu": cluster_of(cast).public_id}


def _gap(_cast):
    return {"axis": "mode", "level": "virtual", "context": "remote"}


def _gap_with_a_draft(cast):
    calls.draft(cast.cohort, cast.people["coordinator"])
    return _gap(cast)


ROWS = [
    ("get", "models:models", lambda _cast: {}, PUBLIC),
    ("get", "models:models-csv", lambda _cast: {}, PUBLIC),
    ("get", "models:known", lambda _cast: {}, PUBLIC),
    ("get", "models:lived-list", lambda _cast: {}, PLANNERS),
    ("get", "models:lived", _cluster, WATCHERS),
    ("get", "models:stages-csv", lambda _cast: {}, PLANNERS),
    ("get", "models:gaps", lambda _cast: {}, PLANNERS),
    ("get", "models:gap", _gap, PLANNERS),
    ("post", "models:gap", _gap, dict.fromkeys(PLANNERS, 403)),
    (
        "post",
        "models:gap",
        _gap_with_a_draft,
        {"researcher": 403, "coordinator_elsewhere": 403}
        | {"coordinator": 422, "programme_coordinator": 422},
    ),
]
