"""Researchers make a record of what a school told, ask it back, and give it the record to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.kit.paragraphs import followed, paragraphs
from cordata.networks.actions.stale import claim
from cordata.networks.models import Topic
from cordata.practices.actions.letters import write_to, write_to_school
from cordata.practices.actions.trail import note
from cordata.practices.models import Edition, Evidence, Part, Practice, Prompt, Question
from cordata.practices.queries.records import edition_at_work, edition_shown, missing_in

# The school's answers are where the record begins: nothing is typed twice.
CARRIED = {
    Part.TITLE: Prompt.TITLE, Part.DONE: Prompt.DONE, Part.RESOURCES: Prompt.EFFORT,
    Part.WORKED: Prompt.WORKED, Part.FAILED: Prompt.FAILED, Part.CONDITIONS: Prompt.ADVICE,
    Part.CONTEXT: Prompt.SITUATION,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Record:
    """What a record says: see ``Edition``."""

    texts: dict[str, dict[str, str]]
    outcome: str
    needs: Sequence[Topic]
    levels: list[str]
    pupils: int | None
    rurality: str
    setting: str
    hours: int | None


class NotAtWork(Exception):
    """The edition is published or replaced, or in another state than this verb begins from."""


class Withdrawn(Exception):
    """The school has taken the practice back."""


class Incomplete(Exception):
    """``missing`` says what, as ``queries.records.missing_in`` does."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


class AnsweredAlready(Exception):
    """A colleague has answered."""


@transaction.atomic
def start_edition(practice: Practice, *, by: User) -> Edition:
    """The edition at work; if there is none, a new one.

    The first begins from the school's own words and what the register says of it; a later
    one from the edition that is published. Raises Withdrawn.
    """
    if practice.withdrawn_at is not None:
        raise Withdrawn
    if found := edition_at_work(practice):
        return found
    before = edition_shown(practice)
    facts = _as_published(before) if before else _as_told(practice)
    number = practice.editions.count() + 1
    try:
        with transaction.atomic():
            edition = Edition.objects.create(
                practice=practice, number=number, documented_by=by, **facts
            )
    except IntegrityError:  # a colleague, in this very moment
        return practice.editions.get(state__in=Edition.AT_WORK)
    if before:
        edition.needs.set(before.needs.all())
        for one in before.evidence.order_by("pk"):
            Evidence.objects.create(edition=edition, **_copied(one))
    note("practice.edition_started", practice, by, on=edition, number=number)
    return edition


def _as_told(practice: Practice) -> dict[str, Any]:
    school = practice.participation.school
    own = {part: getattr(practice, prompt) for part, prompt in CARRIED.items()}
    return {
        "texts": {practice.language: {part: text for part, text in own.items() if text}},
        "outcome": practice.outcome,
        "levels": school.levels,
        "pupils": school.pupils,
    }


def _as_published(before: Edition) -> dict[str, Any]:
    names = ("texts", "outcome", "levels", "pupils", "rurality", "setting", "hours")
    return {name: getattr(before, name) for name in names}


def _copied(one: Evidence) -> dict[str, Any]:
    names = ("part", "paragraph", "kind", "finding", "file", "page", "says")
    return {name: getattr(one, name) for name in names}


@transaction.atomic
def save_record(edition: Edition, told: Record, *, version: int | None, by: User) -> None:
    """Change the record. Whoever agreed with it before is asked again.

    Evidence stays with the paragraph it was tied to. Raises NotAtWork, ChangedBySomebody.
    """
    held = Edition.objects.select_for_update().get(pk=edition.pk)
    if not held.is_at_work:
        raise NotAtWork
    texts = {
        language: {part: text.strip() for part, text in parts.items() if text.strip()}
        for language, parts in told.texts.items()
    }
    claim(
        edition, version, state=Edition.State.DRAFT, texts=texts, outcome=told.outcome,
        levels=told.levels, pupils=told.pupils, rurality=told.rurality, setting=told.setting,
        hours=told.hours, changed_at=timezone.now(),
    )  # fmt: skip
    edition.needs.set(told.needs)
    edition.writers.add(by)
    _follow(edition, held.texts)
    note("practice.documented", edition.practice, by, on=edition, version=edition.version)


def _follow(edition: Edition, before: dict[str, dict[str, str]]) -> None:
    own = edition.practice.language
    old, new = before.get(own, {}), edition.texts.get(own, {})
    for one in edition.evidence.order_by("pk"):
        was, now = (paragraphs(texts.get(one.part, "")) for texts in (old, new))
        at = followed(was, now, one.paragraph) if was != now else one.paragraph
        if at != one.paragraph:
            one.paragraph = at
            one.save(update_fields=["paragraph"])


@transaction.atomic
def ask_agreement(edition: Edition, *, by: User) -> None:
    """Give the record to the school to read. Raises NotAtWork, Withdrawn, Incomplete."""
    practice = edition.practice
    if practice.withdrawn_at is not None:
        raise Withdrawn
    if missing := missing_in(edition):
        raise Incomplete(missing)
    move(edition, [Edition.State.DRAFT], Edition.State.ASKED)
    note("practice.agreement_asked", practice, by, on=edition, version=edition.version)
    write_to_school(
        practice.participation.school,
        lambda: (
            _("Do you agree with what is written about your practice?"),
            _(
                "Researchers have made a record of “%(title)s”. Please read it. Nothing is "
                "published before your school agrees, by name, with this very version."
            )
            % {"title": practice.title},
        ),
        about=practice, purpose="practice_agreement",
        page=f"school/practices/{practice.public_id}/", by=by,
    )  # fmt: skip


@transaction.atomic
def ask_school(practice: Practice, *, part: str, words: str, by: User) -> Question:
    """A question at one of the school's answers. Raises Withdrawn."""
    if practice.withdrawn_at is not None:
        raise Withdrawn
    asked = Question.objects.create(practice=practice, part=part, words=words, asked_by=by)
    note("practice.asked", practice, by, part=part)
    write_to_school(
        practice.participation.school,
        lambda: (
            _("A question about your practice “%(title)s”") % {"title": practice.title},
            _("%(name)s asks:\n\n%(words)s\n\nPlease answer on this page:")
            % {"name": by.name, "words": words},
        ),
        about=practice, purpose="practice_asked",
        page=f"school/practices/{practice.public_id}/", by=by,
    )  # fmt: skip
    return asked


@transaction.atomic
def answer_researcher(question: Question, *, words: str, by: User) -> None:
    """The answer comes back into its place. Raises AnsweredAlready."""
    still = Question.objects.filter(pk=question.pk, answered_at=None)
    if not still.update(answer=words, answered_by=by, answered_at=timezone.now()):
        raise AnsweredAlready
    practice = question.practice
    note("practice.answered", practice, by, part=question.part)
    write_to(
        [question.asked_by],
        lambda: (
            _("An answer about “%(title)s”") % {"title": practice.title},
            words,
        ),
        about=practice, purpose="practice_answered",
        page=f"research/practices/{practice.public_id}/", by=by,
    )  # fmt: skip


def move(edition: Edition, before: Sequence[str], after: str, **facts: Any) -> None:
    """From one state to another, once, however many people press. Raises NotAtWork."""
    still = Edition.objects.filter(pk=edition.pk, state__in=before, version=edition.version)
    if not still.update(state=after, **facts):
        raise NotAtWork
    edition.refresh_from_db(fields=["state", *facts])
