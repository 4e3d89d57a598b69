"""Clusters that would like a call, each with its reason: promised things that did not happen.

No scores and no traffic lights, never a count of what a person did. A reason is a kind and
facts; its sentence is written where words live (``web.coordinating.words``). Five queries,
however many clusters: ``bench/alerts.py`` measures 2,500 of them.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet
from django.utils import timezone

from cordata.clusters.models import Cluster
from cordata.cycles.models import AlertKind
from cordata.cycles.queries.signs import (
    Broken,
    Promises,
    Still,
    broken_promises,
    goals_standing_still,
    last_heard,
    last_that_left,
    quiet_for,
)
from cordata.cycles.queries.staff import Staff, staff_of_leads
from cordata.cycles.queries.within import Within

ALONE = 1
TWICE = 2
QUIET = dt.timedelta(weeks=6)
STILL = dt.timedelta(weeks=5)
LEADING = Q(memberships__until=None, memberships__side="mentor")
RANKS = {kind: rank for rank, kind in enumerate(AlertKind)}


@dataclass(frozen=True)
class Place:
    """A cluster at work, as far as alerts need it."""

    pk: int
    cohort: int
    cohort_code: str  # its public id
    public_id: str
    letter: str
    name: str
    country: str
    since: dt.date
    mentor: str  # public id of the school that leads; empty if none does
    mentor_name: str
    is_quiet: bool
    heard: dt.datetime | None  # when a quiet one last gave a sign of life
    left: dict[str, str] | None  # the school that left last: code, name, day


@dataclass(frozen=True)
class Alert:
    """Why a cluster would like a call: a kind, the facts for its sentence, since when.

    ``evidence`` names what it rests on. Who has resolved all of it is not asked again.
    """

    kind: AlertKind
    place: Place
    since: dt.date
    evidence: frozenset[str]
    facts: dict[str, Any] = field(hash=False)

    @property
    def rank(self) -> tuple[int, dt.date, str, int]:
        """Most pressing kind first, then who has waited longest, then by letter."""
        return RANKS[self.kind], self.since, self.place.letter.rjust(4), self.place.pk


def at_work(clusters: QuerySet[Cluster], today: dt.date) -> QuerySet[Cluster]:
    """Those that promise something now: open, in a cohort that has begun and not ended."""
    return clusters.filter(
        closed_on=None, cohort__starts_on__lte=today, cohort__ends_on__gte=today
    )


def begins_on(cluster: Cluster, today: dt.date) -> dt.date | None:
    """The day, if its year is still to come. With ``ended_on`` the twin of ``at_work``."""
    return cluster.cohort.starts_on if cluster.cohort.starts_on > today else None


def ended_on(cluster: Cluster, today: dt.date) -> dt.date | None:
    """The day, if its year is over: then nothing is promised any more, kept or not."""
    over = cluster.cohort.ends_on if cluster.cohort.ends_on < today else None
    return cluster.closed_on or over


def places_at_work(clusters: QuerySet[Cluster], now: dt.datetime) -> dict[int, Place]:
    """By key, in the order of their letters. One query, and one more if some are quiet."""
    today = timezone.localdate(now)
    rows = list(
        at_work(clusters, today)
        .order_by("letter", "pk")
        .annotate(
            lead=FilteredRelation("memberships", condition=LEADING),
            is_quiet=quiet_for(QUIET, now),
            left=last_that_left(today),
        )
        .values_list(
            "pk",
            "cohort",
            "cohort__public_id",
            "public_id",
            "letter",
            "name",
            "cohort__country",
            "opened_on",
            "cohort__starts_on",
            "lead__participation__school__public_id",
            "lead__participation__school__name",
            "is_quiet",
            "left",
        )
    )
    heard = last_heard(pk for pk, *_facts, is_quiet, _left in rows if is_quiet)
    return {row[0]: _place(row, heard.get(row[0])) for row in rows}


def _place(row: Sequence[Any], heard: dt.datetime | None) -> Place:
    pk, cohort, cohort_code, code, letter, name, country = row[:7]
    opened, starts, lead, lead_name, is_quiet, left = row[7:]
    since = max(opened, starts)
    return Place(
        pk, cohort, cohort_code, code, letter, name, country, since,
        lead or "", lead_name or "", is_quiet, heard, left,
    )  # fmt: skip


def alerts_of(
    clusters: QuerySet[Cluster],
    now: dt.datetime,
    *,
    places: dict[int, Place] | None = None,
    gentle: bool = True,
) -> list[Alert]:
    """Every reason of every cluster at work, most pressing first.

    places  those of the clusters, if they are read already
    gentle  also goals that have not moved: no promise is broken by them
    """
    places = places_at_work(clusters, now) if places is None else places
    if not places:
        return []
    found = list(_alerts(places, now))
    if gentle:
        still = goals_standing_still(_within(places), now - STILL)
        here = timezone.localtime(now)
        found += [
            _goal(places[key], goals, here) for key, goals in still.items() if key in places
        ]
    return sorted(found, key=lambda one: one.rank)


def _within(places: dict[int, Place]) -> Within:
    """All rows of these clusters, and perhaps of others of their cohorts."""
    if len(places) == 1:
        return Within(cluster=next(iter(places)))
    return Within(cohorts=frozenset(place.cohort for place in places.values()))


def _alerts(places: dict[int, Place], now: dt.datetime) -> Iterator[Alert]:
    for key, promises in broken_promises(_within(places), now).items():
        if key in places:
            yield from _missed(places[key], promises)
            yield from _hardly(places[key], promises.hardly)
    staff = staff_of_leads(_within(places), now)
    for place in places.values():
        if place.is_quiet:
            yield from _quiet(place, timezone.localdate(now))
        if place.mentor:
            yield from _staff(place, staff.get(place.mentor, Staff()))
        if place.left:
            yield _left(place, place.left)


def _missed(place: Place, promises: Promises) -> Iterator[Alert]:
    """What was promised since something last took place, and did not happen."""
    missed = promises.missed
    if len(missed) < (TWICE if promises.began else 1):
        return
    kind = AlertKind.MISSED if len(missed) >= TWICE else AlertKind.FIRST_MISSED
    yield Alert(kind, place, missed[0].on, _names(missed), _days(missed))


def _hardly(place: Place, hardly: list[Broken]) -> Iterator[Alert]:
    """The last ones that took place, two or more, hardly helped."""
    if len(hardly) >= TWICE:
        yield Alert(AlertKind.HARDLY, place, hardly[0].on, _names(hardly), _days(hardly))


def _days(broken: list[Broken]) -> dict[str, Any]:
    visits = all(one.kind == "visit" for one in broken)
    return {"days": [one.on.isoformat() for one in broken], "visits": visits}


def _names(broken: list[Broken]) -> frozenset[str]:
    return frozenset(one.name for one in broken)


def _quiet(place: Place, today: dt.date) -> Iterator[Alert]:
    """Nothing is planned, and no sign of life for six weeks. Six more are a new fact."""
    heard = timezone.localdate(place.heard) if place.heard else None
    since = max(place.since, heard) if heard else place.since
    silent = today - since
    if silent >= QUIET:
        facts = {"weeks": silent.days // 7, "last": heard.isoformat() if heard else ""}
        yield Alert(AlertKind.QUIET, place, since, _again(since, silent // QUIET), facts)


def _left(place: Place, left: dict[str, str]) -> Alert:
    on = dt.date.fromisoformat(left["on"])
    facts = {"school": left["name"], "on": left["on"]}
    return Alert(AlertKind.SCHOOL_LEFT, place, on, frozenset({left["code"]}), facts)


def _staff(place: Place, staff: Staff) -> Iterator[Alert]:
    """Its head is away; or whoever leads the cluster has no colleague there."""
    facts: dict[str, Any] = {"school": place.mentor_name}
    if staff.away_since:
        away = timezone.localdate(staff.away_since)
        back = timezone.localdate(staff.away_until).isoformat() if staff.away_until else ""
        evidence = frozenset({f"{place.mentor} {away}"})
        told = facts | {"on": away.isoformat(), "until": back}
        yield Alert(AlertKind.HEAD_AWAY, place, away, evidence, told)
    if staff.people <= ALONE:
        evidence = frozenset({f"{place.mentor} {staff.people} {staff.newest}"})
        told = facts | {"people": staff.people}
        yield Alert(AlertKind.LEAD_ALONE, place, place.since, evidence, told)


def _goal(place: Place, still: list[Still], now: dt.datetime) -> Alert:
    """Kindly, and last: a goal may need its time. Five more weeks are a new fact."""
    evidence = frozenset[str]().union(
        *(_again(f"{one.goal} {one.at}", (now - one.at) // STILL) for one in still)
    )
    first = still[0]
    facts = {
        "number": len(still),
        "school": first.school,
        "goal": first.text,
        "weeks": (now - first.at).days // 7,
    }
    # The zone is that of ``now``: to look up the current one for each goal takes longer than all.
    since = first.at.astimezone(now.tzinfo).date()
    return Alert(AlertKind.GOAL_STILL, place, since, evidence, facts)


def _again(name: object, times: int) -> frozenset[str]:
    """The same silence, once more as long, is something new to look at."""
    return frozenset({f"{name} {times}"})
