"""Propose goals to the mentor school; agree on one, or say why not now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.actions.ending import school_still_at_work
from cordata.cycles.actions.goals import ThreeAlready, set_goal
from cordata.cycles.models import Goal, Proposal
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
    """A goal in words, and the part of a thing that it rests on."""

    text: str
    why: str
    success: str
    source: str = ""
    part: str = ""


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
        Proposal.objects.create(
            participation=participation,
            text=one.text.strip(),
            why=one.why.strip(),
            success=one.success.strip(),
            language=by.language,
            source=one.source,
            part=one.part,
            proposed_by=by,
            receipt=number,
        )
        for one, number in zip(wordings, receipts, strict=True)
    ]
    for one in made:
        _note("proposal.made", one, by)
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
        by=by,
    )
    _answer(proposal, Proposal.Answer.AGREED, by, goal=goal)
    return goal


@transaction.atomic
def decline_proposal(proposal: Proposal, *, note: str, by: User) -> None:
    """Not now, and why. Raises AnsweredAlready."""
    _answer(proposal, Proposal.Answer.DECLINED, by, note=note.strip()[:300])


def _answer(proposal: Proposal, answer: str, by: User, **more: Any) -> None:
    still = Proposal.objects.filter(pk=proposal.pk, answer=Proposal.Answer.OPEN)
    given = {"answer": answer, "answered_by": by, "answered_at": timezone.now(), **more}
    if not still.update(**given):
        raise AnsweredAlready(Proposal.objects.get(pk=proposal.pk))
    _note(f"proposal.{answer}", proposal, by)


def _note(verb: str, proposal: Proposal, by: User) -> None:
    school = proposal.participation
    scope = f"country:{school.cohort.country_id}"
    record(verb, on=proposal, by=by, scope=scope, concerns=school.school)
