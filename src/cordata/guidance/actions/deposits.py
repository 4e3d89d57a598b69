"""DOIs are deposited, and tried again later where DataCite does not answer."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from cordata.guidance.models import Deposit
from cordata.guidance.queries.depositing import doi_for
from cordata.history.actions import record

MOST_TRIES = 12  # with twice the time between each: three days
MINUTE = dt.timedelta(minutes=1)
State = Deposit.State


@transaction.atomic
def begin_deposit(thing: str, *, by: None = None) -> Deposit:
    """A DOI for a thing; the same one however often it is asked for."""
    made, is_new = Deposit.objects.get_or_create(
        thing=thing, defaults={"doi": doi_for(thing), "due_at": timezone.now()}
    )
    if is_new:
        record("doi.begun", on=made, by=by, doi=made.doi)
    return made


@transaction.atomic
def note_taken(deposit: Deposit, state: str, *, by: None = None) -> None:
    """DataCite has it: as a draft, or findable."""
    deposit.state, deposit.tries, deposit.error = state, 0, ""
    deposit.findable_at = timezone.now() if state == State.FINDABLE else None
    deposit.save()
    record(f"doi.{state}", on=deposit, by=by, doi=deposit.doi)


@transaction.atomic
def note_refused(deposit: Deposit, words: str, *, by: None = None) -> None:
    """It did not take it: again later, or not any more after so many times."""
    deposit.tries += 1
    deposit.error = words[:500]
    deposit.due_at = timezone.now() + MINUTE * 2**deposit.tries
    if deposit.tries >= MOST_TRIES:
        deposit.state = State.FAILED
        record("doi.failed", on=deposit, by=by, doi=deposit.doi)
    deposit.save()
