"""Where a person's schools are tied in now, and what is promised there: read at once."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.models import Cluster, Membership
from cordata.cycles.models import (
    Activity,
    Answer,
    Goal,
    Post,
    Proposal,
    Reflection,
    TemplateOffer,
)
from cordata.cycles.queries.diary import posts_sent_back
from cordata.cycles.queries.goals import steps_due
from cordata.cycles.queries.reviews import goals_to_word
from cordata.schools.queries.schools import my_school_ids

MIDNIGHT = dt.time(tzinfo=dt.UTC)
# As long is an answer news; after that it stands on the school's plan, or with its entry.
ANSWERED = dt.timedelta(days=14)


@dataclass(frozen=True)
class Tied:
    """The ties of a person's schools, and what is promised there and neither told nor cancelled."""

    ties: list[Membership]
    # First first, each with ``host_name``, where it is; ``is_answered``: its school has said
    # whether it comes on that day; ``another``: which ``day`` a ``school`` proposes instead.
    promised: list[Activity]

    @property
    def next(self) -> Activity | None:
        """What comes next, if anything is planned."""
        now = timezone.now()
        return next((one for one in self.promised if one.starts_at >= now), None)

    def within(self, cluster: Cluster) -> "Tied":
        """The same of one cluster."""
        return Tied(
            [one for one in self.ties if one.cluster_id == cluster.pk],
            [one for one in self.promised if one.cluster_id == cluster.pk],
        )


def tied(person: User) -> Tied:
    """Two queries, or none for whoever works in no school."""
    ties = ties_of(my_school_ids(person))
    if not ties:
        return Tied([], [])
    promised, answers = _promised()
    ours = answers.filter(
        participation__in={one.participation_id for one in speaking(ties).values()}
    )
    here = promised.filter(cluster__in={one.cluster_id for one in ties})
    return Tied(ties, list(here.annotate(is_answered=Exists(ours))))


@cache
def _promised() -> tuple[QuerySet[Activity], QuerySet[Answer]]:
    """What is neither told nor cancelled, the first first; and of each of them the answers."""
    promised = Activity.objects.filter(told_at=None, cancelled_at=None)
    answers = Answer.objects.filter(activity=OuterRef("pk"), starts_at=OuterRef("starts_at"))
    otherwise = answers.filter(
        says=Answer.Says.OTHER_DAY,
        participation__memberships__cluster=OuterRef("cluster"),
        participation__memberships__until=None,
    ).order_by("answered_at", "pk")
    named = promised.annotate(
        host_name=Coalesce("host__school__name", "place"),
        another=Subquery(
            otherwise.values(
                told=JSONObject(day="sentence", school="participation__school__name")
            )[:1]
        ),
    )
    return named.order_by("starts_at", "pk"), answers


def speaking(ties: list[Membership]) -> dict[int, Membership]:
    """By cluster (key), the school for which a person speaks there: the first of theirs."""
    return {one.cluster_id: one for one in reversed(ties)}


def ties_of(schools: Collection[str]) -> list[Membership]:
    """The present memberships of these schools (public ids) in clusters that are at work.

    Each tells whether there is something to look up: ``has_goals``, ``has_offers`` (new words
    of a template), ``is_reflecting``, ``is_asked`` (a goal is proposed to its mentor),
    ``has_proposed`` (a goal of its own, which waits for the mentor school),
    ``is_declined`` (what it proposed is answered with "not now", and waits to be worded anew),
    ``is_sent_back`` (a public post, by the coordinator), ``has_due`` (a step), ``has_to_word``
    (a goal that a review wants worded otherwise) and ``has_questions`` (another school has asked
    in talk, before today).
    """
    if not schools:
        return []
    marked = _marked(timezone.localdate())
    return list(marked.filter(participation__school__public_id__in=schools))


# Put together once a day: that takes five times as long as to ask it.
@lru_cache(maxsize=2)
def _marked(today: dt.date) -> QuerySet[Membership]:
    at = OuterRef("participation")
    marks = {
        "has_goals": Goal.objects.filter(participation=at, dropped_at=None),
        "has_offers": TemplateOffer.objects.filter(
            accepted=None, use__goal__participation=at, use__goal__dropped_at=None
        ),
        "is_reflecting": Reflection.objects.filter(cluster=OuterRef("cluster"), closed_at=None),
        "is_asked": Proposal.objects.filter(
            answer=Proposal.Answer.OPEN, participation__memberships__cluster=OuterRef("cluster")
        ),
        "has_proposed": Proposal.objects.filter(participation=at, answer=Proposal.Answer.OPEN),
        "is_declined": Proposal.objects.filter(
            participation=at, answer=Proposal.Answer.DECLINED, later=None
        ),
        "is_sent_back": posts_sent_back(dt.datetime.combine(today - ANSWERED, MIDNIGHT)).filter(
            entry__participation=at
        ),
        "has_due": steps_due(today).filter(goal__participation=at),
        "has_to_word": goals_to_word().filter(participation=at),
        "has_questions": Post.objects.filter(
            asks=at, withdrawn_at=None, written_at__lt=dt.datetime.combine(today, MIDNIGHT)
        ),
    }
    return (
        Membership.objects.filter(until=None, cluster__closed_on=None)
        .annotate(**{name: Exists(rows) for name, rows in marks.items()})
        .select_related("participation__school", "participation__cohort__country", "cluster")
        .only(
            "side", "participation__public_id", "participation__side",
            "participation__school__name", "participation__cohort__name",
            "participation__cohort__country__time_zone",
            "cluster__public_id", "cluster__letter", "cluster__name", "cluster__opened_on",
        )
        .order_by("pk")
    )  # fmt: skip
