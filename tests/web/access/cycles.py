"""A school plans its own goals; its cluster plans activities; coordinators read and join in."""

import datetime as dt

from django.utils import timezone

from cordata.clusters.actions.founding import found_cluster
from cordata.cycles.actions import activities, goals, observations, templates
from cordata.cycles.actions.proposals import agree_proposal
from cordata.cycles.actions.wording import Wording
from cordata.cycles.models import Observation
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


def cluster_of(cast):
    marta = cast.people["coordinator"]
    return found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)


def _activity(cast):
    activity = activities.plan_activity(
        cluster_of(cast), kind="visit", starts_at=timezone.now() - dt.timedelta(days=1), minutes=90,
        online=False, host=cast.theirs, points=["Leggere"], called_by=cast.leading,
        by=cast.people["mentor_team"],
    )  # fmt: skip
    return {"activity": activity.public_id}


def _lesson(cast):
    activity = activities.plan_activity(
        cluster_of(cast), kind="observation", starts_at=timezone.now(), minutes=45, online=False,
        host=cast.theirs, points=[], called_by=cast.leading, by=cast.people["mentor_team"],
    )  # fmt: skip
    observations.agree_on_observation(
        activity, observed=cast.theirs, observer=cast.leading, focus="task", words="",
        level="schools", version=0, by=cast.people["team"],
    )  # fmt: skip
    return {"activity": activity.public_id}


def _observed(cast):
    where = _lesson(cast)
    observation = Observation.objects.get(activity__public_id=where["activity"])
    observations.note_consent(
        observation, on=dt.date(2026, 11, 1), version=1, by=cast.people["head"]
    )
    return where


OWN_422 = {"team": 422, "head": 422}
NOT_OURS = {"coordinator": 403, "programme_coordinator": 403}


WORDS = {"text": "T", "why": "W", "success": "S", "steps": [{"text": "V", "weeks": 4}]}


def _library(cast):
    template = templates.add_template(
        cast.cohort.country, topic=None, language="it", words=WORDS,
        by=cast.people["coordinator"],
    )  # fmt: skip
    return {"cc": "it", "template": template.public_id}


def _template(cast):
    return {"par": cast.theirs.public_id, "template": _library(cast)["template"]}


def _offer(cast):
    _library(cast)
    template = cast.cohort.country.goal_templates.get()
    marta, team = cast.people["coordinator"], cast.people["team"]
    cluster_of(cast)
    proposed = templates.start_from_template(
        cast.theirs, template.words.get(), Wording("T", "W", "S"), by=team
    )
    goal = agree_proposal(proposed, by=cast.people["mentor_team"])
    templates.word_template(
        template, topic=None, language="it", words=WORDS, version=None, by=marta
    )
    [offer] = templates.offer_words(template, language="it", by=marta)
    return {"goal": goal.public_id, "offer": offer.public_id}


def _plan(cast):
    return {"par": cast.theirs.public_id}


ROWS = [
    ("get", "cycles:talk", _plan, OWN),
    ("post", "cycles:talk", _plan, {"team": 302, "head": 302}),
    ("get", "cycles:templates", _plan, OWN),
    ("get", "cycles:template", _template, OWN),
    ("post", "cycles:template", _template, {"team": 422, "head": 422}),
    ("post", "cycles:answer-offer", _offer, {"team": 302, "head": 302} | REFUSED),
    ("get", "cycles:library", lambda _cast: {"cc": "it"}, COORDINATORS),
    ("get", "cycles:new-template", lambda _cast: {"cc": "it"}, COORDINATORS),
    (
        "post",
        "cycles:new-template",
        lambda _cast: {"cc": "it"},
        dict.fromkeys(COORDINATORS, 422),
    ),
    ("get", "cycles:template-words", _library, COORDINATORS),
    ("post", "cycles:template-words", _library, dict.fromkeys(COORDINATORS, 422)),
    ("post", "cycles:offer-words", _library, dict.fromkeys(COORDINATORS, 302)),
    ("post", "cycles:retire-template", _library, dict.fromkeys(COORDINATORS, 302)),
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
    (
        "get",
        "cycles:agenda",
        lambda cast: {"cluster": cluster_of(cast).public_id},
        READERS,
    ),
    (
        "post",
        "cycles:agenda",
        lambda cast: {"cluster": cluster_of(cast).public_id},
        dict.fromkeys(READERS, 422),
    ),
    ("get", "cycles:activity", _activity, READERS),
    ("post", "cycles:activity", _activity, dict.fromkeys(READERS, 422)),
    ("post", "cycles:cancel", _activity, dict.fromkeys(READERS, 302)),
    ("get", "cycles:calendar", _activity, READERS),
    ("get", "cycles:move-activity", _activity, READERS),
    ("post", "cycles:move-activity", _activity, dict.fromkeys(READERS, 422)),
    ("get", "cycles:observation", _lesson, READERS),
    ("post", "cycles:observation", _lesson, OWN_422 | NOT_OURS | {"mentor_team": 422}),
    # The teacher's own school writes down the consent; the school that looks on, the notes.
    ("post", "cycles:consent", _lesson, OWN_422 | NOT_OURS | {"mentor_team": 403}),
    (
        "post",
        "cycles:withdraw-consent",
        _observed,
        {"team": 302, "head": 302, "mentor_team": 403} | NOT_OURS,
    ),
    (
        "post",
        "cycles:notes",
        _observed,
        {"team": 403, "head": 403, "mentor_team": 422} | NOT_OURS,
    ),
]
