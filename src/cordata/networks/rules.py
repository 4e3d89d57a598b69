"""Who may do what with countries, cohorts and the schools that take part."""

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import holds, is_administrator, places_of
from cordata.networks.models import Cohort, Country, Participation


def may_coordinate(person: User, place: Cohort | Country) -> bool:
    """The coordinator of the country, or of the programme a cohort belongs to.

    An administrator does not: settings and roles are one office, matching is another.
    """
    if isinstance(place, Country):
        return _coordinates_country(person, place.pk) or _coordinates_a_cohort_in(person, place)
    return _coordinates_country(person, place.country_id) or holds(
        person, [RoleKind.COORDINATOR], Scope.PROGRAMME, [place.programme.public_id]
    )


def may_set_rules(person: User, cohort: Cohort) -> bool:
    """Decide how the schools of a cohort are matched."""
    return may_coordinate(person, cohort)


def may_see_participation(person: User, participation: Participation) -> bool:
    """Whoever coordinates the cohort, and the school itself."""
    return may_coordinate(person, participation.cohort) or _works_in(person, participation)


def may_set_interests(person: User, participation: Participation) -> bool:
    """Say what a school needs or offers, and its places: the school, or its coordinator."""
    return may_see_participation(person, participation)


def may_set_wishes(person: User, participation: Participation) -> bool:
    """Wishes are private: the school itself, or its coordinator."""
    return may_see_participation(person, participation)


def may_administer(person: User) -> bool:
    """Settings of countries, the vocabulary and programmes."""
    return is_administrator(person)


def _coordinates_country(person: User, code: str) -> bool:
    return holds(person, [RoleKind.COORDINATOR], Scope.COUNTRY, [code])


def _coordinates_a_cohort_in(person: User, country: Country) -> bool:
    programmes = places_of(person, RoleKind.COORDINATOR, Scope.PROGRAMME)
    return (
        bool(programmes)
        and country.cohorts.filter(programme__public_id__in=programmes).exists()
    )


def _works_in(person: User, participation: Participation) -> bool:
    return holds(
        person,
        [RoleKind.HEAD, RoleKind.TEAM],
        Scope.SCHOOL,
        [participation.school.public_id],
    )
