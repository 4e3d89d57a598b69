"""Calls as coordinators and as everybody see them."""

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from cordata.accounts.models import User
from cordata.calls.models import Call, CallQuestion, Criterion, Paper, Stratum
from cordata.networks.models import Cohort
from cordata.networks.queries import cohorts_seen_by


def calls_seen_by(person: User) -> QuerySet[Call]:
    """Calls a person edits, newest first: the twin of ``rules.may_edit_call``."""
    return _whole(Call.objects.filter(cohort__in=cohorts_seen_by(person)))


def public_calls() -> QuerySet[Call]:
    """Published calls, those that close last first."""
    return _whole(Call.objects.filter(state=Call.State.PUBLISHED)).order_by("-closes_at", "pk")


def promising_call(cohort: Cohort) -> Call | None:
    """The newest published call of a cohort: the one that promised its matching rules."""
    return _whole(Call.objects.filter(cohort=cohort, state=Call.State.PUBLISHED)).first()


def open_calls() -> QuerySet[Call]:
    """Published calls that have not closed yet, those that close first first."""
    return public_calls().filter(closes_at__gt=timezone.now()).order_by("closes_at", "pk")


def answered_questions(call: Call) -> QuerySet[CallQuestion]:
    """Questions with their answers, for all to read, newest first."""
    return call.questions.exclude(answer="").filter(is_hidden=False).order_by("-answered_at")


def all_questions(call: Call) -> QuerySet[CallQuestion]:
    """Every question for the coordinator, unanswered first."""
    return call.questions.select_related("answered_by").order_by("answered_at", "asked_at")


def _whole(calls: QuerySet[Call]) -> QuerySet[Call]:
    in_order = [
        Prefetch("strata", Stratum.objects.order_by("position")),
        Prefetch("criteria", Criterion.objects.order_by("position")),
        Prefetch("papers", Paper.objects.order_by("position")),
    ]
    related = calls.select_related("cohort__country", "cohort__programme", "text")
    return related.prefetch_related(*in_order).order_by("-created_at", "pk")
