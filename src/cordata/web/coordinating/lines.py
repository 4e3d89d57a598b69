"""Clusters that would like a call as pages show them: a name, a page, sentences."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone

from cordata.clusters.models import Cluster
from cordata.cycles.models import FollowUp
from cordata.cycles.queries.alerts import Place
from cordata.cycles.queries.dose import span_of
from cordata.cycles.queries.follow_ups import (
    Asking,
    Calls,
    Reason,
    calls_in,
    notes_of,
    reasons_of,
)
from cordata.cycles.queries.month import Month, month_of
from cordata.history.queries import newest_entry
from cordata.networks.models import Cohort, Country
from cordata.surveys.models import Wave
from cordata.surveys.queries.rounds import running_waves
from cordata.surveys.queries.waves import Total, totals_of
from cordata.web.coordinating.words import sentence_of
from cordata.web.surveys.forms.rounds import title_of

FIVE = 5 * 60  # seconds


@dataclass(frozen=True)
class Line:
    """One cluster: its most pressing reason first."""

    country: str  # as addresses write it
    letter: str
    name: str
    address: str
    write: str  # where a message to it is written
    readings: list["Reading"]
    taken: FollowUp | None


@dataclass(frozen=True)
class Reading:
    """One reason in words: who will call, or that it was resolved or set aside."""

    sentence: str
    taken: FollowUp | None
    settled: FollowUp | None


def lines_of(asking: Iterable[Asking]) -> list[Line]:
    """As the coordinator reads them."""
    return [
        Line(
            one.place.country.lower(),
            one.place.letter,
            one.place.name,
            reverse(
                "coordinating:cluster", args=[one.place.country.lower(), one.place.public_id]
            ),
            _write_to(one.place),
            [_reading(each) for each in (*one.reasons, *one.settled)],
            one.taken,
        )
        for one in asking
    ]


def _write_to(place: Place) -> str:
    page = reverse("coordinating:write", args=[place.country.lower(), place.cohort_code])
    return f"{page}?cluster={place.public_id}"


def first_to_call(cohorts: Iterable[Cohort]) -> list[Line]:
    """For the week of who coordinates these: those that nobody has taken, at most three."""
    keys = [one.pk for one in cohorts]
    kept = f"to-call-{keys}-{newest_entry()}".replace(" ", "")
    calls = caches["memory"].get_or_set(kept, lambda: _calls(keys), FIVE) or _calls(keys)
    return lines_of(calls.first)


def _calls(cohorts: list[int]) -> Calls:
    return calls_in(Cluster.objects.filter(cohort__in=cohorts), gentle=False)


def what_the_coordinator_sees(cluster: Cluster) -> list[Reading]:
    """The same words for the teams of the cluster. Never what the coordinator noted."""
    return [
        _reading(one)
        for one in sorted(
            reasons_of(cluster, notes_of(cluster)), key=lambda one: bool(one.settled)
        )
    ]


def _reading(reason: Reason) -> Reading:
    alert = reason.alert
    return Reading(sentence_of(alert.kind, alert.facts), reason.taken, reason.settled)


def promises_of(country: Country, cohorts: list[Cohort]) -> dict[str, Any]:
    """For the overview: who would like a call, and what this month has brought."""
    keys = [one.pk for one in cohorts]
    # Five minutes, or until something is done: it takes half the time of the page.
    kept = f"promises-{country.code}-{keys}-{newest_entry()}".replace(" ", "")
    made = caches["memory"].get_or_set(kept, lambda: _promises(country, keys), FIVE)
    calls, month = made or _promises(country, keys)
    return {
        "calls": calls,
        "first_calls": lines_of(calls.first),
        "month": month,
        "heard": _heard([one for one in cohorts if one.asks]),  # type: ignore[attr-defined]  # annotated or prefetched by its query
    }


def _heard(cohorts: list[Cohort]) -> list[dict[str, Any]]:
    """What is asked of schools now, and how many have answered, voice by voice."""
    if not cohorts:
        return []
    # Answers are no deeds of the trail: five minutes, whatever is done meanwhile.
    kept = f"heard-{[one.pk for one in cohorts]}".replace(" ", "")
    waves, totals = caches["memory"].get_or_set(
        kept, lambda: _totals(cohorts), FIVE
    ) or _totals(cohorts)
    return [
        {"wave": one, "title": title_of(one.instrument), "totals": totals[one.pk]}
        for one in waves
    ]


def _totals(cohorts: list[Cohort]) -> tuple[list[Wave], dict[int, list[Total]]]:
    waves = running_waves(cohorts)
    return waves, totals_of(waves) if waves else {}


def _promises(country: Country, cohorts: list[int]) -> tuple[Calls, Month | None]:
    clusters = Cluster.objects.filter(cohort__in=cohorts)
    calls = _calls(cohorts)
    if not calls.total:
        return calls, None
    today = timezone.localdate(timezone=ZoneInfo(country.time_zone))
    return calls, month_of(clusters, span_of(country, today.replace(day=1), today))


def in_days(number: int) -> dt.date:
    """A day to propose."""
    return timezone.localdate() + dt.timedelta(days=number)
