"""What each call of a cohort asks of its coordinator now."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from cordata.calls.models import Appeal, Application, Call, CallQuestion, Selection
from cordata.calls.queries.clock import Phase, phase
from cordata.networks.models import Cohort

SOON = dt.timedelta(days=7)


class Pressing(StrEnum):
    """The first thing a call asks for."""

    APPEALS = "appeals"
    QUESTIONS = "questions"
    DOOR = "door"  # schools have sent to a call that is open all year
    CLOSING = "closing"
    UNDECIDED = "undecided"
    DRAFT = "draft"
    NOTHING = "nothing"


@dataclass(frozen=True)
class CallAtWork:
    """A call with the numbers that its coordinator looks for."""

    call: Call
    phase: Phase
    sent: int
    unanswered: int
    appeals: int
    is_decided: bool

    @property
    def pressing(self) -> Pressing:
        """What is asked first."""
        is_choice = not self.call.is_open_door
        open_still = self.phase == Phase.OPEN and self._closes_soon()
        ended = self.phase == Phase.CLOSED and self.sent and not self.is_decided
        asked = {
            Pressing.APPEALS: self.appeals,
            Pressing.QUESTIONS: self.unanswered,
            Pressing.DRAFT: self.phase == Phase.DRAFT,
            Pressing.DOOR: self.sent and not is_choice,
            Pressing.CLOSING: is_choice and open_still,
            Pressing.UNDECIDED: is_choice and ended,
        }
        return next((what for what, is_so in asked.items() if is_so), Pressing.NOTHING)

    def _closes_soon(self) -> bool:
        closes = self.call.closes_at
        return closes is not None and closes - timezone.now() < SOON


def calls_at_work(cohorts: Iterable[Cohort]) -> list[CallAtWork]:
    """Calls of these cohorts that are not withdrawn, with their numbers. One query.

    Each knows its cohort as it was given here. At an open door only the schools that nobody has decided on count as sent.
    """
    given = {one.pk: one for one in cohorts}
    calls: QuerySet[Any] = (
        Call.objects.filter(cohort__in=given)
        .exclude(state=Call.State.WITHDRAWN)
        .annotate(**_numbers())
        .order_by("cohort__starts_on", "closes_at", "pk")
    )
    for one in calls:
        one.cohort = given[one.cohort_id]
    return [
        CallAtWork(
            call=one,
            phase=phase(one),
            sent=one.waiting if one.is_open_door else one.sent,
            unanswered=one.unanswered,
            appeals=one.appeals,
            is_decided=one.is_decided,
        )
        for one in calls
    ]


@cache  # to put it together takes longer than to ask it
def _numbers() -> dict[str, Any]:
    decided = Selection.objects.filter(call=OuterRef("pk"), decided_at__isnull=False)
    sent = Application.objects.filter(call=OuterRef("pk"), state=Application.State.SENT)
    asked = CallQuestion.objects.filter(call=OuterRef("pk"), answer="")
    appeals = Appeal.objects.filter(
        state=Appeal.State.RECEIVED, outcome__selection__call=OuterRef("pk")
    )
    return {
        "sent": _number_of(sent),
        "waiting": _number_of(sent.filter(outcomes=None)),
        "unanswered": _number_of(asked),
        "appeals": _number_of(appeals),
        "is_decided": Exists(decided),
    }


def _number_of(rows: QuerySet[Any]) -> Coalesce:
    """Counted apart: joined, each table would multiply the others."""
    alone = rows.order_by().annotate(one=Value(1)).values("one")
    counted = alone.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)
