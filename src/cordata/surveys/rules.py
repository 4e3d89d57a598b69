"""Who may ask, who may read what was answered, and who only how many answered."""

from cordata.accounts.models import User
from cordata.clusters.models import Membership
from cordata.networks.models import Participation
from cordata.schools.rules import may_work_in
from cordata.surveys.models import Round, Shared


def may_read_report(person: User, which: Round) -> bool:
    """The school's own head and team; its mentor school only while the school lets it."""
    school = which.participation
    if school is None:
        return False
    return may_work_in(person, school.school) or _mentors_reader(person, which, school)


def may_share(person: User, which: Round) -> bool:
    """Let the mentor school read it, or no longer: the school itself."""
    school = which.participation
    return school is not None and may_work_in(person, school.school)


def _mentors_reader(person: User, which: Round, school: Participation) -> bool:
    if not Shared.objects.filter(round=which).exists():
        return False
    tied = Membership.objects.filter(
        until=None,
        side="mentor",
        cluster__memberships__in=school.memberships.filter(until=None),
    ).select_related("participation__school")
    return any(may_work_in(person, one.participation.school) for one in tied)
