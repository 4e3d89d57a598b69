"""A cluster that has ended is read, told and handed over; nothing new is begun in it."""

import datetime as dt

import pytest
from django.utils import timezone

from cordata.clusters.actions import agreements
from cordata.clusters.actions.ending import ClusterEnded, end_cluster
from cordata.clusters.rules import is_over_for
from cordata.cycles.actions import (
    activities,
    cycles,
    diary,
    files,
    goals,
    moving,
    observations,
    planning,
    proposals,
    reflections,
    reviews,
)  # fmt: skip
from cordata.cycles.actions.wording import Wording
from cordata.cycles.models import Activity, Goal
from cordata.notices.models import Letter
from tests import factories as make
from tests.cycles.year import ago

PLAN = {
    "kind": "visit", "starts_at": None, "minutes": 60, "online": True, "host": None,
    "points": ["Leggere"], "called_by": None,
}  # fmt: skip
TERM = {"moved": "m", "hindered": "h", "ahead": "a", "version": None}
LEFT = {"stays": "s", "keeper": "k", "passed_on": "p", "version": None}
SAID = {"mood": "easy", "helped": "h", "change": "c"}


@pytest.fixture
def lived(year, anna, marta, agree):
    """A year with something of everything; then its end."""
    when = ago(days=2)
    year.activity = activities.plan_activity(
        year.cluster, **PLAN | {"starts_at": when, "kind": "observation"}, by=anna
    )
    year.goal = agree()
    [year.declined] = proposals.propose_goals(year.theirs, [Wording("t", "w", "s")], by=anna)
    proposals.decline_proposal(year.declined, note="n", by=marta)
    year.step = goals.add_step(year.goal, text="t", owner="o", due_on=None, by=anna)
    year.reflection = reflections.open_reflection(year.cluster, about="x", by=anna)
    year.entry = _entry(year, anna)
    year.page = reviews.write_term(year.cluster, 1, by=anna, **TERM)
    end_cluster(year.cluster, version=year.cluster.version, by=marta)
    return year


def _entry(year, anna):
    return diary.write_entry(
        year.theirs, year.cluster, kind="learnt", text="t", happened_on=timezone.localdate(),
        readers="cluster", by=anna,
    )  # fmt: skip


def _change(year, anna):
    diary.change_entry(
        year.entry, kind="learnt", text="t", happened_on=timezone.localdate(), readers="cluster",
        video="", goal=None, activity=None, upload=None, version=1, by=anna,
    )  # fmt: skip


def _move(year, anna):
    moving.move_activity(
        year.activity, starts_at=timezone.now(), minutes=60, online=True, host=None, link="",
        points=[], version=0, by=anna,
    )  # fmt: skip


def _observe(year, anna):
    observations.agree_on_observation(
        year.activity, observed=year.theirs, observer=year.leading, focus="x", words="",
        level="schools", version=0, by=anna,
    )  # fmt: skip


def _agreement(year, anna):
    agreements.propose_agreement(
        year.cluster, None, language="it", starts_on=timezone.localdate(),
        ends_on=timezone.localdate(), emails={}, by=anna,
    )  # fmt: skip


BEGUN = {
    "plan": lambda y, a: activities.plan_activity(
        y.cluster, **PLAN | {"starts_at": timezone.now()}, by=a
    ),
    "move": _move,
    "observe": _observe,
    "stage": lambda y, a: cycles.set_stage(y.cluster, stage="act", why="x", by=a),
    "days": lambda y, a: cycles.plan_stages(y.cluster, days={}, version=0, by=a),
    "goal": lambda y, a: goals.set_goal(
        y.theirs, text="t", why="w", success="s", topic=None, by=a
    ),
    "word": lambda y, a: goals.word_goal(
        y.goal, text="t", why="w", topic=None, version=1, by=a
    ),
    "move_goal": lambda y, a: goals.move_goal(y.goal, stop="trying", sentence="s", by=a),
    "drop": lambda y, a: goals.drop_goal(y.goal, why="w", by=a),
    "step": lambda y, a: goals.add_step(y.goal, text="t", owner="o", due_on=None, by=a),
    "mark": lambda y, a: goals.mark_step(y.step, done=True, by=a),
    "propose": lambda y, a: proposals.propose_goals(y.theirs, [Wording("t", "w", "s")], by=a),
    "word_anew": lambda y, a: proposals.word_anew(y.declined, Wording("t", "w", "s"), by=a),
    "talk": lambda y, a: planning.save_talk(y.theirs, {"goal": "x"}, version=None, by=a),
    "reflect": lambda y, a: reflections.open_reflection(y.cluster, about="x", by=a),
    "answer": lambda y, a: reflections.answer_reflection(
        y.reflection, y.theirs, y.theirs, by=a, **SAID
    ),
    "review": lambda y, a: reviews.review_goals(
        y.theirs,
        held_on=timezone.localdate(),
        mentor_there=True,
        verdicts={y.goal: ("keep", "s")},
        by=a,
    ),
    "term": lambda y, a: reviews.write_term(y.cluster, 2, by=a, **TERM),
    "entry": _entry,
    "change": _change,
    "file": lambda y, a: files.share_file(
        y.cluster, b"x", name="a.txt", title="t", licence="cc-by-4.0", language="it", by=a
    ),
    "agreement": _agreement,
}


@pytest.mark.parametrize("verb", BEGUN)
def test_nothing_new_is_begun_and_nobody_gets_a_letter(lived, anna, verb):
    before = (Letter.objects.count(), Activity.objects.count(), Goal.objects.count())

    with pytest.raises(ClusterEnded):
        BEGUN[verb](lived, anna)

    assert (Letter.objects.count(), Activity.objects.count(), Goal.objects.count()) == before


def test_what_took_place_before_is_told_and_what_stays_is_handed_over(lived, anna, marta):
    activities.tell_activity(
        lived.activity, went="not_held", sentence="s", next_step="", minutes=60,
        attendance={}, by=anna,
    )  # fmt: skip
    reviews.hand_over(lived.cluster, None, by=anna, **LEFT)
    reviews.take_term(lived.page, version=1, by=marta)
    diary.take_out(lived.entry, by=anna)
    reflections.close_reflection(lived.reflection, by=anna)

    assert Activity.objects.get().told_by == anna


def test_what_lies_after_the_end_was_not_in_its_time(lived, anna):
    lived.cluster.closed_on = timezone.localdate() - dt.timedelta(days=9)
    lived.cluster.save()

    with pytest.raises(ClusterEnded):
        activities.tell_activity(
            Activity.objects.get(), went="well", sentence="s", next_step="", minutes=60,
            attendance={}, by=anna,
        )  # fmt: skip


def test_a_school_without_a_cluster_or_in_another_one_plans(year, lived, anna):
    assert is_over_for(year.theirs)
    assert not is_over_for(make.mentee(year.cohort))
    assert not is_over_for(year.others)
