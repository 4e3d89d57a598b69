"""Who may keep a diary, read an entry, let it go to the public."""

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import holds, places_of
from cordata.clusters.rules import may_enter
from cordata.cycles.models import DiaryEntry, PublicPost
from cordata.networks.models import Participation
from cordata.networks.rules import may_coordinate
from cordata.schools.rules import may_work_in


def may_keep_diary(person: User, participation: Participation) -> bool:
    """Write in a school's diary, take out of it, propose for the public: head and team."""
    return may_work_in(person, participation.school)


def may_read_entry(person: User, entry: DiaryEntry) -> bool:
    """The school, its cluster and coordinators; its cohort and researchers if it said so."""
    if entry.taken_out_at is not None:
        return False
    cohort, school = entry.participation.cohort, entry.participation.school
    if may_work_in(person, school) or may_enter(person, entry.cluster):
        return True
    if entry.readers == DiaryEntry.Readers.CLUSTER:
        return False
    mine = places_of(person, RoleKind.TEAM, Scope.SCHOOL) | places_of(
        person, RoleKind.HEAD, Scope.SCHOOL
    )
    here = cohort.participations.filter(school__public_id__in=mine, withdrawn_at=None)
    if mine and here.exists():
        return True
    researchers = [RoleKind.RESEARCHER]
    return entry.readers == DiaryEntry.Readers.RESEARCHERS and (
        holds(person, researchers, Scope.COUNTRY, [cohort.country_id])
        or holds(person, researchers, Scope.PROGRAMME, [cohort.programme.public_id])
    )


def may_decide_post(person: User, post: PublicPost) -> bool:
    """Approve or send back: whoever coordinates the cohort, unless it is their own school."""
    participation = post.entry.participation
    return may_coordinate(person, participation.cohort) and not may_work_in(
        person, participation.school
    )
