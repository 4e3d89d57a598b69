"""Who leaves, and what stays: a colleague, a school, the cluster at its end."""

from functools import partial

from cordata.accounts.actions import add_person, end_role, grant_role
from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import current_roles
from cordata.clusters.actions.changing import withdraw_school
from cordata.cycles.actions.reviews import hand_over
from cordata.demo.names import FIRST, LAST
from cordata.demo.year.activities import SILENT
from cordata.demo.year.almanac import Deed, moment
from cordata.demo.year.people import Team
from cordata.demo.year.words import words_in
from cordata.networks.models import Participation
from cordata.schools.models import School

LEAVES = "B"  # from the cluster of this letter a school withdraws in February
CHANGES = "C"  # in the mentor school of this one a colleague leaves, and another comes


def leaving(team: Team, year: int, zone: str) -> list[Deed]:
    """In January a colleague, in February a school; in June each cluster but the silent one."""
    letter, deeds = team.cluster.letter, list[Deed]()
    if letter == CHANGES:
        deeds.append((moment(year + 1, 1, 28, 14, zone), partial(_colleague, team, year + 1)))
    if letter == LEAVES and len(team.mentees) > 1:
        deeds.append((moment(year + 1, 2, 9, 11, zone), partial(_school, team)))
    if letter != SILENT:
        deeds.append((moment(year + 1, 6, 18, 15, zone), partial(_cluster, team)))
    return deeds


def _hand_over(
    team: Team, kind: str, of: Participation | None, by: User, name: str = ""
) -> None:
    told = words_in(team.language).hand_over[kind]
    hand_over(
        team.cluster, of, stays=told.stays, keeper=told.keeper.format(name=name),
        passed_on=told.passed_on, version=None, by=by,
    )  # fmt: skip


def _colleague(team: Team, year: int) -> None:
    """Writes down what stays, for somebody who is in the team from then on."""
    school, head = team.mentor.school, team.head(team.mentor)
    role = (
        current_roles()
        .filter(kind=RoleKind.TEAM, scope=Scope.SCHOOL, place=school.public_id)
        .order_by("pk")
        .first()
    )
    if role is None:
        return
    name = _newcomer(team, [head.name, role.person.name])
    _hand_over(team, "colleague", team.mentor, role.person, name)
    end_role(role, by=head)
    join(school, name, f"colleague{year}.{school.national_code.lower()}", team.language, head)


def _newcomer(team: Team, known: list[str]) -> str:
    country, chance = team.cluster.cohort.country_id, team.chance("newcomer")
    names = [
        f"{first} {last}"
        for first in FIRST[country].split(",")
        for last in LAST[country].split(",")
    ]
    return chance.choice([name for name in names if name not in known])


def join(school: School, name: str, mail: str, language: str, head: User) -> User:
    """A new person in the school's team."""
    person = add_person(email=f"{mail}@example.org", name=name, language=language, by=head)
    grant_role(person, kind=RoleKind.TEAM, scope=Scope.SCHOOL, place=school.public_id, by=head)
    return person


def _school(team: Team) -> None:
    """The last one: it hands over, then its coordinator lets it go."""
    school = team.mentees[-1]
    _hand_over(team, "school", school, team.head(school))
    team.mentees.pop()
    membership = school.memberships.get(until=None)
    team.cluster.refresh_from_db()
    withdraw_school(
        membership, version=team.cluster.version,
        reason=words_in(team.language).reasons.left, by=team.coordinator,
    )  # fmt: skip


def _cluster(team: Team) -> None:
    _hand_over(team, "cluster", None, team.head(team.mentor))
