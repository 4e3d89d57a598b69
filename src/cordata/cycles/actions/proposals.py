"""Propose goals to the mentor school; agree on one, or say why not now."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.actions.ending import school_still_at_work
from cordata.cycles.actions.goals import ThreeAlready, set_goal
from cordata.cycles.models import Goal, Ground, Proposal
from cordata.cycles.queries.proposals import room_for
from cordata.history.actions import record
from cordata.networks.models import Participation


class AnsweredAlready(Exception):
    """A colleague of the mentor school has answered; ``proposal`` is how it stands."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__(str(proposal))
        self.proposal = proposal


@dataclass(frozen=True)
class Wording:
    """A goal in words, and what it comes from and is measured by."""

    text: str
    why: str
    success: str
    ground: Ground = field(default_factory=Ground)


@transaction.atomic
def propose_goals(
    participation: Participation,
    wordings: Sequence[Wording],
    *,
    receipt: UUID | None = None,
    by: User,
) -> list[Proposal]:
    """Propose goals, all or none; the same receipt proposes them once.

    Raises ThreeAlready: with those that stand or are proposed, they are more than three.
    """
    school_still_at_work(participation)
    # Held until the end: two colleagues proposing at once are counted one after the other.
    Participation.objects.select_for_update().get(pk=participation.pk)
    receipts = [uuid5(receipt, str(at)) if receipt else None for at in range(len(wordings))]
    sent = Proposal.objects.filter(participation=participation, receipt__in=receipts)
    if receipt and (there := list(sent.order_by("pk"))):
        return there
    if len(wordings) > room_for(participation):
        raise ThreeAlready
    made = [
        _proposal(participation, one, by, receipt=number)
        for one, number in zip(wordings, receipts, strict=True)
    ]
    for one in made:
        _note("proposal.made", one, by)
    return made


@transaction.atomic
def word_anew(
    declined: Proposal, wording: Wording, *, receipt: UUID | None = None, by: User
) -> Proposal:
    """Propose a declined goal in other words; the first words and the answer stay.

    Arriving again with its receipt, it is the proposal that was made first.
    Raises AnsweredAlready: a colleague has worded it anew, or it is not declined; ThreeAlready;
    clusters.ClusterEnded.
    """
    school_still_at_work(declined.participation)
    Participation.objects.select_for_update().get(pk=declined.participation_id)
    if declined.answer != Proposal.Answer.DECLINED:
        raise AnsweredAlready(declined)
    if later := Proposal.objects.filter(earlier=declined).first():
        if receipt and later.receipt == receipt:
            return later
        raise AnsweredAlready(later)
    if not room_for(declined.participation):
        raise ThreeAlready
    made = _proposal(declined.participation, wording, by, earlier=declined, receipt=receipt)
    _note("proposal.worded_anew", made, by, earlier=declined.public_id)
    return made


@transaction.atomic
def agree_proposal(proposal: Proposal, *, by: User) -> Goal:
    """Yes: it is a goal now. Raises AnsweredAlready, ThreeAlready."""
    goal = set_goal(
        proposal.participation,
        text=proposal.text,
        why=proposal.why,
        success=proposal.success,
        topic=None,
        language=proposal.language,
        ground=proposal.ground,
        by=by,
    )
    _answer(proposal, Proposal.Answer.AGREED, by, goal=goal)
    return goal


@transaction.atomic
def decline_proposal(proposal: Proposal, *, note: str, by: User) -> None:
    """Not now, and why. Raises AnsweredAlready."""
    _answer(proposal, Proposal.Answer.DECLINED, by, note=note.strip()[:300])


def _proposal(
    participation: Participation, wording: Wording, by: User, **more: Any
) -> Proposal:
    return Proposal.objects.create(
        participation=participation,
        text=wording.text.strip(),
        why=wording.why.strip(),
        success=wording.success.strip(),
        language=by.language,
        proposed_by=by,
        **wording.ground.facts(),
        **more,
    )


def _answer(proposal: Proposal, answer: str, by: User, **more: Any) -> None:
    still = Proposal.objects.filter(pk=proposal.pk, answer=Proposal.Answer.OPEN)
    given = {"answer": answer, "answered_by": by, "answered_at": timezone.now(), **more}
    if not still.update(**given):
        raise AnsweredAlready(Proposal.objects.get(pk=proposal.pk))
    _note(f"proposal.{answer}", proposal, by)


def _note(verb: str, proposal: Proposal, by: User, **facts: str) -> None:
    school = proposal.participation
    scope = f"country:{school.cohort.country_id}"
    record(verb, on=proposal, by=by, scope=scope, concerns=school.school, **facts)
