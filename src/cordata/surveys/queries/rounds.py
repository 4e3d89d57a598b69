"""Rounds, and how many have answered them. Numbers only: nobody can see who, or when."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from cordata.accounts.models import User
from cordata.analysis.disclosure.rules import OWN_SCREEN
from cordata.clusters.models import Cluster
from cordata.clusters.queries.clusters import clusters_entered_by
from cordata.cycles.models import Proposal
from cordata.networks.models import Cohort, Participation
from cordata.networks.queries import cohorts_seen_by
from cordata.schools.queries.schools import my_school_ids
from cordata.surveys.models import Answers, Instrument, Invited, Occasion, Round, Wave


@dataclass(frozen=True)
class Heard:
    """How many of a voice have answered: sent, and begun (at least a page) but not sent."""

    invited: Invited
    sent: int
    begun: int

    @property
    def voice(self) -> str:
        """The voice in the language of the page."""
        return str(self.invited.get_voice_display())

    @property
    def all(self) -> int:
        """Those whose answers are counted when it closes."""
        return self.sent + self.begun


def rounds_seen_by(person: User) -> QuerySet[Round]:
    """The set-wise twin of ``rules.may_see_round``."""
    cohorts = cohorts_seen_by(person)
    return with_owners(
        Round.objects.filter(
            Q(participation__school__public_id__in=my_school_ids(person))
            | Q(participation__cohort__in=cohorts)
            | Q(cluster__in=clusters_entered_by(person).values("pk"))
        )
    )


def with_owners(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """Read with them whose they are, and what is asked (but not its questions)."""
    return rounds.select_related(
        "instrument__instrument", "wave",
        "participation__school", "participation__cohort__country",
        "participation__cohort__programme",
        "cluster__cohort__country", "cluster__cohort__programme",
    ).defer("instrument__document")  # fmt: skip


def rounds_of_schools(schools: set[str]) -> QuerySet[Round]:
    """The rounds of these schools (public ids), the newest first."""
    mine = Round.objects.filter(participation__school__public_id__in=schools)
    return with_owners(mine).order_by("-opens_at", "-pk")


def rounds_of_cluster(cluster: Cluster) -> QuerySet[Round]:
    """What was asked of a whole cluster, the newest first."""
    return with_owners(cluster.rounds.all()).order_by("-opens_at", "-pk")


def counts_of(rounds: Iterable[Round]) -> dict[int, list[Heard]]:
    """By round (its key): each voice with how many answered. One query."""
    sent, begun = Q(answers__finished_on__isnull=False), Q(answers__page__gt=0)
    voices = (
        Invited.objects.filter(round__in=[one.pk for one in rounds])
        .annotate(
            sent=Count("answers", filter=sent),
            begun=Count("answers", filter=begun & Q(answers__finished_on=None)),
        )
        .order_by("round_id", "pk")
    )
    return {
        key: [Heard(one, one.sent, one.begun) for one in group]
        for key, group in groupby(voices, key=lambda one: one.round_id)
    }


def at_hand_in(schools: set[str], *, closed_since: dt.datetime) -> tuple[list[Round], set[int]]:
    """The rounds of these schools that take answers now, and closed ones whose report waits.

    The report of a self-assessment waits until a goal is proposed that rests on it, and again
    when the mentor school declines all of those. Each with its school, and no more: every first
    page of a week asks. Beside them the schools (keys of participations) that were ever asked.
    One query.
    """
    now = timezone.now()
    rounds: list[Any] = list(_asked().filter(participation__school__public_id__in=schools))
    at_hand = [
        one
        for one in rounds
        if (one.closed_at is None and one.opens_at <= now < one.closes_at)
        or (one.closed_at is not None and one.closed_at >= closed_since and one.waits)
    ]
    return at_hand, {one.participation_id for one in rounds if one.participation_id}


@cache
def _asked() -> QuerySet[Round]:
    """Each round says whether its report waits; that of a closed one does."""
    chosen = Proposal.objects.filter(source=OuterRef("public_id")).exclude(
        answer=Proposal.Answer.DECLINED
    )
    voices = Invited.objects.filter(round=OuterRef("pk")).exclude(voice=Invited.Voice.ALL)
    waits = Case(When(Q(~Exists(chosen), Exists(voices)), then=True), default=False)
    return (
        Round.objects.annotate(waits=waits)
        .select_related("participation__school")
        .only(
            "public_id", "opens_at", "closes_at", "closed_at", "cluster",
            "participation__side", "participation__school__name",
        )
        .order_by("closes_at", "pk")
    )  # fmt: skip


def waves_of(person: User, country: str) -> QuerySet[Wave]:
    """The waves of a country that a person coordinates, the newest first."""
    return (
        Wave.objects.filter(cohort__in=cohorts_seen_by(person), cohort__country=country)
        .select_related("cohort__programme", "cohort__country", "instrument__instrument")
        .defer("instrument__document")
        .order_by("-opens_at", "-pk")
    )


def rounds_of_wave(wave: Wave) -> QuerySet[Round]:
    """The rounds of a wave, by the name of the school."""
    return with_owners(wave.rounds.all()).order_by("participation__school__name", "pk")


def running_waves(cohorts: list[Cohort]) -> list[Wave]:
    """The waves of these cohorts that take answers now, each with its cohort as given here."""
    return _given(_running(cohorts), cohorts)


def closing_waves(cohorts: list[Cohort], before: dt.datetime) -> list[Wave]:
    """Those that close before then, each with how many schools are ``asked`` and ``heard``."""
    closing = _running(cohorts).filter(closes_at__lt=before)
    return _given(closing.annotate(**_heard_of()), cohorts)


@cache  # to put it together takes longer than to ask it
def _heard_of() -> dict[str, Coalesce]:
    sent = Answers.objects.filter(invited__round=OuterRef("pk"), finished_on__isnull=False)
    rounds = Round.objects.filter(wave=OuterRef("pk"))
    return {"asked": _number(rounds), "heard": _number(rounds.filter(Exists(sent)))}


def _number(rounds: QuerySet[Round]) -> Coalesce:
    counted = rounds.order_by().values("wave").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _running(cohorts: list[Cohort]) -> QuerySet[Wave]:
    now = timezone.now()
    found = Wave.objects.filter(cohort__in=cohorts, opens_at__lte=now, closes_at__gt=now)
    with_title = found.select_related("instrument").defer("instrument__document")
    return with_title.order_by("closes_at", "pk")


def _given(waves: QuerySet[Wave], cohorts: list[Cohort]) -> list[Wave]:
    given = {one.pk: one for one in cohorts}
    for one in waves:
        one.cohort = given[one.cohort_id]
    return list(waves)


def heard_in(waves: list[Wave]) -> dict[int, tuple[int, int]]:
    """By wave (its key): how many schools have an answer, and how many are asked. One query."""
    found: QuerySet[Any, Any] = Wave.objects.filter(pk__in=[one.pk for one in waves])
    rows = found.annotate(**_heard_of()).values_list("pk", "heard", "asked")
    return {key: (heard, asked) for key, heard, asked in rows}


def last_numbers(participation: Participation) -> dict[str, int]:
    """How many of each voice were invited last time, at this school."""
    last = (
        Round.objects.filter(participation__school=participation.school_id)
        .order_by("-opens_at", "-pk")
        .first()
    )
    return dict(last.invited.values_list("voice", "people")) if last else {}


def of_one_core(instrument: Instrument, path: str = "instrument__instrument") -> Q:
    """What asks the same locked core: an instrument in any version, and editions of countries.

    path  from what is asked for to its instrument
    """
    base = instrument.adapted_from
    core = base.instrument_id if base else instrument.pk
    return Q(**{path: core}) | Q(**{f"{path}__adapted_from__instrument": core})


def last_levels(
    schools: Iterable[int] | QuerySet[Any], instrument: Instrument
) -> dict[int, str]:
    """By school (its key): the level at which it was asked the same core last.

    The register does not tell vocational schools apart, nor which of its levels a school means.
    One query.
    """
    asked = Round.objects.filter(
        of_one_core(instrument), participation__school__in=schools
    ).exclude(level="")
    by_age = asked.order_by("opens_at", "pk")
    return dict(by_age.values_list("participation__school", "level"))


def numbers_told(
    schools: Iterable[int] | QuerySet[Any], instrument: Instrument
) -> dict[tuple[int, str], int]:
    """By school (its key) and voice: how many it invited when it was asked this last.

    Only so many that a figure could be told of them: a smaller voice does not grow any more once
    one of them has answered, so a school tells that anew. One query.
    """
    invited = Invited.objects.filter(
        of_one_core(instrument, "round__instrument__instrument"),
        round__participation__school__in=schools,
        people__gte=OWN_SCREEN.people,
    ).order_by("round__opens_at", "round")
    rows = invited.values_list("round__participation__school", "voice", "people")
    return {(school, voice): people for school, voice, people in rows}


def occasions_left(participation: Participation, instrument: Instrument) -> list[Occasion]:
    """When in the year its core has not been asked yet."""
    asked = participation.rounds.filter(of_one_core(instrument))
    taken = set(asked.values_list("occasion", flat=True))
    return [one for one in Occasion if one == Occasion.ONCE or one not in taken]


def round_before(which: Round) -> Round | None:
    """The closed round that a change is told against: the school's baseline, in any version.

    Of the same core, for a country may have made its own edition meanwhile, and of the same level,
    for others are asked other statements. Its newest baseline before this round; a school that has
    none is held against its first round. Never against the one just before: steps from round to
    round would not say what a year has changed.
    """
    if which.participation is None:
        return None
    earlier = Round.objects.filter(
        of_one_core(which.instrument.instrument),
        participation__school=which.participation.school_id,
        level=which.level,
        snapshot__isnull=False,
        opens_at__lt=which.opens_at,
    ).select_related("instrument", "participation", "snapshot")
    baseline = earlier.filter(occasion=Occasion.BASELINE).order_by("-opens_at", "-pk").first()
    return baseline or earlier.order_by("opens_at", "pk").first()
