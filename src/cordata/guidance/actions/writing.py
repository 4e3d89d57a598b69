"""Open a recommendation, word a draft, move its certainty by a step, begin the next version."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from cordata.accounts.models import User
from cordata.analysis.advice.overall import within_a_step
from cordata.analysis.advice.quoting import tokens_in, typed_numbers
from cordata.analysis.advice.rating import Certainty as Rating
from cordata.evidence.models import Project
from cordata.guidance.models import Recommendation, Strength, Version
from cordata.guidance.queries.certainty import by_rules, strengths_allowed
from cordata.guidance.queries.panels import panel_of
from cordata.guidance.queries.slots import FIELDS, is_plain
from cordata.history.actions import record
from cordata.networks.actions.stale import ChangedBySomebody

CHOICES = ("audience", "coordination", "cost_class")


class NotInThisState(Exception):
    """The version, or its panel, is not in the state that this verb begins from."""


class Typed(Exception):
    """``numbers`` stand in a text (``slot``) as digits: they are quoted from a finding, or words."""

    def __init__(self, slot: str, numbers: list[str]) -> None:
        self.slot, self.numbers = slot, numbers
        super().__init__(f"{slot}: {', '.join(numbers)}")


class TooStrong(Exception):
    """The rules allow no recommendation of this strength on this evidence."""


class TooSure(Exception):
    """More than one step from what the rules give, or without a reason."""


@transaction.atomic
def open_recommendation(
    project: Project, *, question: str, statement: str, because: str, language: str, by: User
) -> Version:
    """The next number, and the first draft under it. Raises Typed."""
    for slot, text in (("question", question), ("statement", statement), ("because", because)):
        untyped(slot, text)
    last = Recommendation.objects.aggregate(last=Max("number"))["last"] or 0
    opened = Recommendation.objects.create(
        number=last + 1, project=project, question=question, opened_by=by
    )
    version = Version.objects.create(
        recommendation=opened, language=language, statement=statement, because=because,
        written_by=by,
    )  # fmt: skip
    record("recommendation.opened", on=opened, by=by)
    return version


@transaction.atomic
def change_version(version: Version, *, revision: int | None, by: User, **facts: Any) -> None:
    """Another wording of a draft: ``facts`` named as ``FIELDS``, ``CHOICES`` or "strength".

    revision  that was looked at while it was worded; None overrules

    Raises NotInThisState, Typed, TooStrong, ChangedBySomebody.
    """
    held = held_draft(version)
    for slot in FIELDS:
        untyped(slot, facts.get(slot, ""))
    strength = facts.get("strength", held.strength)
    if strength != held.strength and strength not in strengths_allowed(held, by_rules(held)):
        raise TooStrong
    if revision is not None and revision != held.revision:
        raise ChangedBySomebody(held)
    for name in (*FIELDS, *CHOICES, "strength"):
        setattr(held, name, facts.get(name, getattr(held, name)))
    held.save()
    touched(held)
    record("version.changed", on=held, by=by)


@transaction.atomic
def step_certainty(version: Version, *, to: int, why: str, by: User) -> None:
    """One step up or down from the rules' value, signed; ``to`` the rules' own takes it back.

    Raises NotInThisState, TooSure, Typed.
    """
    held = held_draft(version)
    untyped("step_why", why)
    computed = by_rules(held).certainty
    moves = to != computed
    if not within_a_step(computed, Rating(to)) or (moves and not why.strip()):
        raise TooSure
    held.computed, held.certainty = computed, to
    held.step_why, held.stepped_by = (why, by) if moves else ("", None)
    held.save()
    touched(held)
    record("version.certainty_moved", on=held, by=by, computed=int(computed), to=to)


def held_draft(version: Version) -> Version:
    """The row, held, if its wording may change now: it does not while a panel votes on it.

    Raises NotInThisState.
    """
    held = Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
    panel = panel_of(held)
    if held.state != Version.State.DRAFT or (panel and panel.round and not panel.closed_at):
        raise NotInThisState
    return held


def touched(version: Version) -> None:
    """After a change: the next revision, and the certainty that the rules give now.

    What a person moved stays moved while it is still within a step; else the rules' value holds.
    """
    computed = by_rules(version).certainty
    if version.stepped_by_id is None or not within_a_step(computed, Rating(version.certainty)):
        version.certainty, version.step_why, version.stepped_by = computed, "", None
    if computed == version.certainty:
        version.step_why, version.stepped_by = "", None
    version.computed = computed
    version.revision += 1
    if Strength(version.strength) not in strengths_allowed(version, by_rules(version)):
        version.strength = Strength.NONE
    version.save()


def untyped(slot: str, text: str) -> None:
    """Raises Typed, in texts of words alone for quoted numbers, too."""
    quoted = [str(one) for one in tokens_in(text)] if is_plain(slot) else []
    if numbers := typed_numbers(text) + quoted:
        raise Typed(slot, numbers)
