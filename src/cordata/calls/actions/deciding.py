"""From the ranking to a decision that can be defended: draft, override, decide, appeal."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.calls.actions.taking_in import decide_alone, let_in, write_letters
from cordata.calls.models import Appeal, Call, Outcome, Selection
from cordata.calls.queries.clock import Phase, phase
from cordata.calls.queries.decision import plain_ranking
from cordata.calls.queries.ranking import Ranking, draw_of, lists_of
from cordata.history.actions import record

Result = Outcome.Result


class TooEarly(Exception):
    """The call has not ended, or a school has not been assessed."""


class Undecidable(Exception):
    """Equals stand on the edge of a list: a person must tell them apart, with reasons."""


class DecidedAlready(Exception):
    """This selection is decided: it never changes."""


class TooLate(Exception):
    """The days for an appeal are over."""


@transaction.atomic
def prepare(call: Call, *, by: User) -> Selection:
    """Put the ranking, or the draw, into a draft of the decision. An older draft goes.

    Raises TooEarly, DecidedAlready.
    """
    Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if phase(call) != Phase.CLOSED:
        raise TooEarly
    if call.selections.filter(decided_at__isnull=False).exists():
        raise DecidedAlready
    lists = lists_of(call)
    if any(one.unassessed for one in lists):
        raise TooEarly
    call.selections.filter(decided_at=None).delete()
    selection = Selection.objects.create(
        call=call, ranking=plain_ranking(lists), draw=draw_of(call, lists)
    )
    Outcome.objects.bulk_create([one for each in lists for one in _outcomes(selection, each)])
    _note("selection.prepared", selection, by, lists=len(lists))
    return selection


def _outcomes(selection: Selection, ranking: Ranking) -> list[Outcome]:
    order = {key: at for at, key in enumerate(ranking.result.waiting, 1)}
    found, chosen = [], set(ranking.result.accepted)
    for one in ranking.ranked:
        accepted = one.key in chosen
        found.append(
            Outcome(
                selection=selection,
                application_id=ranking.applications[one.key],
                result=Result.ACCEPTED if accepted else Result.RESERVE,
                rank=order.get(one.key, one.rank) if ranking.drawn else one.rank,
                score=float(one.score),
                on_edge=one.key in ranking.result.edge,
                was_drawn=ranking.drawn,
                # Chance alone kept it out: what becomes of it can be compared.
                is_comparison=ranking.drawn and not accepted,
            )
        )
    return found


@transaction.atomic
def override(outcome: Outcome, *, result: str, reasons: str, version: int, by: User) -> None:
    """Put a school otherwise than the ranking says, with reasons for its letter.

    Raises DecidedAlready; ValueError without reasons.
    """
    if not reasons.strip():
        raise ValueError("an override has reasons")
    _claim(outcome.selection, version)
    outcome.result, outcome.reasons, outcome.is_override = result, reasons.strip(), True
    outcome.is_comparison = False
    outcome.save(update_fields=["result", "reasons", "is_override", "is_comparison"])
    number = outcome.application.number
    _note("outcome.overridden", outcome.selection, by, number=number, result=result)


@transaction.atomic
def decide(
    selection: Selection,
    *,
    reference: str,
    decided_on: dt.date,
    signatory: str,
    reasons: str,
    is_public: bool = False,
    version: int,
    by: User,
) -> Selection:
    """Sign the decision: accepted schools take part, every school gets its letter.

    Raises DecidedAlready, Undecidable.
    """
    _claim(
        selection,
        version,
        reference=reference,
        decided_on=decided_on,
        signatory=signatory,
        reasons=reasons,
        is_public=is_public,
        decided_at=timezone.now(),
        decided_by=by,
    )
    if _on_the_edge(selection):
        raise Undecidable
    selection.refresh_from_db()
    related = ("application__school", "application__stratum")
    outcomes = list(selection.outcomes.select_related(*related))
    accepted = [one.application for one in outcomes if one.result == Result.ACCEPTED]
    let_in(selection.call, accepted, by)
    write_letters(selection, by)
    counts = {kind: sum(one.result == kind for one in outcomes) for kind in Result.values}
    _note("selection.decided", selection, by, reference=reference, counts=counts)
    return selection


def _on_the_edge(selection: Selection) -> bool:
    """Whether equals share the last places and nobody has told them apart."""
    for one in selection.ranking["lists"]:
        if not one["edge"]:
            continue
        told_apart = selection.outcomes.filter(
            application__number__in=one["edge"], is_override=True
        ).count()
        if told_apart < one["left"]:
            return True
    return False


@transaction.atomic
def appeal(outcome: Outcome, *, text: str, sent_by: str, by: User | None = None) -> Appeal:
    """A school objects to its outcome, once, while there is time. Raises TooLate."""
    selection = outcome.selection
    if selection.decided_at is None or timezone.now() > appeal_ends(selection):
        raise TooLate
    if outcome.appeals.exists():
        raise TooLate
    made = Appeal.objects.create(outcome=outcome, text=text.strip(), sent_by=sent_by)
    record("appeal.received", on=made, by=by, scope=_scope(selection))
    return made


def appeal_ends(selection: Selection) -> dt.datetime:
    """When the days for an appeal are over."""
    if selection.decided_at is None:
        raise ValueError("not decided")
    return selection.decided_at + dt.timedelta(days=selection.call.appeal_days)


@transaction.atomic
def decide_appeal(
    one: Appeal, *, upheld: bool, decision: str, signatory: str, by: User
) -> Selection | None:
    """Uphold or reject, with reasons; an upheld appeal is a decision of its own.

    Raises DecidedAlready.
    """
    state = Appeal.State.UPHELD if upheld else Appeal.State.REJECTED
    still = Appeal.objects.filter(pk=one.pk, state=Appeal.State.RECEIVED)
    now = timezone.now()
    if not still.update(state=state, decision=decision, decided_by=by, decided_at=now):
        raise DecidedAlready
    record("appeal.decided", on=one, by=by, scope=_scope(one.outcome.selection), upheld=upheld)
    if not upheld:
        return None
    first = one.outcome.selection
    return decide_alone(
        first.call,
        {one.outcome.application: Result.ACCEPTED},
        reference=f"{first.reference}/{one.public_id[-4:]}",
        signatory=signatory,
        reasons=decision,
        by=by,
    )


def _claim(selection: Selection, version: int, **facts: Any) -> None:
    rows = Selection.objects.filter(pk=selection.pk, version=version, decided_at=None)
    if not rows.update(version=version + 1, **facts):
        raise DecidedAlready


def _note(verb: str, selection: Selection, by: User, **facts: Any) -> None:
    record(verb, on=selection, by=by, scope=_scope(selection), **facts)


def _scope(selection: Selection) -> str:
    return f"country:{selection.call.cohort.country_id}"
