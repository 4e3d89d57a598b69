"""What follows a decision: schools take part, letters go out; and decisions on their own."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.calls.models import Application, Call, Outcome, Selection
from cordata.calls.queries.decision import decision_letters
from cordata.calls.queries.waiting import waiting_list
from cordata.history.actions import record
from cordata.networks.actions import Entering, take_part_together
from cordata.notices.actions import compose_letter, post_letters


class NotWaiting(Exception):
    """The school has come in already, or has withdrawn."""


class NotSent(Exception):
    """A school has not sent its application yet."""


@transaction.atomic
def decide_alone(
    call: Call,
    results: Mapping[Application, str],
    *,
    reference: str,
    signatory: str,
    reasons: str,
    by: User,
) -> Selection:
    """Decide on these schools apart from any ranking: an appeal, or an open door.

    Raises NotSent; ValueError without reasons.
    """
    if not reasons.strip():
        raise ValueError("a decision has reasons")
    if any(one.state != Application.State.SENT for one in results):
        raise NotSent
    selection = Selection.objects.create(
        call=call,
        reference=reference,
        decided_on=timezone.localdate(),
        signatory=signatory,
        reasons=reasons,
        decided_at=timezone.now(),
        decided_by=by,
    )
    for application, result in results.items():
        Outcome.objects.create(
            selection=selection,
            application=application,
            result=result,
            reasons=reasons,
            is_override=True,
        )
    accepted = [one for one, result in results.items() if result == Outcome.Result.ACCEPTED]
    let_in(call, accepted, by)
    write_letters(selection, by)
    scope = f"country:{call.cohort.country_id}"
    record("selection.decided", on=selection, by=by, scope=scope, reference=reference)
    return selection


@transaction.atomic
def call_in(
    outcome: Outcome, *, reference: str, signatory: str, reasons: str, by: User
) -> Selection:
    """A place is free: a school comes in from the waiting list. Its letter says why.

    Raises NotWaiting; ValueError without reasons, which a school out of turn needs most.
    """
    call = Call.objects.select_for_update(of=("self",)).get(pk=outcome.selection.call_id)
    if not waiting_list(call).filter(pk=outcome.pk).exists():
        raise NotWaiting
    return decide_alone(
        call,
        {outcome.application: Outcome.Result.ACCEPTED},
        reference=reference,
        signatory=signatory,
        reasons=reasons,
        by=by,
    )


def let_in(call: Call, applications: Iterable[Application], by: User) -> None:
    """Accepted schools take part in the cohort, with what they said when they applied."""
    take_part_together(call.cohort, [_entering(one) for one in applications], by=by)


def _entering(application: Application) -> Entering:
    sent: dict[str, Any] = application.sent
    places = sent["places"]
    facts: dict[str, Any] = {"can_work_online": sent["online"]}
    if application.stratum:
        facts["stratum"] = next(iter(application.stratum.names.values()), "")[:60]
    signed = [one["agreed_at"] for one in sent["declarations"] if one["kind"] == "head"]
    if signed and signed[0]:
        facts["head_agreed_on"] = dt.datetime.fromisoformat(signed[0]).date()
    return Entering(
        school=application.school,
        side=application.side,
        places=(places[0], places[1]) if places else None,
        interests=sent["topics"],
        facts=facts,
    )


def write_letters(selection: Selection, by: User) -> None:
    """One letter to each school of a decision, in its language."""
    post_letters(
        compose_letter(
            to=letter.to,
            language=letter.language,
            subject=letter.subject,
            body=letter.body,
            purpose="decision",
            about=selection.public_id,
            by=by,
        )
        for letter in decision_letters(selection)
    )
