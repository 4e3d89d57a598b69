"""Who comes: what each school has answered, and the signed links that stand in letters."""

import re
from base64 import b32encode
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from cordata.accounts.models import User
from cordata.clusters.models import Membership
from cordata.cycles.models import Activity, Answer, PersonalCalendar
from cordata.networks.models import Participation
from cordata.schools.queries.schools import my_school_ids

ANSWERS = Signer(salt="cordata.cycles.answer", sep=".")
# Calendar programs write back to it. Small letters, because mail programs change capitals, and
# at most 64 of them, because mail servers take no more.
DATE_SALT = "cordata.cycles.date"
DATE_ADDRESS = re.compile(r"^reply\+([0-9a-z]{14})\.([0-9a-z]{14})\.([a-z2-7]{24})@")
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
    activity = _activities().filter(public_id=activity_id).first()
    if person is None or activity is None:
        return None
    participation = school_of(person, activity)
    return Asked(activity, person, participation) if participation else None


def date_address(activity: Activity, person: User) -> str:
    """Where ``person`` alone answers to a date by mail; "" if no mail comes in here."""
    if not settings.REPLY_DOMAIN:
        return ""
    return f"reply+{_date_token(activity.public_id, person.public_id)}@{settings.REPLY_DOMAIN}"


def _date_token(activity_id: str, person_id: str) -> str:
    what = f"{activity_id.rpartition('_')[2]}.{person_id.rpartition('_')[2]}"
    seal = salted_hmac(DATE_SALT, what, algorithm="sha256").digest()[:15]
    return f"{what}.{b32encode(seal).decode().lower()}"


def invited_at(addresses: Iterable[str]) -> tuple[Activity, User] | None:
    """To which date, and who: whose address it is; None if none is ours, or it is forged."""
    for address in addresses:
        if found := DATE_ADDRESS.match(address):
            activity_id, person_id = f"act_{found[1]}", f"per_{found[2]}"
            token = address.removeprefix("reply+").partition("@")[0]
            if constant_time_compare(token, _date_token(activity_id, person_id)):
                person = User.objects.filter(public_id=person_id).first()
                activity = _activities().filter(public_id=activity_id).first()
                return (activity, person) if activity and person else None
    return None


def _activities() -> QuerySet[Activity]:
    return Activity.objects.select_related(
        "cluster__cohort__country", "host__school", "planned_by"
    )


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
