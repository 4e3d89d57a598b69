"""Set goals, say how far they are, add steps, drop a goal with its reason."""

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.actions.ending import school_still_at_work
from cordata.cycles.models import Goal, Ground, Stand, Step
from cordata.cycles.queries.goals import free_place, goal_sent
from cordata.history.actions import record, sent_by
from cordata.networks.actions.stale import claim, claim_once
from cordata.networks.models import Participation, Topic


class ThreeAlready(Exception):
    """The school has three goals: drop one first."""


class Dropped(Exception):
    """The goal is dropped; it stays as it was."""


@transaction.atomic
def set_goal(
    participation: Participation,
    *,
    text: str,
    why: str,
    success: str,
    topic: Topic | None,
    language: str = "",
    ground: Ground | None = None,
    receipt: UUID | None = None,
    by: User,
) -> Goal:
    """Agree on a goal; how one will know is fixed before anything is tried.

    language  that it is written in, if it is not that of ``by``
    ground    what it comes from and is measured by, if not by words alone
    Arriving again with its receipt, it is the goal that was set first. Raises ThreeAlready.
    """
    receipt = receipt or uuid4()
    if there := goal_sent(participation, receipt):
        return there
    school_still_at_work(participation)
    place = free_place(participation)
    if place is None:
        raise ThreeAlready
    try:
        with transaction.atomic():
            goal = Goal.objects.create(
                participation=participation,
                place=place,
                text=text,
                why=why,
                success=success,
                topic=topic,
                language=language or by.language,
                set_by=by,
                receipt=receipt,
                **(ground or Ground()).facts(),
            )
    except IntegrityError as colleague_was_faster:
        if there := goal_sent(participation, receipt):
            return there
        raise ThreeAlready from colleague_was_faster
    _note("goal.set", goal, by, place=place)
    return goal


@transaction.atomic
def word_goal(
    goal: Goal,
    *,
    text: str,
    why: str,
    topic: Topic | None,
    version: int | None,
    language: str = "",
    receipt: UUID | None = None,
    by: User,
) -> None:
    """Say it better. What it comes from, and how one will know, stay as they were fixed first.

    language  that the words are in, if it is not that of ``by``
    Raises ChangedBySomebody, Dropped.
    """
    _still(goal)
    words = {"text": text, "why": why, "topic": topic, "language": language or by.language}
    if claim_once(goal, version, receipt, **words, worded_at=timezone.now()):
        _note("goal.worded", goal, by, **sent_by(receipt))


@transaction.atomic
def move_goal(
    goal: Goal, *, stop: str, sentence: str, receipt: UUID | None = None, by: User
) -> Stand:
    """Say how far it is, forward or back, in a sentence; the same receipt says it once.

    Raises Dropped.
    """
    _still(goal)
    facts = {"stop": stop, "sentence": sentence.strip(), "said_by": by}
    stand, is_new = goal.stands.get_or_create(receipt=receipt or uuid4(), defaults=facts)
    if is_new:
        claim(goal, None, stop=stop, said_at=stand.said_at)
        _note("goal.moved", goal, by, stop=stop)
    return stand


@transaction.atomic
def drop_goal(goal: Goal, *, why: str, by: User) -> None:
    """Give a goal up; it stays in the history, and its place is free.

    Given up for this very reason already, as it is if it is sent twice, nothing happens.
    Raises Dropped.
    """
    school_still_at_work(goal.participation)
    still = Goal.objects.filter(pk=goal.pk, dropped_at=None)
    if not still.update(dropped_at=timezone.now(), dropped_why=why[:300]):
        if Goal.objects.filter(pk=goal.pk, dropped_why=why[:300]).exists():
            return
        raise Dropped
    _note("goal.dropped", goal, by, why=why[:300])


@transaction.atomic
def add_step(
    goal: Goal,
    *,
    text: str,
    owner: str,
    due_on: dt.date | None,
    receipt: UUID | None = None,
    by: User,
) -> Step:
    """Something that somebody does, by a day; the same receipt adds it once. Raises Dropped."""
    _still(goal)
    facts = {"text": text, "owner": owner, "due_on": due_on}
    step, is_new = goal.steps.get_or_create(receipt=receipt or uuid4(), defaults=facts)
    if is_new:
        _note("step.added", goal, by, step=step.public_id)
    return step


@transaction.atomic
def mark_step(step: Step, *, done: bool, by: User) -> None:
    """Done, or after all not yet. Raises Dropped."""
    _still(step.goal)
    Step.objects.filter(pk=step.pk).update(done_at=timezone.now() if done else None)
    _note("step.done" if done else "step.reopened", step.goal, by, step=step.public_id)


def _still(goal: Goal) -> None:
    school_still_at_work(goal.participation)
    if not Goal.objects.filter(pk=goal.pk, dropped_at=None).exists():
        raise Dropped


def _note(verb: str, goal: Goal, by: User, **facts: Any) -> None:
    participation = goal.participation
    scope = f"country:{participation.cohort.country_id}"
    record(verb, on=goal, by=by, scope=scope, concerns=participation.school, **facts)
