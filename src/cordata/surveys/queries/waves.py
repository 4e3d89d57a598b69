"""What a wave will do before it is opened, and how many it has heard, voice by voice."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import people_with_role
from cordata.networks.models import Cohort, Participation
from cordata.surveys.models import Answers, InstrumentVersion, Invited, Occasion, Round, Wave
from cordata.surveys.queries.rounds import of_one_core, with_owners

TEAM = [RoleKind.HEAD, RoleKind.TEAM]


@dataclass(frozen=True)
class Opening:
    """Whom a wave will ask: schools, those that keep a round of their own, and its readers."""

    schools: list[Participation]
    begun: set[int]  # keys of those that have begun one for this occasion
    readers: list[tuple[User, str]]  # each with the public id of the school

    @property
    def unread(self) -> int:
        """Schools of which nobody has joined: no letter reaches them."""
        return len(self.schools) - len({school for _person, school in self.readers})

    @property
    def new(self) -> int:
        """Schools that get a round."""
        return len(self.schools) - len(self.begun)


@dataclass(frozen=True)
class Total:
    """A voice over all schools of a wave."""

    voice: str
    sent: int
    people: int
    uncounted: int  # schools that have not told how many people they invite

    @property
    def label(self) -> str:
        """In the language of the page."""
        return str(Invited.Voice(self.voice).label)


def opening_of(cohort: Cohort, instrument: InstrumentVersion, occasion: str) -> Opening:
    """What ``start_wave`` will do with these. Three queries."""
    schools = list(schools_to_ask(cohort))
    begun = rounds_begun(schools, instrument, occasion)
    return Opening(
        schools,
        set(begun.values_list("participation", flat=True)),
        readers_of(one.school.public_id for one in schools),
    )


def by_language(readers: list[tuple[User, str]]) -> dict[str, int]:
    """How many letters in which language, most first."""
    return dict(Counter(person.language for person, _school in readers).most_common())


def schools_to_ask(cohort: Cohort) -> QuerySet[Participation]:
    """Those that take part, each with its school."""
    taking_part = cohort.participations.filter(withdrawn_at=None)
    return taking_part.select_related("school").order_by("school__name", "pk")


def rounds_begun(
    schools: list[Participation], instrument: InstrumentVersion, occasion: str
) -> QuerySet[Round]:
    """Rounds that schools have begun by themselves for this occasion."""
    return Round.objects.filter(
        participation__in=schools, instrument=instrument, occasion=occasion
    )


def readers_of(schools: Iterable[str]) -> list[tuple[User, str]]:
    """Everybody in the team of each school (public ids), once for each, by school."""
    found = people_with_role(TEAM, Scope.SCHOOL, schools)
    once = {(person.pk, school): (person, school) for person, school in found if person.email}
    return list(once.values())


def asked_before(cohort: Cohort, instrument: InstrumentVersion, occasion: str) -> Wave | None:
    """Such a wave, if there is one already."""
    return Wave.objects.filter(cohort=cohort, instrument=instrument, occasion=occasion).first()


def occasion_due(cohort: Cohort, instrument: InstrumentVersion) -> str:
    """The first in the year that its core has not been asked yet; "" if there is none left."""
    asked = Wave.objects.filter(of_one_core(instrument.instrument), cohort=cohort)
    taken = set(asked.values_list("occasion", flat=True)) | {Occasion.ONCE}
    return next((one.value for one in Occasion if one not in taken), "")


def to_remind(wave: Wave, now: dt.datetime) -> QuerySet[Round]:
    """Its rounds that take answers and have had no reminder, of schools that still take part."""
    running = wave.rounds.filter(
        closed_at=None, opens_at__lte=now, closes_at__gt=now, participation__withdrawn_at=None
    )
    return with_owners(running.filter(reminded_at=None)).order_by("pk")


def readers_to_remind(wave: Wave, now: dt.datetime) -> list[tuple[User, str]]:
    """Who would get the reminder now."""
    schools = to_remind(wave, now).values_list("participation__school__public_id", flat=True)
    return readers_of(schools)


def rounds_given(wave: Wave) -> QuerySet[Round]:
    """Its rounds but those that schools had begun by themselves, which stay theirs."""
    return wave.rounds.filter(started_at__gte=wave.started_at)


def is_untouched(wave: Wave) -> bool:
    """Whether no round that it gave has an answer, begun or sent, or was closed. One query."""
    answers = Answers.objects.filter(invited__round=OuterRef("pk"))
    return not rounds_given(wave).filter(Q(closed_at__isnull=False) | Exists(answers)).exists()


def with_asks(cohorts: QuerySet[Cohort]) -> QuerySet[Cohort]:
    """Each with ``asks``: whether a wave of it takes answers now. Costs no query of its own."""
    now = timezone.now()
    running = Wave.objects.filter(cohort=OuterRef("pk"), opens_at__lte=now, closes_at__gt=now)
    return cohorts.annotate(asks=Exists(running))


def totals_of(waves: list[Wave]) -> dict[int, list[Total]]:
    """By wave (its key): each voice, how many have answered and how many are invited."""
    keys = [one.pk for one in waves]
    invited = (
        Invited.objects.filter(round__wave__in=keys)
        .values_list("round__wave", "voice")
        .annotate(total=Sum("people"), uncounted=Count("pk", filter=Q(people=0)))
    )
    answered = Answers.objects.filter(
        invited__round__wave__in=keys, finished_on__isnull=False
    ).values_list("invited__round__wave", "invited__voice")
    sent = {(wave, voice): n for wave, voice, n in answered.annotate(n=Count("pk"))}
    order = list(Invited.Voice.values)
    found: dict[int, list[Total]] = {key: [] for key in keys}
    for wave, voice, people, uncounted in invited:
        found[wave].append(Total(voice, sent.get((wave, voice), 0), people, uncounted))
    for totals in found.values():
        totals.sort(key=lambda one: order.index(one.voice))
    return found
