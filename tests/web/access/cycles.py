"""Goals: a school plans its own; its cluster and coordinators read."""

from cordata.clusters.actions.founding import found_cluster
from cordata.cycles.actions import goals
from tests.web.access.networks import COORDINATORS

OWN = {"team": 200, "head": 200}
READERS = OWN | COORDINATORS | {"mentor_team": 200}
REFUSED = {"coordinator": 403, "programme_coordinator": 403, "mentor_team": 403}
BACK = {"team": 422, "head": 422} | REFUSED


def _goal(cast):
    marta = cast.people["coordinator"]
    found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)
    goal = goals.set_goal(
        cast.theirs, text="T", why="W", success="S", topic=None, by=cast.people["team"]
    )
    return {"goal": goal.public_id}


def _step(cast):
    where = _goal(cast)
    goal = cast.theirs.goals.get()
    step = goals.add_step(goal, text="T", owner="A", due_on=None, by=cast.people["team"])
    return where | {"step": step.public_id}


ROWS = [
    ("get", "cycles:plan", lambda cast: {"par": cast.theirs.public_id}, OWN),
    (
        "post",
        "cycles:plan",
        lambda cast: {"par": cast.theirs.public_id},
        {"team": 422, "head": 422},
    ),
    ("get", "cycles:goal", _goal, READERS),
    ("post", "cycles:move", _goal, BACK),
    ("post", "cycles:word", _goal, BACK),
    ("post", "cycles:drop", _goal, BACK),
    ("post", "cycles:add-step", _goal, BACK),
    ("post", "cycles:mark-step", _step, {"team": 302, "head": 302} | REFUSED),
]
