"""Close rounds: from then on they never change."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import batched

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Least
from django.utils import timezone

from cordata.accounts.models import User
from cordata.analysis.forms.relevance import conditional, kept
from cordata.history.actions import record_many
from cordata.surveys.actions.freezing import freeze
from cordata.surveys.actions.judging import judge_waves
from cordata.surveys.models import Answers, Invited, Round
from cordata.surveys.queries.forms import form_of

AT_ONCE = 100  # rounds of a transaction: whoever sends a page of another waits for it


class AlreadyClosed(Exception):
    """The round was closed before."""


class NotOver(Exception):
    """Its day has not passed, and only somebody who runs it closes it earlier."""


def close_round(round_: Round, *, by: User | None) -> None:
    """Close one round; see ``close_rounds``.

    Raises AlreadyClosed, NotOver.
    """
    if close_rounds([round_], by=by) == 0:
        # Its wave may have been taken back just now: then there is nothing left to close, either.
        is_open = Round.objects.filter(pk=round_.pk, closed_at=None).exists()
        raise NotOver if is_open else AlreadyClosed


def close_rounds(rounds: Iterable[Round], *, by: User | None) -> int:
    """Take no more answers, and forget the codes of those that came.

    by  who closes them, also before their day; None for the machine, after their day only

    What was saved counts, sent or not: a sheet that was begun keeps the pages it has.
    Rounds that are closed already, or not over, are left as they are. Returns how many were
    closed; a hundred at a time, each hundred wholly or not at all. A wave whose last round
    this was is looked at as a whole.
    """
    closed = sum(_close_some(some, by) for some in batched(rounds, AT_ONCE, strict=False))
    judge_waves()
    return closed


@transaction.atomic
def _close_some(rounds: Sequence[Round], by: User | None) -> int:
    now = timezone.now()
    # Whoever is sending a page holds its row: we wait for them, and then they for us.
    held = Round.objects.select_for_update(no_key=True).filter(
        pk__in=[one.pk for one in rounds], closed_at=None
    )
    open_ones = {one.pk: one for one in held.order_by("pk")}
    mine = [
        one
        for one in rounds
        if one.pk in open_ones and (by is not None or open_ones[one.pk].is_over(now))
    ]
    for one in mine:
        one.closed_at, one.closed_by = now, by
        one.closes_at = min(open_ones[one.pk].closes_at, now)
        one.version = open_ones[one.pk].version + 1
    Round.objects.filter(pk__in=[one.pk for one in mine]).update(
        closed_at=now,
        closed_by=by,
        closes_at=Least(F("closes_at"), Value(now)),
        version=F("version") + 1,
    )
    _drop_hidden(mine)
    _forget_codes(mine)
    freeze(mine)
    _record(mine, by)
    return len(mine)


def _drop_hidden(rounds: Sequence[Round]) -> None:
    """Answers to questions that fell away fall away from sheets that were not sent, too.

    Whoever went back and answered an earlier question otherwise is no longer asked what
    followed from it. Sheets that were sent, or came on paper, have been through this.
    """
    asking = {one.instrument_id for one in rounds if conditional(form_of(one.instrument_id))}
    sheets = Answers.objects.filter(
        invited__round__in=[one for one in rounds if one.instrument_id in asking],
        finished_on=None,
    ).select_related("invited__round")
    for some in batched(sheets.iterator(chunk_size=AT_ONCE), AT_ONCE, strict=False):
        changed = []
        for sheet in some:
            left = kept(form_of(sheet.invited.round.instrument_id), sheet.answers)
            if left != sheet.answers:
                sheet.answers = left
                changed.append(sheet)
        Answers.objects.bulk_update(changed, ["answers"])


def _forget_codes(rounds: Sequence[Round]) -> None:
    """No code leads back to any answers now. Sheets that were sent have forgotten theirs.

    A sheet on which nothing was ever chosen is no answer. If the opening was moved since
    people began, their sheets follow it.
    """
    by_day: dict[dt.date, list[Round]] = {}
    for one in rounds:
        by_day.setdefault(one.opened_on, []).append(one)
    for opened, same in by_day.items():
        invited = Invited.objects.filter(round__in=same).values_list("pk", flat=True)
        sheets = Answers.objects.filter(invited__in=list(invited))
        sheets.filter(answers={}).delete()
        sheets.filter(finished_on=None).update(resume=None, turns={}, begun_on=opened)
        moved = sheets.filter(finished_on__isnull=False).exclude(finished_on=opened)
        moved.update(begun_on=opened, finished_on=opened)


def _record(rounds: Sequence[Round], by: User | None) -> None:
    by_country: dict[str, list[Round]] = {}
    for one in rounds:
        by_country.setdefault(one.cohort.country_id, []).append(one)
    for country, same in by_country.items():
        concerns = [one.participation.school if one.participation else None for one in same]
        record_many(
            "round.closed", on=same, by=by, scope=f"country:{country}", concerns=concerns
        )
