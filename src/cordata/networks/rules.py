"""Who may do what with countries, cohorts and the schools that take part."""

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import holds, is_administrator, places_of
from cordata.networks.models import Cohort, Country, Participation
from cordata.schools.rules import may_work_in


def may_coordinate_country(person: User, country: str) -> bool:
    """Coordinators of the country (its code) as a whole."""
    return holds(person, [RoleKind.COORDINATOR], Scope.COUNTRY, [country])


def may_coordinate(person: User, place: Cohort | Country) -> bool:
    """The coordinator of the country, or of the programme a cohort belongs to.

    An administrator does not: settings and roles are one office, matching is another.
    """
    if isinstance(place, Country):
        return may_coordinate_country(person, place.pk) or _has_a_cohort_in(person, place)
    return may_coordinate_country(person, place.country_id) or holds(
        person, [RoleKind.COORDINATOR], Scope.PROGRAMME, [place.programme.public_id]
    )


def may_start_cohort(person: User, country: Country) -> bool:
    """The country's coordinator; and whoever coordinates a programme, also as its first."""
    return may_coordinate(person, country) or bool(
        places_of(person, RoleKind.COORDINATOR, Scope.PROGRAMME)
    )


def may_see_participation(person: User, participation: Participation) -> bool:
    """Whoever coordinates the cohort, and the school itself."""
    return may_work_in(person, participation.school) or may_coordinate(
        person, participation.cohort
    )


def may_set_interests(person: User, participation: Participation) -> bool:
    """A school says itself what it needs or offers; its coordinators may help."""
    return may_see_participation(person, participation)


def may_administer(person: User) -> bool:
    """Settings of countries, the vocabulary and programmes."""
    return is_administrator(person)


def _has_a_cohort_in(person: User, country: Country) -> bool:
    programmes = places_of(person, RoleKind.COORDINATOR, Scope.PROGRAMME)
    return (
        bool(programmes)
        and country.cohorts.filter(programme__public_id__in=programmes).exists()
    )
