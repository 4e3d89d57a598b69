"""From a draft over two reviews to a permanent address; and what becomes of it later."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.guidance.actions.letters import tell_of_version
from cordata.guidance.actions.writing import NotInThisState
from cordata.guidance.models import Notice, Recommendation, Version, VersionReview
from cordata.guidance.queries.panels import as_decided, last_round
from cordata.guidance.queries.recommendations import STANDING
from cordata.guidance.queries.wanting import Wanting, wanting_of
from cordata.history.actions import record
from cordata.networks.actions.stale import ChangedBySomebody

State = Version.State


class NotReady(Exception):
    """``wanting`` says what it still wants."""

    def __init__(self, wanting: Wanting) -> None:
        self.wanting = wanting
        super().__init__(", ".join(wanting.codes))


@transaction.atomic
def ask_review(version: Version, *, by: User) -> None:
    """Ask two people; its words stand still from now on. Raises NotInThisState."""
    _move(version, State.DRAFT, State.IN_REVIEW)
    Recommendation.objects.filter(
        pk=version.recommendation_id, state=Recommendation.State.DRAFT
    ).update(state=Recommendation.State.IN_REVIEW)
    record("version.review_asked", on=version, by=by)


@transaction.atomic
def review_version(
    version: Version, *, revision: int, says: str, words: str, by: User
) -> VersionReview:
    """Stand for it by name, or ask for changes, which makes it a draft again.

    revision  that was read: nobody's name goes under words that came after

    Raises NotInThisState, ChangedBySomebody.
    """
    held = Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if held.state != State.IN_REVIEW:
        raise NotInThisState
    if held.revision != revision:
        raise ChangedBySomebody(held)
    review, _new = VersionReview.objects.update_or_create(
        version=held, by=by, of_revision=held.revision, defaults={"says": says, "words": words}
    )
    if says == VersionReview.Says.CHANGE:
        _draft_again(held)
    record("version.reviewed", on=held, by=by, says=says)
    return review


@transaction.atomic
def take_back(version: Version, *, by: User) -> None:
    """Out of review, to word it anew. Raises NotInThisState."""
    _draft_again(version)
    record("version.taken_back", on=version, by=by)


@transaction.atomic
def schedule_version(version: Version, *, at: dt.datetime | None, by: User) -> None:
    """Publish it by itself from then on, if nothing is wanting by then; None: not any more.

    Raises NotInThisState.
    """
    waiting = Version.objects.filter(pk=version.pk, state=State.IN_REVIEW)
    if not waiting.update(publish_at=at):
        raise NotInThisState
    version.refresh_from_db()
    record("version.scheduled", on=version, by=by, at=at.isoformat() if at else "")


@transaction.atomic
def publish_version(version: Version, *, by: User | None) -> None:
    """Everybody reads it at an address for good. ``by`` is None for what was scheduled.

    Raises NotInThisState, NotReady.
    """
    held = Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
    whole = Recommendation.objects.select_for_update(of=("self",)).get(
        pk=held.recommendation_id
    )
    over = {Recommendation.State.WITHDRAWN, Recommendation.State.SUPERSEDED}
    if held.state != State.IN_REVIEW or whole.state in over:
        raise NotInThisState
    wanting = wanting_of(held)
    if not wanting.nothing:
        raise NotReady(wanting)
    decided = last_round(wanting.panel) if wanting.panel else None
    _move(
        held, State.IN_REVIEW, State.PUBLISHED, published_at=timezone.now(), publish_at=None,
        decided=as_decided(decided) if decided else {},
    )  # fmt: skip
    whole.state = Recommendation.State.PUBLISHED
    whole.save(update_fields=["state"])
    _close_notices(whole, by)
    record("version.published", on=held, by=by, number=whole.number, name=held.name)
    tell_of_version(held)
    version.refresh_from_db()


@transaction.atomic
def withdraw_recommendation(recommendation: Recommendation, *, why: str, by: User) -> None:
    """It stays readable at its address, with the reason. Raises NotInThisState."""
    standing = Recommendation.objects.filter(pk=recommendation.pk, state__in=STANDING)
    if not standing.update(state=Recommendation.State.WITHDRAWN, withdrawn_because=why):
        raise NotInThisState
    recommendation.refresh_from_db()
    _close_notices(recommendation, by)
    record("recommendation.withdrawn", on=recommendation, by=by, why=why)


@transaction.atomic
def supersede_recommendation(
    recommendation: Recommendation, successor: Recommendation, *, by: User
) -> None:
    """Another one stands in its place; its address says so. Raises NotInThisState."""
    standing = Recommendation.objects.filter(pk=recommendation.pk, state__in=STANDING)
    if successor.pk == recommendation.pk or successor.state not in STANDING:
        raise NotInThisState
    if not standing.update(state=Recommendation.State.SUPERSEDED, successor=successor):
        raise NotInThisState
    recommendation.refresh_from_db()
    _close_notices(recommendation, by)
    record("recommendation.superseded", on=recommendation, by=by, to=successor.public_id)


def _close_notices(recommendation: Recommendation, by: User | None) -> None:
    """What waited was about words that no longer hold; what still moves is noticed anew."""
    waiting = Notice.objects.filter(version__recommendation=recommendation, decided_at=None)
    for one in waiting.order_by("pk"):
        one.decision, one.decided_by, one.decided_at = Notice.Decision.OVER, by, timezone.now()
        one.save(update_fields=["decision", "decided_by", "decided_at"])
        record("notice.over", on=one, by=by)


def _draft_again(version: Version) -> None:
    _move(version, State.IN_REVIEW, State.DRAFT, publish_at=None)
    Recommendation.objects.filter(
        pk=version.recommendation_id, state=Recommendation.State.IN_REVIEW
    ).update(state=Recommendation.State.DRAFT)


def _move(version: Version, before: str, after: str, **facts: object) -> None:
    """Once, however many people press the button."""
    still = Version.objects.filter(pk=version.pk, state=before)
    if not still.update(state=after, **facts):
        raise NotInThisState
    version.refresh_from_db()
