"""Who comes: what each school has answered, and the signed links that stand in letters."""

from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.core.signing import BadSignature, Signer

from cordata.accounts.models import User
from cordata.clusters.models import Membership
from cordata.cycles.models import Activity, Answer, PersonalCalendar
from cordata.networks.models import Participation
from cordata.schools.queries.schools import my_school_ids

ANSWERS = Signer(salt="cordata.cycles.answer", sep=".")
CALENDARS = Signer(salt="cordata.cycles.calendar", sep=".")


@dataclass(frozen=True)
class Asked:
    """One person, asked for their school."""

    activity: Activity
    person: User
    participation: Participation


def token_for(activity: Activity, person: User) -> str:
    """Signs that ``person`` may answer for their school, without signing in."""
    return ANSWERS.sign(f"{activity.public_id}.{person.public_id}")


def asked_by(token: str) -> Asked | None:
    """Who is asked; None if it is forged, or the person's school is no longer there."""
    try:
        activity_id, person_id = ANSWERS.unsign(token).split(".")
    except (BadSignature, ValueError):
        return None
    person = User.objects.filter(public_id=person_id, is_active=True).first()
    activity = (
        Activity.objects.filter(public_id=activity_id)
        .select_related("cluster__cohort__country", "host__school", "planned_by")
        .first()
    )
    if person is None or activity is None:
        return None
    participation = school_of(person, activity)
    return Asked(activity, person, participation) if participation else None


def school_of(person: User, activity: Activity) -> Participation | None:
    """For which school of the cluster a person answers."""
    member = (
        activity.cluster.memberships.filter(
            until=None, participation__school__public_id__in=my_school_ids(person)
        )
        .select_related("participation__school")
        .order_by("pk")
        .first()
    )
    return member.participation if member else None


def answers_of(activity: Activity) -> list[tuple[Membership, Answer | None]]:
    """Each school of the cluster, with its answer to this date; None if it gave none."""
    given = {
        one.participation_id: one
        for one in activity.answers.filter(starts_at=activity.starts_at).select_related(
            "answered_by"
        )
    }
    members = activity.cluster.memberships.filter(until=None)
    return [
        (one, given.get(one.participation_id))
        for one in members.select_related("participation__school").order_by("-side", "pk")
    ]


def calendar_address(calendar: PersonalCalendar) -> str:
    """Where calendar programs fetch it; signed, so that no copy of the database opens it."""
    token = CALENDARS.sign(f"{calendar.public_id}.{calendar.version}")
    return urljoin(settings.PUBLIC_ADDRESS, f"/calendar/{token}.ics")


def calendar_with(token: str) -> PersonalCalendar | None:
    """The calendar of this address; None if it is forged or a newer one was made."""
    try:
        public_id, version = CALENDARS.unsign(token).split(".")
    except (BadSignature, ValueError):
        return None
    return (
        PersonalCalendar.objects.filter(
            public_id=public_id, version=int(version), person__is_active=True
        )
        .select_related("person")
        .first()
    )


def calendar_of_person(person: User) -> PersonalCalendar | None:
    """What a person has set; None if they never opened the page."""
    return PersonalCalendar.objects.filter(person=person).first()
