"""Enter a decision that carries a position out; later, what came of it."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.documents.actions.files import store_file
from cordata.exchange.models import LedgerEntry, Position, Stance
from cordata.exchange.queries.positions import statement_now
from cordata.guidance.actions.stale import note_contrary
from cordata.history.actions import record


class NothingCarriedOut(Exception):
    """The organisation has neither adopted nor adapted the recommendation."""


class NoLegalText(Exception):
    """A decision is shown by its text: a link or a file."""


@transaction.atomic
def enter_decision(
    position: Position,
    *,
    decision: str,
    decided_on: dt.date,
    link: str = "",
    file: tuple[str, bytes] | None = None,
    starts_on: dt.date | None = None,
    reached: int | None = None,
    of: int | None = None,
    unit: str = LedgerEntry.Unit.SCHOOLS,
    language: str,
    by: User,
) -> LedgerEntry:
    """Everybody reads it from now on.

    Raises NothingCarriedOut, NoLegalText, FileRefused.
    """
    now = statement_now(position)
    if now is None or now.stance not in {Stance.ADOPT, Stance.ADAPT}:
        raise NothingCarriedOut
    if not link and file is None:
        raise NoLegalText
    scope = f"country:{position.organisation.country}"
    stored = store_file(file[1], name=file[0], scope=scope, by=by) if file else None
    entry = LedgerEntry.objects.create(
        statement=now,
        decision=decision,
        decided_on=decided_on,
        link=link,
        file=stored,
        starts_on=starts_on,
        reached=reached,
        of=of,
        unit=unit,
        language=language,
        entered_by=by,
        entered_at=timezone.now(),
    )
    _note("ledger.entered", entry, by, decision=decision)
    return entry


@transaction.atomic
def tell_result(
    entry: LedgerEntry,
    *,
    result: str,
    result_text: str,
    result_on: dt.date,
    reached: int | None,
    of: int | None,
    by: User,
) -> None:
    """What came of it; it stands beside the recommendation as evidence for or against it.

    That it did not work is looked at by the researchers: a notice stands on the recommendation.
    Said again, the newest holds, and the trail keeps what was said before.
    """
    held = LedgerEntry.objects.select_for_update().get(pk=entry.pk)
    before = held.result
    held.result, held.result_text, held.result_on = result, result_text, result_on
    held.reached, held.of, held.result_told_at = reached, of, timezone.now()
    held.save(
        update_fields=[
            "result", "result_text", "result_on", "result_told_at", "reached", "of",
        ]
    )  # fmt: skip
    entry.refresh_from_db()
    _note("ledger.result_told", entry, by, result=result, before=before, words=result_text)
    if result == LedgerEntry.Result.NOT:
        position = entry.statement.position
        note_contrary(
            position.recommendation, line=entry.public_id, position=position.number, by=by
        )


def _note(verb: str, entry: LedgerEntry, by: User, **facts: Any) -> None:
    position = entry.statement.position
    scope = f"country:{position.organisation.country}"
    facts |= {"position": position.number, "recommendation": position.recommendation.number}
    record(verb, on=entry, by=by, scope=scope, concerns=position.organisation, **facts)
