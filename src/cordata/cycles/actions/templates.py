"""Word a template, begin a goal from it, offer its new words to running goals."""

import datetime as dt
from dataclasses import replace
from typing import Any, TypedDict
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.cycles.actions.goals import add_step, word_goal
from cordata.cycles.actions.proposals import take_goals
from cordata.cycles.actions.wording import Wording
from cordata.cycles.models import (
    MOST_STEPS,
    Goal,
    GoalTemplate,
    Proposal,
    TemplateOffer,
    TemplateUse,
    TemplateWords,
)
from cordata.cycles.queries.templates import newest_words, touched_by
from cordata.history.actions import record, sent_by
from cordata.networks.actions.stale import claim, claim_once
from cordata.networks.models import Country, Participation, Topic


class AnsweredAlready(Exception):
    """A colleague answered the offer, or newer words were offered meanwhile."""


class Words(TypedDict):
    """A template in one language."""

    text: str
    why: str
    success: str
    steps: list[dict[str, Any]]


@transaction.atomic
def add_template(
    country: Country,
    *,
    topic: Topic | None,
    language: str,
    words: Words,
    receipt: UUID | None = None,
    by: User,
) -> GoalTemplate:
    """Put a goal into the country's library, in a first language; the same receipt adds it once."""
    receipt = receipt or uuid4()
    template, is_new = GoalTemplate.objects.get_or_create(
        receipt=receipt, defaults={"country": country, "topic": topic}
    )
    if not is_new:
        return template
    _write(template, language, words, by)
    _note("template.added", template, by, language=language)
    return template


@transaction.atomic
def word_template(
    template: GoalTemplate,
    *,
    topic: Topic | None,
    language: str,
    words: Words,
    version: int | None,
    receipt: UUID | None = None,
    by: User,
) -> None:
    """Word it anew, or in another language. Running goals stay as they are.

    The same receipt words it once. Raises ChangedBySomebody.
    """
    if claim_once(template, version, receipt, topic=topic):
        written = _write(template, language, words, by)
        facts = {"language": language, "number": written.number, **sent_by(receipt)}
        _note("template.worded", template, by, **facts)


@transaction.atomic
def retire_template(template: GoalTemplate, *, retired: bool, by: User) -> None:
    """Offer it to schools no longer, or again; goals that began from it go on."""
    claim(template, None, retired_at=timezone.now() if retired else None)
    _note("template.retired" if retired else "template.brought_back", template, by)


@transaction.atomic
def start_from_template(
    participation: Participation,
    words: TemplateWords,
    wording: Wording,
    *,
    receipt: UUID | None = None,
    by: User,
) -> Goal | Proposal:
    """Begin a goal from a template, in words that the school may have changed.

    Also from one that was retired while the school was writing. Arriving again with its
    receipt, it is what was begun first. Raises ThreeAlready.
    """
    language = words.language if wording.text == words.text else by.language
    begun = replace(wording, template=words, language=language)
    [made] = take_goals(participation, [begun], receipt=receipt, by=by)
    return made


@transaction.atomic
def offer_words(template: GoalTemplate, *, language: str, by: User) -> list[TemplateOffer]:
    """Offer the newest words of a language to the running goals that stand on older ones.

    An older offer that nobody answered gives way to the new one.
    """
    words = newest_words(template)[language]
    uses = touched_by(words)
    TemplateOffer.objects.filter(use__in=uses, accepted=None).update(
        accepted=False, answered_at=timezone.now()
    )
    offers = TemplateOffer.objects.bulk_create(
        TemplateOffer(use=use, words=words, offered_by=by) for use in uses
    )
    _note("template.offered", template, by, language=language, goals=len(offers))
    return offers


@transaction.atomic
def accept_offer(offer: TemplateOffer, *, by: User) -> None:
    """Take the new words, and the steps the goal has not; how one will know stays.

    Raises AnsweredAlready, Dropped.
    """
    _answer(offer, accepted=True, by=by)
    goal, words = offer.use.goal, offer.words
    word_goal(
        goal, text=words.text, why=words.why, topic=goal.topic, version=None,
        language=words.language, by=by,
    )  # fmt: skip
    have = set(goal.steps.values_list("text", flat=True))
    today = timezone.localdate()
    for step in words.steps:
        if step["text"] not in have:
            due = today + dt.timedelta(weeks=step["weeks"])
            add_step(goal, text=step["text"], owner=by.name, due_on=due, by=by)
    TemplateUse.objects.filter(pk=offer.use_id).update(words=words)
    _note_goal("offer.accepted", goal, by, offer=offer.public_id)


@transaction.atomic
def keep_own(offer: TemplateOffer, *, by: User) -> None:
    """The goal stays as the school has it. Raises AnsweredAlready."""
    _answer(offer, accepted=False, by=by)
    _note_goal("offer.declined", offer.use.goal, by, offer=offer.public_id)


def _answer(offer: TemplateOffer, *, accepted: bool, by: User) -> None:
    still = TemplateOffer.objects.filter(pk=offer.pk, accepted=None)
    if not still.update(accepted=accepted, answered_by=by, answered_at=timezone.now()):
        raise AnsweredAlready


def _write(template: GoalTemplate, language: str, words: Words, by: User) -> TemplateWords:
    last = template.words.filter(language=language).order_by("-number").first()
    return TemplateWords.objects.create(
        template=template, language=language, number=last.number + 1 if last else 1,
        text=words["text"], why=words["why"], success=words["success"],
        steps=words["steps"][:MOST_STEPS], written_by=by,
    )  # fmt: skip


def _note(verb: str, template: GoalTemplate, by: User, **facts: Any) -> None:
    record(verb, on=template, by=by, scope=f"country:{template.country_id}", **facts)


def _note_goal(verb: str, goal: Goal, by: User, **facts: Any) -> None:
    participation = goal.participation
    scope = f"country:{participation.cohort.country_id}"
    record(verb, on=goal, by=by, scope=scope, concerns=participation.school, **facts)
