"""Who gets a message, in which language, and what became of the letters."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils import timezone

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import people_with_role
from cordata.clusters.models import Cluster, Membership
from cordata.cycles.models import Message
from cordata.cycles.queries.follow_ups import asking_in
from cordata.networks.models import Cohort, Participation
from cordata.networks.queries import cohorts_seen_by
from cordata.notices.queries import Fate, fates_of

Texts = Mapping[str, Mapping[str, str]]
Group = Message.Group


@dataclass(frozen=True)
class Sending:
    """What would be sent: readers with the language each one gets, and what is missing."""

    readers: list[tuple[User, str]]
    schools: int
    missing: dict[str, int] = field(default_factory=dict)  # language to readers without it

    @property
    def by_language(self) -> dict[str, int]:
        """How many letters in each language."""
        return dict(Counter(language for _reader, language in self.readers))


@dataclass(frozen=True)
class Sent:
    """A message, and what became of its letters."""

    message: Message
    fate: Fate
    may_undo: bool


def messages_seen_by(person: User) -> QuerySet[Message]:
    """The set-wise twin of ``rules.may_write_to``."""
    return Message.objects.filter(cohort__in=cohorts_seen_by(person)).select_related(
        "cohort__country", "cohort__programme", "sent_by"
    )


def sending_of(
    cohort: Cohort, group: str, clusters: Collection[Cluster], texts: Texts
) -> Sending:
    """To whom, in which language: their own if it is written, else the first that is."""
    schools = _schools_in(cohort, group, clusters)
    readers = _readers(schools)
    first = next(iter(texts), "")
    told = [(one, one.language if one.language in texts else first) for one in readers]
    missing = Counter(one.language for one in readers if one.language not in texts)
    return Sending(told, len(schools), dict(sorted(missing.items())))


def _schools_in(cohort: Cohort, group: str, clusters: Collection[Cluster]) -> set[str]:
    """Public ids of the schools of a group that take part now."""
    inside = Participation.objects.filter(cohort=cohort, withdrawn_at=None)
    if group in {Group.MENTORS, Group.MENTEES}:
        side = (
            Participation.Side.MENTOR if group == Group.MENTORS else Participation.Side.MENTEE
        )
        inside = inside.filter(side=side)
    if group in {Group.CALLED, Group.CHOSEN}:
        keys = [one.pk for one in clusters]
        if group == Group.CALLED:
            asking = asking_in(Cluster.objects.filter(cohort=cohort), gentle=False)
            keys = [one.place.pk for one in asking]
        tied = Membership.objects.filter(cluster__in=keys, until=None)
        inside = inside.filter(pk__in=tied.values("participation"))
    return set(inside.values_list("school__public_id", flat=True))


def _readers(schools: set[str]) -> list[User]:
    """Heads and teams, each person once, by name."""
    found = people_with_role([RoleKind.HEAD, RoleKind.TEAM], Scope.SCHOOL, schools)
    people = {person.pk: person for person, _place in found if person.is_active}
    return sorted(people.values(), key=lambda one: (one.name, one.pk))


def sent_messages(messages: QuerySet[Message], now: dt.datetime | None = None) -> list[Sent]:
    """Newest first, each with what became of its letters. Two queries."""
    now = now or timezone.now()
    found = list(messages.order_by("-sent_at", "-pk"))
    fates = fates_of([one.public_id for one in found])
    return [
        Sent(
            one,
            fates.get(one.public_id, Fate()),
            may_undo=one.withdrawn_at is None and now < one.undo_until,
        )
        for one in found
    ]


def preview_of(cohort: Cohort, texts: Texts, *, by: User) -> dict[str, dict[str, str]]:
    """Subject and body in each language, as they leave: signed, with the programme's name."""
    signed = f"{by.name}\n{cohort.programme.name}"
    return {
        language: {"subject": text["subject"], "body": f"{text['body'].strip()}\n\n{signed}"}
        for language, text in texts.items()
    }
