"""Reviews, pages of terms and hand-overs as their readers see them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from cordata.accounts.models import User
from cordata.clusters.models import Cluster, Membership
from cordata.clusters.queries.clusters import clusters_entered_by
from cordata.cycles.models import Goal, Growth, HandOver, Review, ReviewedGoal, TermPage
from cordata.networks.models import Participation
from cordata.schools.queries.schools import my_school_ids


def reviews_of(participation: Participation) -> list[Review]:
    """When a school looked back on its goals, newest first, each with ``.goals``."""
    lines = ReviewedGoal.objects.select_related("goal").order_by("goal__place", "pk")
    found = participation.reviews.select_related("made_by").order_by("-held_on", "-pk")
    return list(found.prefetch_related(Prefetch("lines", lines, to_attr="goals")))


def reviewed_lines(goal: Goal) -> list[ReviewedGoal]:
    """What reviews said of one goal, newest first."""
    lines = goal.reviewed.select_related("review__made_by")
    return list(lines.order_by("-review__held_on", "-pk"))


def goals_to_word() -> QuerySet[Goal]:
    """Goals of which the last review said: worded otherwise; and nobody has done so since."""
    later = ReviewedGoal.objects.filter(goal=OuterRef("goal"), review__gt=OuterRef("review"))
    asked = ReviewedGoal.objects.filter(
        ~Exists(later),
        verdict=ReviewedGoal.Verdict.CHANGE,
        goal=OuterRef("pk"),
        review__made_at__gt=Coalesce(OuterRef("worded_at"), OuterRef("set_at")),
    )
    return Goal.objects.filter(Exists(asked), dropped_at=None)


def waits_for_words(goal: Goal, lines: list[ReviewedGoal]) -> bool:
    """The same of one goal, of which ``reviewed_lines`` are read already."""
    last = max(lines, key=lambda line: line.review_id, default=None)
    return (
        last is not None
        and last.verdict == ReviewedGoal.Verdict.CHANGE
        and last.review.made_at > (goal.worded_at or goal.set_at)
    )


def goals_to_review(participation: Participation) -> list[Goal]:
    """The goals of now, in their places."""
    return list(participation.goals.filter(dropped_at=None).order_by("place"))


def terms_of(cluster: Cluster) -> list[tuple[int, str, TermPage | None]]:
    """Every term with its name and its page, if one is written."""
    pages = {one.term: one for one in cluster.terms.all()}
    return [(term.value, str(term.label), pages.get(term.value)) for term in TermPage.Term]


def hand_overs_read_by(person: User) -> QuerySet[HandOver]:
    """The set-wise twin of ``rules.may_read_hand_over``."""
    seen = Q(cluster__in=clusters_entered_by(person).values("pk"))
    seen |= Q(participation__school__public_id__in=my_school_ids(person))
    found = HandOver.objects.filter(seen).select_related(
        "cluster__cohort__country", "participation__school", "written_by"
    )
    return found.order_by("cluster", "participation", "pk")


def last_cluster_of(participation: Participation) -> Cluster | None:
    """Where a school is now, or was last: what it hands over there outlives its membership."""
    last = participation.memberships.select_related("cluster__cohort__country")
    member = last.order_by("-since", "-pk").first()
    return member.cluster if member else None


def with_past(participations: QuerySet[Participation]) -> QuerySet[Participation]:
    """Each with ``was_tied`` (it has something to hand over) and ``may_have_grown``."""
    accompanied = Membership.objects.filter(
        side="mentee",
        participation__school=OuterRef("school"),
        participation__cohort__starts_on__lt=OuterRef("cohort__starts_on"),
    )
    return participations.annotate(
        was_tied=Exists(Membership.objects.filter(participation=OuterRef("pk"))),
        may_have_grown=Exists(accompanied),
    )


@dataclass(frozen=True)
class Grown:
    """A school was accompanied in one cohort, and leads in another."""

    before: Participation
    now: Participation


def growths_of(schools: Collection[str]) -> list[Grown]:
    """What is noted of these schools (public ids), the latest first."""
    found = Growth.objects.filter(participation__school__public_id__in=schools).select_related(
        "participation__cohort__programme", "grew_from__cohort__programme"
    )
    rows = found.order_by("-participation__cohort__starts_on", "-participation")
    return [Grown(one.grew_from, one.participation) for one in rows]


def could_have_grown_from(participation: Participation) -> list[Participation]:
    """Where the school of a mentor was accompanied before, the latest first."""
    if not participation.is_mentor or Growth.objects.filter(pk=participation.pk).exists():
        return []
    accompanied = Membership.objects.filter(
        side="mentee",
        participation__school=participation.school_id,
        participation__cohort__starts_on__lt=participation.cohort.starts_on,
    )
    earlier = Participation.objects.filter(pk__in=accompanied.values("participation"))
    found = earlier.select_related("cohort__programme").order_by("-cohort__starts_on", "-pk")
    return list(found)
