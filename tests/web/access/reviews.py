"""Looking back is for the cluster; what a pair says, for its two schools alone."""

from cordata.cycles.actions import goals, reflections, reviews
from tests.web.access.cycles import OWN, READERS, cluster_of
from tests.web.access.networks import COORDINATORS

BACK = dict.fromkeys(READERS, 422)
PAIR = OWN | {"mentor_team": 200}


def _cluster(cast):
    return {"cluster": cluster_of(cast).public_id}


def _reflection(cast):
    made = reflections.open_reflection(cluster_of(cast), about="P", by=cast.people["team"])
    return {"reflection": made.public_id}


def _answer(cast):
    return _reflection(cast) | {"par": cast.theirs.public_id}


def _goals(cast):
    cluster_of(cast)
    goals.set_goal(
        cast.theirs, text="T", why="W", success="S", topic=None, by=cast.people["team"]
    )
    return {"par": cast.theirs.public_id}


def _term(cast):
    return _cluster(cast) | {"term": 1}


def _written(cast):
    cluster = cluster_of(cast)
    reviews.write_term(
        cluster, 1, moved="m", hindered="h", ahead="a", version=None, by=cast.people["team"]
    )
    return {"cluster": cluster.public_id, "term": 1}


def _school(cast):
    cluster_of(cast)
    return {"par": cast.theirs.public_id}


ROWS = [
    ("get", "reviews:reflections", _cluster, READERS),
    ("post", "reviews:reflections", _cluster, BACK),
    ("get", "reviews:reflection", _reflection, READERS),
    ("get", "reviews:answer", _answer, PAIR),
    ("post", "reviews:answer", _answer, dict.fromkeys(PAIR, 422)),
    ("post", "reviews:close", _reflection, dict.fromkeys(READERS, 302)),
    ("get", "reviews:midterm", _goals, OWN),
    ("post", "reviews:midterm", _goals, dict.fromkeys(OWN, 422)),
    ("get", "reviews:terms", _cluster, READERS),
    ("get", "reviews:term", _written, READERS),
    ("post", "reviews:term", _term, BACK),
    (
        "post",
        "reviews:take",
        _written,
        dict.fromkeys(READERS, 403) | dict.fromkeys(COORDINATORS, 404),
    ),
    ("get", "reviews:cluster-hand-over", _cluster, READERS),
    ("post", "reviews:cluster-hand-over", _cluster, BACK),
    ("get", "reviews:hand-over", _school, OWN | COORDINATORS),
    (
        "post",
        "reviews:hand-over",
        _school,
        {"team": 422, "head": 422} | dict.fromkeys(COORDINATORS, 403),
    ),
    # Without an earlier year there is nothing to name.
    ("post", "reviews:grew-from", _school, {}),
]
