"""Take goals: proposed to the mentor school, which agrees or says why not now; else at once."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.actions.ending import school_still_at_work
from cordata.cycles.actions.goals import ThreeAlready
from cordata.cycles.actions.wording import Planned, Wording, set_as_worded
from cordata.cycles.models import Goal, Proposal
from cordata.cycles.queries.proposals import has_mentor, receipts_of, room_for
from cordata.history.actions import record
from cordata.networks.models import Participation


class AnsweredAlready(Exception):
    """A colleague of the mentor school has answered; ``proposal`` is how it stands."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__(str(proposal))
        self.proposal = proposal


@transaction.atomic
def take_goals(
    participation: Participation,
    wordings: Sequence[Wording],
    *,
    receipt: UUID | None = None,
    by: User,
) -> list[Goal] | list[Proposal]:
    """The one way for a school to come by goals, wherever they were worded; all or none.

    Agreed is what two schools have said yes to: whoever has a mentor school proposes. Where nobody
    accompanies a school, its goals are agreed on among its own people.

    The same receipt takes them once. Raises ThreeAlready.
    """
    if has_mentor(participation):
        return propose_goals(participation, wordings, receipt=receipt, by=by)
    return [
        set_as_worded(participation, one, receipt=number, by=by)
        for one, number in zip(wordings, receipts_of(receipt, len(wordings)), strict=True)
    ]


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
    receipts = receipts_of(receipt, len(wordings))
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

    Its need, its steps and its template go with it. Arriving again with its receipt, it is the
    proposal that was made first.

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
    kept = {name: getattr(declined, name) for name in ("topic", "steps", "template")}
    made = _proposal(
        declined.participation, wording, by, earlier=declined, receipt=receipt, **kept
    )
    _note("proposal.worded_anew", made, by, earlier=declined.public_id)
    return made


@transaction.atomic
def agree_proposal(proposal: Proposal, *, by: User) -> Goal:
    """Yes: it is a goal now. Raises AnsweredAlready, ThreeAlready."""
    # Before its goal is made: that may be the third, and then there would seem to be no room.
    if not _open(proposal).exists():
        raise AnsweredAlready(Proposal.objects.get(pk=proposal.pk))
    goal = set_as_worded(proposal.participation, wording_of(proposal), receipt=None, by=by)
    _answer(proposal, Proposal.Answer.AGREED, by, goal=goal)
    return goal


@transaction.atomic
def decline_proposal(proposal: Proposal, *, note: str, by: User) -> None:
    """Not now, and why. Raises AnsweredAlready."""
    _answer(proposal, Proposal.Answer.DECLINED, by, note=note.strip()[:300])


def wording_of(proposal: Proposal) -> Wording:
    """What was proposed, as it goes into the plan."""
    steps = [
        Planned(
            text=one["text"],
            owner=one["owner"],
            due_on=dt.date.fromisoformat(one["due_on"]) if one["due_on"] else None,
        )
        for one in proposal.steps
    ]
    return Wording(
        proposal.text, proposal.why, proposal.success, proposal.ground, proposal.topic,
        proposal.language, steps, proposal.template,
    )  # fmt: skip


def _proposal(
    participation: Participation, wording: Wording, by: User, **more: Any
) -> Proposal:
    facts: dict[str, Any] = {
        "text": wording.text.strip(),
        "why": wording.why.strip(),
        "success": wording.success.strip(),
        "language": wording.language or by.language,
        "topic": wording.topic,
        "template": wording.template,
        "steps": [
            {**one, "due_on": one["due_on"].isoformat() if one["due_on"] else ""}
            for one in wording.steps
        ],
    }
    return Proposal.objects.create(
        participation=participation, proposed_by=by, **facts | wording.ground.facts() | more
    )


def _answer(proposal: Proposal, answer: str, by: User, **more: Any) -> None:
    given = {"answer": answer, "answered_by": by, "answered_at": timezone.now(), **more}
    if not _open(proposal).update(**given):
        raise AnsweredAlready(Proposal.objects.get(pk=proposal.pk))
    _note(f"proposal.{answer}", proposal, by)


def _open(proposal: Proposal) -> QuerySet[Proposal]:
    return Proposal.objects.filter(pk=proposal.pk, answer=Proposal.Answer.OPEN)


def _note(verb: str, proposal: Proposal, by: User, **facts: str) -> None:
    school = proposal.participation
    scope = f"country:{school.cohort.country_id}"
    record(verb, on=proposal, by=by, scope=scope, concerns=school.school, **facts)
