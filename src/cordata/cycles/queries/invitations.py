"""The letter to each person of a cluster's schools about a date, with the event inside."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import people_with_role
from cordata.cycles.models import Activity, PersonalCalendar
from cordata.cycles.queries.answers import date_address, token_for
from cordata.cycles.queries.calendars import (
    calendar_of,
    event_of,
    join_page_of,
    page_of,
    place_of,
)
from cordata.cycles.queries.stopping import Kind, stop_page
from cordata.cycles.queries.zones import written, zones_of
from cordata.schools.models import School


@dataclass(frozen=True)
class InvitationLetter:
    """One letter as it will be sent."""

    to: User
    subject: str
    body: str
    calendar: str
    method: str
    answers_to: str  # of the program and of the person; "" if no mail comes in here
    stop: str  # the page that stops such letters


def invitations_to(
    activity: Activity, *, by: User, was: dt.datetime | None = None
) -> Iterator[InvitationLetter]:
    """To everybody in the teams of the schools, but for ``by`` and who wants none.

    was  when it was to begin before it was changed; None if it is new or cancelled
    """
    schools = {
        one.participation.school.public_id: one.participation.school
        for one in activity.cluster.memberships.filter(until=None).select_related(
            "participation__school"
        )
    }
    zones = zones_of([school.country for school in schools.values()])
    teams = _teams(list(schools))
    everybody = {person.pk for team in teams.values() for person in team}
    none = PersonalCalendar.objects.filter(invitations=False, person__in=everybody)
    silent = set(none.values_list("person", flat=True))
    written_to: set[int] = {by.pk}
    for place, team in teams.items():
        for person in team:
            if person.pk in silent or person.pk in written_to or not person.is_active:
                continue
            written_to.add(person.pk)
            school = schools[place]
            zone = zones.get(school.country, "")
            yield _letter(activity, person, school, team, by=by, was=was, zone=zone)


def _teams(schools: list[str]) -> dict[str, list[User]]:
    teams: dict[str, list[User]] = {place: [] for place in schools}
    for person, place in people_with_role(
        [RoleKind.HEAD, RoleKind.TEAM], Scope.SCHOOL, schools
    ):
        if person not in teams[place]:
            teams[place].append(person)
    return teams


def _letter(
    activity: Activity,
    person: User,
    school: School,
    team: list[User],
    *,
    by: User,
    was: dt.datetime | None,
    zone: str,
) -> InvitationLetter:
    organizer = activity.planned_by_id
    method = "CANCEL" if activity.cancelled_at else "REQUEST"
    if person.pk == organizer:
        method = "PUBLISH"  # nobody is invited to what they organise
    # Colleagues of one school see one another, and nobody else's address.
    invited = [one for one in team if one.pk != organizer] if method != "PUBLISH" else []
    answers_to = date_address(activity, person) if invited else ""
    stop = stop_page(Kind.DATES, person)
    with translation.override(person.language):
        subject, body = _words(activity, was=was, zone=zone)
        event = event_of(activity, invited, answers_to=answers_to)
        links = {
            "school": school.name,
            "sender": by.name,
            "cluster": activity.cluster.name,
            "facts": _facts(activity, was=was, zone=zone),
            "address": page_of(activity),
            "settings": stop,
            "answer": _link(f"come/{token_for(activity, person)}/"),
        }
        body = body % links
        if not answers_to and not activity.cancelled_at:
            body += "\n\n" + _("Please answer on that page, not to this letter.")
        calendar = calendar_of([event], method=method).decode()
    return InvitationLetter(person, subject, body, calendar, method, answers_to, stop)


def _words(activity: Activity, *, was: dt.datetime | None, zone: str) -> tuple[str, str]:
    planned_in = activity.cluster.cohort.country.time_zone
    facts = {
        "what": activity.get_kind_display(),
        "when": written(activity.starts_at, planned_in, zone),
    }
    if activity.cancelled_at:
        return _("Cancelled: %(what)s, %(when)s") % facts, _cancelled()
    if was:
        return _("Changed: %(what)s, %(when)s") % facts, _changed()
    return _("Do you come? %(what)s, %(when)s") % facts, _planned()


def _facts(activity: Activity, *, was: dt.datetime | None, zone: str) -> str:
    planned_in = activity.cluster.cohort.country.time_zone
    when = written(activity.starts_at, planned_in, zone)
    lines = [f"{activity.get_kind_display()}, {when}", place_of(activity)]
    if was and was != activity.starts_at:
        lines.append(_("It was: %(when)s") % {"when": written(was, planned_in, zone)})
    if activity.cancelled_at:
        lines.append(activity.cancelled_why)
        return "\n".join(lines)
    lines += [f"- {point}" for point in activity.points]
    if join := join_page_of(activity):
        lines.append(f"{_('Join from a distance')}: {join}")
    return "\n".join(lines)


def _link(path: str) -> str:
    language = translation.get_language() or "en"
    return urljoin(settings.PUBLIC_ADDRESS, f"/{language}/{path}")


def _planned() -> str:
    return _(
        "Dear colleagues of %(school)s,\n\n%(sender)s put this into the agenda of %(cluster)s:\n\n"
        "%(facts)s\n\n"
        "Do you come? One answer is enough for your school:\n\n"
        "We come: %(answer)s?say=yes\n\nWe do not come: %(answer)s?say=no\n\n"
        "We propose another day: %(answer)s?say=other_day\n\n"
        "Everything about it: %(address)s\n\n"
        "Rather without such letters? %(settings)s"
    )


def _changed() -> str:
    return _(
        "Dear colleagues of %(school)s,\n\n%(sender)s changed this in the agenda of %(cluster)s:\n\n"
        "%(facts)s\n\n"
        "Do you come? One answer is enough for your school:\n\n"
        "We come: %(answer)s?say=yes\n\nWe do not come: %(answer)s?say=no\n\n"
        "We propose another day: %(answer)s?say=other_day\n\n"
        "Everything about it: %(address)s\n\n"
        "Rather without such letters? %(settings)s"
    )


def _cancelled() -> str:
    return _(
        "Dear colleagues of %(school)s,\n\n%(sender)s cancelled this in the agenda of %(cluster)s:\n\n"
        "%(facts)s\n\n"
        "You need not do anything. Everything about it: %(address)s\n\n"
        "Rather without such letters? %(settings)s"
    )
