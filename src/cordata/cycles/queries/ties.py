"""Where a person's schools are tied in now, and what is promised there: read at once."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
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
from cordata.cycles.queries.goals import steps_due
from cordata.cycles.queries.reviews import goals_to_word
from cordata.cycles.queries.talk import PATIENCE
from cordata.schools.queries.schools import my_school_ids


@dataclass(frozen=True)
class Tied:
    """The ties of a person's schools, and what is promised there and neither told nor cancelled."""

    ties: list[Membership]
    # First first, each with ``host_name``, where it is, and ``is_answered``: its school has said
    # whether it comes on that day.
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
    answers = Answer.objects.filter(
        activity=OuterRef("pk"),
        starts_at=OuterRef("starts_at"),
        participation__in={one.participation_id for one in speaking(ties).values()},
    )
    promised = Activity.objects.filter(
        cluster__in={one.cluster_id for one in ties}, told_at=None, cancelled_at=None
    ).annotate(host_name=Coalesce("host__school__name", "place"), is_answered=Exists(answers))
    return Tied(ties, list(promised.order_by("starts_at", "pk")) if ties else [])


def speaking(ties: list[Membership]) -> dict[int, Membership]:
    """By cluster (key), the school for which a person speaks there: the first of theirs."""
    return {one.cluster_id: one for one in reversed(ties)}


def ties_of(schools: Collection[str]) -> list[Membership]:
    """The present memberships of these schools (public ids) in clusters that are at work.

    Each tells whether there is something to look up: ``has_goals``, ``has_offers`` (new words
    of a template), ``is_reflecting``, ``is_asked`` (a goal is proposed to its mentor),
    ``is_declined`` (what it proposed is answered with "not now", and waits to be worded anew),
    ``has_due`` (a step), ``has_to_word`` (a goal that a review wants worded otherwise) and
    ``has_questions`` (another school has asked in talk, some days ago).
    """
    if not schools:
        return []
    goals = Goal.objects.filter(participation=OuterRef("participation"), dropped_at=None)
    offers = TemplateOffer.objects.filter(
        accepted=None,
        use__goal__participation=OuterRef("participation"),
        use__goal__dropped_at=None,
    )
    reflections = Reflection.objects.filter(cluster=OuterRef("cluster"), closed_at=None)
    asked = Proposal.objects.filter(
        answer=Proposal.Answer.OPEN, participation__memberships__cluster=OuterRef("cluster")
    )
    due = steps_due(timezone.localdate())
    declined = Proposal.objects.filter(
        participation=OuterRef("participation"), answer=Proposal.Answer.DECLINED, later=None
    )
    questions = Post.objects.filter(
        asks=OuterRef("participation"), withdrawn_at=None,
        written_at__lte=timezone.now() - PATIENCE,
    )  # fmt: skip
    found = Membership.objects.filter(
        until=None, cluster__closed_on=None, participation__school__public_id__in=schools
    ).annotate(
        has_goals=Exists(goals),
        has_offers=Exists(offers),
        is_reflecting=Exists(reflections),
        is_asked=Exists(asked),
        has_due=Exists(due.filter(goal__participation=OuterRef("participation"))),
        has_to_word=Exists(goals_to_word().filter(participation=OuterRef("participation"))),
        is_declined=Exists(declined),
        has_questions=Exists(questions),
    )
    read = found.select_related(
        "participation__school", "participation__cohort__country", "cluster"
    ).only(
        "side", "participation__public_id", "participation__side",
        "participation__school__name", "participation__cohort__name",
        "participation__cohort__country__time_zone",
        "cluster__public_id", "cluster__letter", "cluster__name", "cluster__opened_on",
    )  # fmt: skip
    return list(read.order_by("pk"))
