"""Who may ask, who may read what was answered, and who only how many answered."""

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import holds, is_administrator, places_of
from cordata.clusters.models import Cluster, Membership
from cordata.clusters.rules import may_enter
from cordata.networks.models import Cohort, Participation
from cordata.networks.rules import may_coordinate, may_coordinate_country
from cordata.schools.models import School
from cordata.schools.rules import may_work_in
from cordata.surveys.models import Instrument, InstrumentVersion, Round, Shared


def may_start_round(person: User, participation: Participation) -> bool:
    """Ask the people of a school: its head and its team."""
    return may_work_in(person, participation.school)


def may_ask_cluster(person: User, cluster: Cluster) -> bool:
    """Ask all schools of a cluster: the mentor school's team, and its coordinators."""
    if may_coordinate(person, cluster.cohort):
        return True
    mentors = cluster.memberships.filter(until=None, side=Participation.Side.MENTOR)
    schools = set(mentors.values_list("participation__school__public_id", flat=True))
    mine = places_of(person, RoleKind.TEAM, Scope.SCHOOL) | places_of(
        person, RoleKind.HEAD, Scope.SCHOOL
    )
    return bool(schools & mine)


def may_start_wave(person: User, cohort: Cohort) -> bool:
    """Ask all schools of a cohort at once: whoever coordinates it."""
    return may_coordinate(person, cohort)


def may_see_round(person: User, round_: Round) -> bool:
    """How many answered: the school or the cluster that is asked, and its coordinators."""
    if round_.cluster:
        return may_enter(person, round_.cluster)
    participation = round_.of_school
    return may_work_in(person, participation.school) or may_coordinate(
        person, participation.cohort
    )


def may_run_round(person: User, round_: Round) -> bool:
    """Its links, its closing date, its paper: whoever may start one like it."""
    if round_.cluster:
        return may_ask_cluster(person, round_.cluster)
    return may_start_round(person, round_.of_school)


def may_read_report(person: User, which: Round) -> bool:
    """The school's own head and team; its mentor school only while the school lets it.

    What a cluster was asked together is read by all who enter the cluster.
    """
    school = which.participation
    if school is None:
        return which.cluster is not None and may_enter(person, which.cluster)
    return may_work_in(person, school.school) or _mentors_reader(person, which, school)


def may_share(person: User, which: Round) -> bool:
    """Let the mentor school read it, or no longer: the school itself."""
    school = which.participation
    return school is not None and may_work_in(person, school.school)


def may_withhold(person: User, school: School) -> bool:
    """Keep a school's answers from research, or allow it again: its head, nobody for it."""
    return holds(person, [RoleKind.HEAD], Scope.SCHOOL, [school.public_id])


def _mentors_reader(person: User, which: Round, school: Participation) -> bool:
    if not Shared.objects.filter(round=which).exists():
        return False
    tied = Membership.objects.filter(
        until=None,
        side="mentor",
        cluster__memberships__in=school.memberships.filter(until=None),
    ).select_related("participation__school")
    return any(may_work_in(person, one.participation.school) for one in tied)


def may_write_instruments(person: User, country: str) -> bool:
    """Those of the platform (""), locked cores among them: administrators only.

    Those of a country: its coordinators, and whoever researches it or a programme that it
    takes part in.
    """
    if not country:
        return is_administrator(person)
    return may_coordinate_country(person, country) or country in countries_researched_by(person)


def countries_researched_by(person: User) -> set[str]:
    """A researcher's own countries, and those that take part in her programmes.

    No query for whoever researches no programme.
    """
    countries = places_of(person, RoleKind.RESEARCHER, Scope.COUNTRY)
    programmes = places_of(person, RoleKind.RESEARCHER, Scope.PROGRAMME)
    if not programmes:
        return countries
    cohorts = Cohort.objects.filter(programme__public_id__in=programmes)
    return countries | set(cohorts.values_list("country_id", flat=True))


def may_edit_instrument(person: User, instrument: Instrument) -> bool:
    """Begin, change and publish its drafts."""
    return may_write_instruments(person, instrument.country)


def may_see_instrument(person: User, instrument: Instrument) -> bool:
    """What is published may be read by everybody here; a first draft by whoever writes it."""
    published = instrument.versions.exclude(state=InstrumentVersion.State.DRAFT)
    return published.exists() or may_edit_instrument(person, instrument)
