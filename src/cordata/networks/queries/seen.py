"""What a person sees of the networks: the set-wise twins of ``rules``."""

from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.utils import timezone

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import places_of
from cordata.networks.models import Cohort, Country, Participation
from cordata.schools.queries.schools import my_school_ids


def coordinates(person: User) -> bool:
    """Whether there is anything that a person coordinates; costs nothing beyond the roles."""
    return any(
        places_of(person, RoleKind.COORDINATOR, scope)
        for scope in (Scope.COUNTRY, Scope.PROGRAMME)
    )


def cohorts_seen_by(person: User) -> QuerySet[Cohort]:
    """The cohorts a person coordinates, newest first: the twin of ``may_coordinate``."""
    if not coordinates(person):
        return Cohort.objects.none()  # most people; they pay for no condition
    return (
        Cohort.objects.filter(_coordinated_by(person, ""))
        .select_related("country", "programme")
        .order_by("-starts_on", "name", "pk")
    )


def cohorts_running(person: User) -> QuerySet[Cohort]:
    """Those of them whose year is not over."""
    return cohorts_seen_by(person).filter(ends_on__gte=timezone.localdate())


def countries_coordinated_by(person: User) -> QuerySet[Country]:
    """The countries a person coordinates, whole or through a programme, by code."""
    whole = places_of(person, RoleKind.COORDINATOR, Scope.COUNTRY)
    parts = places_of(person, RoleKind.COORDINATOR, Scope.PROGRAMME)
    if not parts:
        return Country.objects.filter(code__in=whole).order_by("code")
    mine = Q(code__in=whole) | Q(cohorts__programme__public_id__in=parts)
    return Country.objects.filter(mine).distinct().order_by("code")


def countries_besides(person: User, known: Collection[str]) -> QuerySet[Country]:
    """Countries a person coordinates, without those (codes) that are known already.

    Costs nothing where that leaves none: with a role in a country, its code says so.
    """
    found = countries_coordinated_by(person).exclude(code__in=known)
    if places_of(person, RoleKind.COORDINATOR, Scope.PROGRAMME):
        return found
    left = places_of(person, RoleKind.COORDINATOR, Scope.COUNTRY) - set(known)
    return found if left else found.none()


def first_country_of(person: User) -> str:
    """Whose menu a coordinator sees: the first of ``countries_coordinated_by``; "" if none."""
    if places_of(person, RoleKind.COORDINATOR, Scope.PROGRAMME):
        first = countries_coordinated_by(person).first()
        return first.code if first else ""
    return min(places_of(person, RoleKind.COORDINATOR, Scope.COUNTRY), default="")


def countries_to_start_in(person: User) -> QuerySet[Country]:
    """Where a person may start a cohort, by code: the twin of ``may_start_cohort``."""
    if places_of(person, RoleKind.COORDINATOR, Scope.PROGRAMME):
        return Country.objects.order_by("code")
    return countries_coordinated_by(person)


def participations_seen_by(person: User) -> QuerySet[Participation]:
    """Those a person coordinates or whose school is theirs: ``may_see_participation``."""
    mine = _coordinated_by(person, "cohort__") | _of_own_schools(person)
    return _with_school(Participation.objects.filter(mine))


def participations_of_schools(schools: set[str]) -> QuerySet[Participation]:
    """Where these schools (public ids) take part now, newest cohort first."""
    return (
        _with_school(
            Participation.objects.filter(school__public_id__in=schools, withdrawn_at=None)
        )
        .prefetch_related("interests__topic")
        .order_by("-cohort__starts_on", "school__name", "pk")
    )


def participations_of_schools_of(person: User) -> QuerySet[Participation]:
    """Where the schools of a person's own team take part now, newest cohort first."""
    found = participations_of_schools(my_school_ids(person))
    return found.order_by("-cohort__starts_on", "school__name", "pk")


def _with_school(participations: QuerySet[Participation]) -> QuerySet[Participation]:
    return participations.select_related(
        "cohort__country", "cohort__programme", "school__main_site"
    ).order_by("school__name", "pk")


def _coordinated_by(person: User, of: str) -> Q:
    countries = places_of(person, RoleKind.COORDINATOR, Scope.COUNTRY)
    programmes = places_of(person, RoleKind.COORDINATOR, Scope.PROGRAMME)
    in_country = Q(**{f"{of}country__in": countries})
    return in_country | Q(**{f"{of}programme__public_id__in": programmes})


def _of_own_schools(person: User) -> Q:
    return Q(school__public_id__in=my_school_ids(person))
