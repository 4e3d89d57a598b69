"""What moved under a published version is noted by the machine and decided on by a person."""

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.guidance.actions.beginning import AlreadyBegun, begin_version
from cordata.guidance.actions.letters import tell_of_notice
from cordata.guidance.actions.publishing import withdraw_recommendation
from cordata.guidance.actions.writing import NotInThisState, untyped
from cordata.guidance.models import Notice, Recommendation
from cordata.guidance.queries.recommendations import STANDING, current
from cordata.guidance.queries.stale import Stale
from cordata.history.actions import record

State = Recommendation.State


class AlreadyDecided(Exception):
    """Somebody decided on this notice before you did."""


@transaction.atomic
def note_stale(stale: Stale, *, by: User | None) -> Notice:
    """A dated notice; everybody sees from now on that it is looked at. ``by`` None: the machine."""
    notice = Notice.objects.create(
        version=stale.version, kind=stale.kind, finding=stale.finding, what=stale.what,
        noticed_at=timezone.now(),
    )  # fmt: skip
    Recommendation.objects.filter(
        pk=stale.version.recommendation_id, state=State.PUBLISHED
    ).update(state=State.UNDER_REVIEW)
    record("recommendation.looked_at", on=notice, by=by, version=stale.version.public_id)
    tell_of_notice(notice)
    return notice


@transaction.atomic
def note_contrary(
    recommendation: Recommendation, *, line: str, position: int, by: User
) -> Notice | None:
    """Somebody carried it out and tells that it did not work: evidence against what stands.

    line      of the ledger, by its public id; each is noted once for the version that holds
    position  its number

    Returns None if nothing stands, or it is noted already.
    """
    if recommendation.state not in STANDING:
        return None
    version = current(recommendation)
    kind, what = Notice.Kind.CONTRARY, {"line": line, "position": position}
    if version.notices.filter(kind=kind, what__line=line).exists():
        return None
    return note_stale(Stale(version, kind, None, what), by=by)


@transaction.atomic
def decide_notice(notice: Notice, *, decision: str, reason: str, by: User) -> None:
    """Whether the wording still holds, in the open.

    The last decision "holds" lets it stand again; "a new version" begins one, and it is looked at
    until that is published.

    Raises AlreadyDecided, Typed; NotInThisState if it is not of the version that holds, so that
    nothing would follow.
    """
    untyped("reason", reason)
    whole = Recommendation.objects.select_for_update(of=("self",)).get(
        pk=notice.version.recommendation_id
    )
    if whole.state not in STANDING or current(whole).pk != notice.version_id:
        raise NotInThisState
    waiting = Notice.objects.filter(pk=notice.pk, decided_at=None)
    facts = {"decision": decision, "reason": reason, "decided_by": by}
    if not waiting.update(decided_at=timezone.now(), **facts):
        raise AlreadyDecided
    notice.refresh_from_db()
    record("notice.decided", on=notice, by=by, decision=decision)
    if decision == Notice.Decision.WITHDRAW:
        withdraw_recommendation(whole, why=reason, by=by)
    elif decision == Notice.Decision.ANEW:
        _begin(whole, by)
    elif not _is_looked_at(whole):
        Recommendation.objects.filter(pk=whole.pk, state=State.UNDER_REVIEW).update(
            state=State.PUBLISHED
        )


def _begin(whole: Recommendation, by: User) -> None:
    try:
        begin_version(whole, is_major=False, by=by)
    except AlreadyBegun:
        return  # it is worked on already


def _is_looked_at(whole: Recommendation) -> bool:
    """Something is open, or a new version was promised for the one that stands."""
    last = whole.versions.filter(state="published").order_by("-major", "-minor").first()
    found = Notice.objects.filter(version=last)
    return (
        found.filter(decided_at=None).exists()
        or found.filter(decision=Notice.Decision.ANEW).exists()
    )
