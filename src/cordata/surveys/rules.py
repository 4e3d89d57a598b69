"""Who may ask, who may read what was answered, and who only how many answered."""

from cordata.accounts.models import User
from cordata.accounts.queries import is_administrator
from cordata.clusters.models import Membership
from cordata.networks.models import Participation
from cordata.networks.rules import may_coordinate_country
from cordata.schools.rules import may_work_in
from cordata.surveys.models import Instrument, InstrumentVersion, Round, Shared


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


def may_write_instruments(person: User, country: str) -> bool:
    """Those of the platform (""): administrators; those of a country: its coordinators."""
    return may_coordinate_country(person, country) if country else is_administrator(person)


def may_edit_instrument(person: User, instrument: Instrument) -> bool:
    """Begin, change and publish its drafts."""
    return may_write_instruments(person, instrument.country)


def may_see_instrument(person: User, instrument: Instrument) -> bool:
    """What is published may be read by everybody here; a first draft by whoever writes it."""
    published = instrument.versions.exclude(state=InstrumentVersion.State.DRAFT)
    return published.exists() or may_edit_instrument(person, instrument)
