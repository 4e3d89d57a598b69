"""Published clusters: what the public, the schools and the coordinators see of them."""

from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import places_of
from cordata.clusters.models import Cluster, CoordinationModel, Membership
from cordata.networks.models import Cohort, Country
from cordata.networks.queries import cohorts_seen_by


def open_clusters(cohort: Cohort) -> QuerySet[Cluster]:
    """The clusters of a cohort that work now, each with ``.now`` (members) and ``.models``."""
    return _with_members(Cluster.objects.filter(cohort=cohort, closed_on=None))


def clusters_in(cohorts: list[Cohort]) -> QuerySet[Cluster]:
    """The same for several cohorts, in the order in which a person sees cohorts; in each, those
    that have ended stand last.
    """
    found = _with_members(Cluster.objects.filter(cohort__in=cohorts))
    at_work_first = F("closed_on").desc(nulls_first=True)
    return found.order_by(
        "-cohort__starts_on", "cohort__name", "cohort", at_work_first, "letter", "pk"
    )


def at_work_in(cohorts: list[Cohort]) -> dict[int, int]:
    """How many clusters are at work, by cohort (key); one that never formed any is not there."""
    at_work = Count("pk", filter=Q(closed_on=None))
    formed = Cluster.objects.filter(cohort__in=cohorts).values_list("cohort")
    return dict(formed.annotate(at_work=at_work))


def public_clusters(country: Country) -> QuerySet[Cluster]:
    """The open clusters of a country, for anybody. Unlisted schools stay unnamed there."""
    return _with_members(Cluster.objects.filter(cohort__country=country, closed_on=None))


def clusters_coordinated_by(person: User) -> QuerySet[Cluster]:
    """Every cluster, open or closed, of the cohorts a person coordinates."""
    return Cluster.objects.filter(cohort__in=cohorts_seen_by(person)).select_related(
        "cohort__country", "cohort__programme"
    )


def clusters_entered_by(person: User) -> QuerySet[Cluster]:
    """The set-wise twin of ``rules.may_enter``."""
    mine = Q(cohort__in=cohorts_seen_by(person)) | Q(pk__in=_inside(person))
    return Cluster.objects.filter(mine).select_related("cohort__country")


def clusters_talked_in_by(person: User) -> QuerySet[Cluster]:
    """The set-wise twin of ``rules.may_talk_inside``."""
    found = Cluster.objects.filter(pk__in=_inside(person))
    return found.select_related("cohort__country")


def _inside(person: User) -> QuerySet[Membership, Any]:
    """Clusters in which a school of this person is now."""
    schools = places_of(person, RoleKind.TEAM, Scope.SCHOOL) | places_of(
        person, RoleKind.HEAD, Scope.SCHOOL
    )
    return Membership.objects.filter(
        until=None, participation__school__public_id__in=schools
    ).values("cluster")


def clusters_of_schools(schools: set[str]) -> QuerySet[Cluster]:
    """The open clusters in which these schools (public ids) are now."""
    return _with_members(
        Cluster.objects.filter(
            closed_on=None,
            memberships__until=None,
            memberships__participation__school__public_id__in=schools,
        ).distinct()
    )


def ended_ties_of(schools: set[str]) -> QuerySet[Membership]:
    """Where these schools (public ids) stood when their cluster ended, the last first."""
    found = Membership.objects.filter(
        until=None,
        cluster__closed_on__isnull=False,
        participation__school__public_id__in=schools,
    ).select_related("cluster", "participation__school", "participation__cohort__programme")
    return found.order_by("-cluster__closed_on", "-pk")


def newest_tie_of(schools: set[str]) -> Membership | None:
    """Where these schools (public ids) are tied in now; if nowhere, where they were last."""
    found = Membership.objects.filter(
        until=None, participation__school__public_id__in=schools
    ).select_related("cluster", "participation")
    at_work_first = F("cluster__closed_on").desc(nulls_first=True)
    return found.order_by(at_work_first, "-cluster__opened_on", "-pk").first()


def cluster_letters(cohort: Cohort, schools: list[int]) -> dict[int, str]:
    """The letter of the cluster in which each of these schools (keys) is now."""
    members = Membership.objects.filter(
        cluster__cohort=cohort, until=None, participation__school__in=schools
    )
    return dict(members.values_list("participation__school_id", "cluster__letter"))


def with_members(clusters: QuerySet[Cluster]) -> QuerySet[Cluster]:
    """Read members (``.now``, mentor first) and the model of today (``.models_now``)."""
    return _with_members(clusters)


def _with_members(clusters: QuerySet[Cluster]) -> QuerySet[Cluster]:
    members = (
        Membership.objects.filter(until=None)
        .select_related("participation__school__main_site")
        .order_by("-side", "pk")
    )
    return (
        clusters.select_related("cohort__country", "cohort__programme")
        .prefetch_related(
            Prefetch("memberships", members, to_attr="now"),
            Prefetch(
                "models", CoordinationModel.objects.filter(until=None), to_attr="models_now"
            ),
        )
        .order_by("letter", "pk")
    )
