"""Write a finding, change it, have it reviewed by two people, release it, withdraw it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.analysis.disclosure.rules import Reason
from cordata.analysis.numbers import untied
from cordata.evidence.actions.ordering import one_at_a_time
from cordata.evidence.actions.telling import tell_of_change
from cordata.evidence.models import Finding, Review, Run
from cordata.evidence.queries.paragraphs import limits_proposed, paragraphs
from cordata.evidence.queries.releasing import why_not_released
from cordata.evidence.queries.shown import numbers_of
from cordata.history.actions import record
from cordata.networks.actions.stale import ChangedBySomebody

REVIEWERS = 2


class NoNumber(Exception):
    """The run was refused: there is no number to write about."""


class Untied(Exception):
    """``numbers`` of the headline are not in the run."""

    def __init__(self, numbers: list[str]) -> None:
        self.numbers = numbers
        super().__init__(", ".join(numbers))


class NotInThisState(Exception):
    """The finding is not in the state that this verb begins from."""


class NotYetReviewed(Exception):
    """Two people beside the author have not approved this version."""


class PayerUnknown(Exception):
    """The project does not say who pays for it."""


class Unedited(Exception):
    """``sentences`` of what could be wrong stand there as they were proposed."""

    def __init__(self, sentences: list[str]) -> None:
        self.sentences = sentences
        super().__init__(" ".join(sentences))


class WithheldSince(Exception):
    """Schools took their answers back since it was computed; they are still in its numbers."""


class WouldTell(Exception):
    """Released, it would tell something protected; ``reason`` says why."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(str(reason))


@transaction.atomic
def write_finding(
    run: Run,
    *,
    estimate: str,
    headline: str,
    limits: str,
    counter: str = "",
    language: str,
    by: User,
) -> Finding:
    """A draft, in the language it is written in.

    Raises NoNumber, Untied, Unedited; WithheldSince, as it could never be released.
    """
    run.table.refresh_from_db(fields=["withheld"])
    if run.table.withheld:
        raise WithheldSince
    _tied(run, estimate, headline)
    _edited(run, limits)
    finding = Finding.objects.create(
        run=run, estimate=estimate, headline=headline, limits=limits, counter=counter,
        language=language, written_by=by,
    )  # fmt: skip
    record("finding.written", on=finding, by=by)
    return finding


@transaction.atomic
def change_finding(
    finding: Finding,
    *,
    estimate: str,
    headline: str,
    limits: str,
    counter: str,
    version: int | None,
    by: User,
) -> None:
    """Another wording of a draft.

    Raises NotInThisState, NoNumber, Untied, Unedited, ChangedBySomebody.
    """
    held = Finding.objects.select_for_update().get(pk=finding.pk)
    if held.state != Finding.State.DRAFT:
        raise NotInThisState
    _tied(held.run, estimate, headline)
    _edited(held.run, limits)
    if version is not None and version != held.version:
        raise ChangedBySomebody(held)
    held.estimate, held.headline = estimate, headline
    held.limits, held.counter = limits, counter
    held.version += 1
    held.save(update_fields=["estimate", "headline", "limits", "counter", "version"])
    record("finding.changed", on=held, by=by)


@transaction.atomic
def ask_review(finding: Finding, *, by: User) -> None:
    """Ask two people. Raises NotInThisState."""
    _move(finding, Finding.State.DRAFT, Finding.State.IN_REVIEW)
    record("finding.review_asked", on=finding, by=by)


@transaction.atomic
def review_finding(finding: Finding, *, says: str, words: str, by: User) -> Review:
    """Stand for it by name, or ask for changes, which makes it a draft again.

    Raises NotInThisState.
    """
    held = Finding.objects.select_for_update().get(pk=finding.pk)
    if held.state != Finding.State.IN_REVIEW:
        raise NotInThisState
    review, _new = Review.objects.update_or_create(
        finding=held, by=by, of_version=held.version, defaults={"says": says, "words": words}
    )
    if says == Review.Says.CHANGE:
        _move(held, Finding.State.IN_REVIEW, Finding.State.DRAFT, version=held.version + 1)
    record("finding.reviewed", on=held, by=by, says=says)
    return review


@transaction.atomic
def release_finding(finding: Finding, *, by: User) -> None:
    """Everybody may read it from now on.

    Raises NotInThisState, NotYetReviewed, PayerUnknown, WithheldSince, WouldTell.
    """
    one_at_a_time()
    held = Finding.objects.select_for_update().get(pk=finding.pk)
    if held.state != Finding.State.IN_REVIEW:
        raise NotInThisState
    approved = held.reviews.filter(of_version=held.version, says=Review.Says.APPROVE)
    if approved.values("by").distinct().count() < REVIEWERS:
        raise NotYetReviewed
    if not held.run.analysis.project.paid_by:
        raise PayerUnknown
    if held.run.table.withheld:
        raise WithheldSince
    reason = why_not_released(held.run)
    if reason != Reason.SHOWN:
        raise WouldTell(reason)
    now = timezone.now()
    _move(held, Finding.State.IN_REVIEW, Finding.State.RELEASED, released_at=now)
    record("finding.released", on=held, by=by)


@transaction.atomic
def withdraw_finding(finding: Finding, *, why: str, by: User) -> None:
    """It stays readable, marked, with the reason. Raises NotInThisState."""
    _move(finding, Finding.State.RELEASED, Finding.State.WITHDRAWN, stale=why)
    record("finding.withdrawn", on=finding, by=by, why=why)


def _tied(run: Run, estimate: str, headline: str) -> None:
    """The estimate is in the run, and so is every number of the headline."""
    if run.refused or estimate not in run.document["result"]["estimates"]:
        raise NoNumber
    if loose := untied(headline, numbers_of(run)):
        raise Untied(loose)


def _edited(run: Run, limits: str) -> None:
    """No sentence of what could be wrong stands as the machine proposed it."""
    proposed = set(limits_proposed(run))
    if kept := [one for one in paragraphs(limits) if one in proposed]:
        raise Unedited(kept)


@transaction.atomic
def note_look(finding: Finding, moved: dict[str, Any], *, by: User | None) -> bool:
    """It was computed again; ``moved`` says what differed. Returns whether that is news.

    by  None for the machine, which looks every day
    """
    news = bool(finding.moved != moved)
    Finding.objects.filter(pk=finding.pk).update(moved=moved, looked_at=timezone.now())
    if news:
        verb = "finding.moved" if moved else "finding.same_again"
        record(verb, on=finding, by=by, moved=sorted(moved))
    finding.refresh_from_db()
    if news and moved:
        tell_of_change(finding, by=by)
    return news


def _move(finding: Finding, before: str, after: str, **facts: object) -> None:
    """Once, however many people press the button."""
    still = Finding.objects.filter(pk=finding.pk, state=before)
    if not still.update(state=after, **facts):
        raise NotInThisState
    finding.refresh_from_db()
