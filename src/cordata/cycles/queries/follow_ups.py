"""Which alerts still ask, who looks after which, what is settled, and what was found before."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils import timezone

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import current_roles
from cordata.clusters.models import Cluster
from cordata.cycles.models import AlertKind, FollowUp
from cordata.cycles.queries.alerts import Alert, Place, alerts_of, places_at_work
from cordata.networks.models import Cohort

FIRST = 3
State = FollowUp.State


@dataclass
class Reason:
    """An alert that stands: it asks, somebody has taken it, or it is settled for now."""

    alert: Alert
    taken: FollowUp | None = None
    settled: FollowUp | None = None  # by which it was resolved, or set aside until a day


@dataclass
class Asking:
    """A cluster with its reasons, most pressing first."""

    place: Place
    reasons: list[Reason] = field(default_factory=list)
    settled: list[Reason] = field(default_factory=list)

    @property
    def first(self) -> Reason:
        return self.reasons[0]

    @property
    def others(self) -> list[Reason]:
        return self.reasons[1:]

    @property
    def needs_a_call(self) -> bool:
        """A promise was not kept, and that asks."""
        return _broke_one(self.reasons)

    @property
    def is_settled(self) -> bool:
        """A promise was not kept; it was spoken of, or will be on a day. Nothing else asks."""
        return not self.needs_a_call and _broke_one(self.settled)

    @property
    def taken(self) -> FollowUp | None:
        """Who looks after the most pressing reason."""
        return self.first.taken if self.reasons else None


@dataclass(frozen=True)
class Calls:
    """The clusters of a coordinator: who would like a call, and how many keep their promises."""

    waiting: Sequence[Asking]  # nobody has taken their most pressing reason
    taken: Sequence[Asking]
    settled: Sequence[Asking]  # all that stands was resolved or set aside; it is not kept
    gentle: Sequence[Asking]  # all promises are kept; a goal has not moved for long
    total: int

    @property
    def first(self) -> Sequence[Asking]:
        """At most three: more is no help."""
        return self.waiting[:FIRST]

    @property
    def kept(self) -> int:
        """How many have no promise that was not kept."""
        return self.total - len(self.waiting) - len(self.taken) - len(self.settled)


def calls_in(
    clusters: QuerySet[Cluster], now: dt.datetime | None = None, *, gentle: bool = True
) -> Calls:
    """Which of these clusters would like a call now. Four queries, however many they are.

    gentle  also those of which only a goal has not moved: one query more
    """
    now = now or timezone.now()
    places = places_at_work(clusters, now)
    standing = _standing(clusters, now, places, gentle=gentle)
    taken = [one for one in standing if one.taken]
    alone = [one for one in standing if one.taken is None]
    settled = [one for one in alone if one.is_settled]
    return Calls(
        waiting=[one for one in alone if one.needs_a_call],
        taken=taken,
        settled=settled,
        gentle=[
            one for one in alone if one.reasons and not (one.needs_a_call or one.is_settled)
        ],
        total=len(places),
    )


def asking_in(
    clusters: QuerySet[Cluster], now: dt.datetime | None = None, *, gentle: bool = True
) -> list[Asking]:
    """Clusters with a reason that nobody has resolved or set aside, most pressing first."""
    now = now or timezone.now()
    standing = _standing(clusters, now, places_at_work(clusters, now), gentle=gentle)
    return [one for one in standing if one.reasons]


def reasons_of(cluster: Cluster, notes: Iterable[FollowUp]) -> list[Reason]:
    """Everything that stands in one cluster whose ``notes_of`` are read; settled or not."""
    now = timezone.now()
    alerts = alerts_of(Cluster.objects.filter(pk=cluster.pk), now)
    return _reasons(alerts, notes, timezone.localdate(now))


def _broke_one(reasons: list[Reason]) -> bool:
    """That a goal has not moved breaks no promise."""
    return any(one.alert.kind != AlertKind.GOAL_STILL for one in reasons)


def _standing(
    clusters: QuerySet[Cluster],
    now: dt.datetime,
    places: dict[int, Place],
    *,
    gentle: bool,
) -> list[Asking]:
    alerts = alerts_of(clusters, now, places=places, gentle=gentle)
    if not alerts:
        return []
    follow_ups = FollowUp.objects.filter(cluster__in=clusters).exclude(kind="")
    found: dict[int, Asking] = {}
    for reason in _reasons(alerts, follow_ups.select_related("owner"), timezone.localdate(now)):
        one = found.setdefault(reason.alert.place.pk, Asking(reason.alert.place))
        (one.settled if reason.settled else one.reasons).append(reason)
    return list(found.values())


def _reasons(
    alerts: list[Alert], follow_ups: Iterable[FollowUp], today: dt.date
) -> list[Reason]:
    of: dict[tuple[int, str], list[FollowUp]] = defaultdict(list)
    for one in follow_ups:
        if one.state != State.ASIDE or (one.aside_until and one.aside_until > today):
            of[one.cluster_id, one.kind].append(one)
    return [_reason(one, of[one.place.pk, one.kind]) for one in alerts]


def _reason(alert: Alert, follow_ups: list[FollowUp]) -> Reason:
    """Settled if it is set aside, or if everything it rests on was resolved before."""
    taken = next((one for one in follow_ups if one.state == State.TAKEN), None)
    return Reason(alert, taken, None if taken else _settled(alert, follow_ups))


def _settled(alert: Alert, follow_ups: list[FollowUp]) -> FollowUp | None:
    """The newest by which it does not ask now."""
    by_key = sorted(follow_ups, key=lambda one: one.pk)
    aside = [one for one in by_key if one.state == State.ASIDE]
    resolved = [
        one
        for one in by_key
        if one.state == State.RESOLVED and not alert.evidence.isdisjoint(one.evidence)
    ]
    covered = {name for one in resolved for name in one.evidence}
    if aside:
        return aside[-1]
    return resolved[-1] if alert.evidence <= covered else None


def notes_of(cluster: Cluster) -> QuerySet[FollowUp]:
    """What was done and found, newest first. For coordinators alone."""
    return cluster.follow_ups.select_related("owner", "begun_by", "ended_by").order_by(
        "-begun_at", "-pk"
    )


def promised_calls_of(person: User) -> QuerySet[FollowUp]:
    """The calls a person has promised, the next one first."""
    return FollowUp.objects.filter(owner=person, state=State.TAKEN).order_by("planned_on", "pk")


def who_may_call(cohort: Cohort) -> list[User]:
    """Everybody who coordinates the country or the programme of a cohort, by name."""
    return callers_and_leads(cohort, [])[0]


def callers_and_leads(cohort: Cohort, leading: list[str]) -> tuple[list[User], list[User]]:
    """Who may call, and whom: heads and teams of the schools that lead. One query.

    leading  public ids of schools
    """
    here = Q(scope=Scope.COUNTRY, place=cohort.country_id)
    whole = Q(scope=Scope.PROGRAMME, place=cohort.programme.public_id)
    calling = Q(kind=RoleKind.COORDINATOR) & (here | whole)
    called = Q(kind__in=[RoleKind.HEAD, RoleKind.TEAM], scope=Scope.SCHOOL, place__in=leading)
    callers: dict[int, User] = {}
    leads: dict[int, User] = {}
    for role in current_roles().filter(calling | called).select_related("person"):
        found = callers if role.kind == RoleKind.COORDINATOR else leads
        found[role.person_id] = role.person
    return _by_name(callers), _by_name(leads)


def _by_name(people: dict[int, User]) -> list[User]:
    return sorted(people.values(), key=lambda one: (one.name, one.pk))
