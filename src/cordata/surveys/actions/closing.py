"""Close a round: from then on it never changes."""

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from cordata.accounts.models import User
from cordata.history.actions import record
from cordata.surveys.actions.freezing import freeze
from cordata.surveys.models import Answers, Round


class AlreadyClosed(Exception):
    """The round was closed before."""


class NotOver(Exception):
    """Its day has not passed, and only somebody who runs it closes it earlier."""


@transaction.atomic
def close_round(round_: Round, *, by: User | None) -> None:
    """Take no more answers, and forget the days and the codes of those that came.

    by  who closes it, also before its day; None for the machine, after its day only

    What was saved counts, sent or not: a sheet that was begun keeps the pages it has.
    Raises AlreadyClosed, NotOver.
    """
    now = timezone.now()
    # Whoever is sending a page holds this row: we wait for them, and then they for us.
    held = Round.objects.select_for_update(no_key=True).get(pk=round_.pk)
    if held.is_closed:
        raise AlreadyClosed
    if by is None and not held.is_over(now):
        raise NotOver
    round_.closed_at, round_.closed_by = now, by
    round_.closes_at = min(held.closes_at, now)
    round_.version = held.version + 1
    round_.save(update_fields=["closed_at", "closed_by", "closes_at", "version"])
    _forget_when(round_)
    freeze([round_])
    where = round_.cohort
    concerns = round_.participation.school if round_.participation else None
    scope = f"country:{where.country_id}"
    record("round.closed", on=round_, by=by, scope=scope, concerns=concerns)


def _forget_when(round_: Round) -> None:
    """All answers are of the opening day now, and no code leads back to any.

    A sheet on which nothing was ever chosen is no answer.
    """
    opened = timezone.localtime(round_.opens_at).date()
    sheets = Answers.objects.filter(invited__round=round_)
    sheets.filter(answers={}).delete()
    sheets.update(
        resume=None,
        turns={},
        begun_on=opened,
        finished_on=Case(When(finished_on=None, then=F("finished_on")), default=Value(opened)),
    )
