"""A school runs its own rounds; whoever coordinates sees how many answered, and opens waves."""

from cordata.clusters.actions.founding import found_cluster
from cordata.surveys.actions.waves import start_wave
from tests.surveys import making
from tests.web.access.networks import COORDINATORS

OWN = {"team": 200, "head": 200}
REFUSED = {"coordinator": 403, "programme_coordinator": 403}
CLUSTER = OWN | COORDINATORS | {"mentor_team": 200}


def _par(cast):
    making.instrument()
    return {"par": cast.theirs.public_id}


def _round(cast):
    return {"round": making.started(cast.theirs, cast.people["team"]).public_id}


def _voice(cast):
    return _round(cast) | {"voice": "teachers"}


def _cluster(cast):
    marta = cast.people["coordinator"]
    cluster = found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)
    making.instrument("visit", voices=())
    return {"cluster": cluster.public_id}


def _cohort(cast):
    making.instrument()
    return {"cc": "it", "cohort": cast.cohort.public_id}


def _wave(cast):
    wave = start_wave(
        cast.cohort, instrument=making.instrument(), occasion="baseline",
        opens_at=making.in_days(0), closes_at=making.in_days(20), by=cast.people["coordinator"],
    )  # fmt: skip
    return {"cc": "it", "wave": wave.public_id}


ROWS = [
    ("get", "surveys:rounds", lambda _cast: {}, {"others": 200}),
    ("get", "surveys:start", _par, OWN),
    ("post", "surveys:start", _par, dict.fromkeys(OWN, 422)),
    ("get", "surveys:round", _round, OWN | COORDINATORS),
    ("post", "surveys:change", _round, dict.fromkeys(OWN, 422) | REFUSED),
    ("post", "surveys:remind", _round, dict.fromkeys(OWN, 302) | REFUSED),
    ("get", "surveys:close", _round, OWN | REFUSED),
    ("post", "surveys:close", _round, dict.fromkeys(OWN, 302) | REFUSED),
    ("get", "surveys:sheet", lambda cast: _voice(cast) | {"language": "hr"}, OWN | REFUSED),
    ("post", "surveys:slips", _voice, dict.fromkeys(OWN, 302) | REFUSED),
    ("get", "surveys:entry", _voice, OWN | REFUSED),
    ("get", "surveys:feedback", _cluster, CLUSTER),
    (
        "post",
        "surveys:feedback",
        _cluster,
        {"mentor_team": 422, "team": 403, "head": 403} | dict.fromkeys(COORDINATORS, 422),
    ),
    ("get", "surveys:waves", lambda _cast: {"cc": "it"}, COORDINATORS),
    ("get", "surveys:start-wave", _cohort, COORDINATORS),
    ("post", "surveys:start-wave", _cohort, dict.fromkeys(COORDINATORS, 422)),
    ("get", "surveys:wave", _wave, COORDINATORS),
    ("get", "surveys:take-back-wave", _wave, COORDINATORS),
    ("post", "surveys:take-back-wave", _wave, dict.fromkeys(COORDINATORS, 422)),
]
