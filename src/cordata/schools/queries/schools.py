"""Schools as people see them: directory, search, map."""

from django.db.models import Count, Q, QuerySet

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import (
    current_roles,
    is_administrator,
    open_invitations,
    places_of,
)
from cordata.analysis.registers.gazetteer import fold
from cordata.schools.models import School


def schools_seen_by(person: User) -> QuerySet[School]:
    """The set-wise twin of ``rules.may_see``."""
    seen = Q(listed=True, closed_on=None)
    if person.is_authenticated:
        if is_administrator(person):
            return School.objects.select_related("main_site", "legal_entity")
        seen |= Q(public_id__in=my_school_ids(person))
        seen |= Q(country__in=places_of(person, RoleKind.COORDINATOR, Scope.COUNTRY))
    return School.objects.filter(seen).select_related("main_site", "legal_entity")


def my_school_ids(person: User) -> set[str]:
    """Public ids of the schools a person works in."""
    return places_of(person, RoleKind.HEAD, Scope.SCHOOL) | places_of(
        person, RoleKind.TEAM, Scope.SCHOOL
    )


def my_schools(person: User) -> QuerySet[School]:
    """The schools a person works in."""
    return (
        School.objects.filter(public_id__in=my_school_ids(person))
        .select_related("main_site", "legal_entity")
        .order_by("name")
    )


def schools_alone(person: User) -> QuerySet[School]:
    """Those a person speaks for alone: nobody else is in the team, and nobody is invited."""
    mine, led = my_school_ids(person), places_of(person, RoleKind.HEAD, Scope.SCHOOL)
    speaks = Q(public_id__in=led)
    if countries := places_of(person, RoleKind.COORDINATOR, Scope.COUNTRY):
        speaks |= Q(public_id__in=mine, country__in=countries)
    if not mine or not (led or countries):
        return School.objects.none()  # most of a team; they pay for no condition
    team = current_roles().filter(
        ~Q(person=person), kind__in=[RoleKind.HEAD, RoleKind.TEAM], scope=Scope.SCHOOL,
        place__in=mine,
    )  # fmt: skip
    invited = open_invitations(Scope.SCHOOL, mine).order_by()
    return School.objects.filter(
        speaks,
        ~Q(public_id__in=team.values("place")),
        ~Q(public_id__in=invited.values("place")),
    )


def search_schools(
    schools: QuerySet[School],
    *,
    words: str = "",
    country: str = "",
    region: str = "",
    level: str = "",
) -> QuerySet[School]:
    """Narrow ``schools``: every word must occur in name, town or code, without accents."""
    if country:
        schools = schools.filter(country=country)
    if region:
        schools = schools.filter(main_site__region=region)
    if level:
        schools = schools.filter(level_text__contains=f" {level} ")
    for word in fold(words).split():
        schools = schools.filter(search_text__contains=word)
    return schools.order_by("name", "pk")


def regions_of(country: str) -> list[tuple[str, int]]:
    """Regions of a country with how many open, listed schools each has."""
    rows = (
        School.objects.filter(country=country, listed=True, closed_on=None)
        .exclude(main_site__region="")
        .values_list("main_site__region")
        .annotate(schools=Count("pk"))
        .order_by("main_site__region")
    )
    return [(region, count) for region, count in rows if region]


def countries_with_schools() -> list[tuple[str, int]]:
    """Countries with how many open, listed schools each has."""
    rows = (
        School.objects.filter(listed=True, closed_on=None)
        .values_list("country")
        .annotate(schools=Count("pk"))
        .order_by("country")
    )
    return list(rows)


def search_text_of(school: School, municipality: str) -> str:
    """What ``search_schools`` looks in."""
    return fold(f"{school.name} {municipality} {school.national_code}")[:500]


def level_text_of(levels: list[str]) -> str:
    """Levels as one searchable text, the same in both databases: " 1 2 "."""
    return f" {' '.join(levels)} " if levels else ""
