"""Reflections: who has answered, and what a person may read of it."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When

from cordata.accounts.models import User
from cordata.clusters.models import Cluster, Membership
from cordata.clusters.queries.clusters import clusters_entered_by
from cordata.cycles.models import Reflection, ReflectionAnswer
from cordata.networks.models import Participation
from cordata.schools.queries.schools import my_school_ids


def reflections_seen_by(person: User) -> QuerySet[Reflection]:
    """That a cluster reflects, not what is said: whoever may enter it. Newest first."""
    inside = clusters_entered_by(person).values("pk")
    found = Reflection.objects.filter(cluster__in=inside)
    return found.select_related("cluster__cohort__country").order_by("-opened_at", "-pk")


def answers_read_by(person: User) -> QuerySet[ReflectionAnswer]:
    """The set-wise twin of ``rules.may_read_answer``: one's own; the other's when both are in."""
    mine = my_school_ids(person)
    pair = ReflectionAnswer.objects.filter(
        reflection=OuterRef("reflection"), mentee=OuterRef("mentee")
    ).exclude(side=OuterRef("side"))
    answered = Exists(pair.filter(school__school__public_id__in=mine))
    found = ReflectionAnswer.objects.filter(Q(school__school__public_id__in=mine) | answered)
    return found.select_related("school__school", "mentee__school", "said_by")


@dataclass(frozen=True)
class Pair:
    """A mentor side and one mentee, as one of the two sees it."""

    mentee: Participation
    side: str
    school: Participation
    with_whom: str
    mine: ReflectionAnswer | None
    theirs: ReflectionAnswer | None


def pairs_of(reflection: Reflection, person: User) -> list[Pair]:
    """The pairs in which a person's school stands now or has answered, own answer first."""
    members = _members(reflection.cluster)
    mentors = [one for one in members if one.side == "mentor"]
    mine = my_school_ids(person)
    read = {
        (one.mentee_id, one.side): one
        for one in answers_read_by(person).filter(reflection=reflection)
    }
    pairs = []
    for member in members:
        mentee = member.participation
        if member.side == "mentor":
            continue
        for side, school, other in _sides(mentee, [one.participation for one in mentors], mine):
            theirs = "mentor" if side == "mentee" else "mentee"
            own, answer = read.get((mentee.pk, side)), read.get((mentee.pk, theirs))
            pairs.append(Pair(mentee, side, school, other, own, answer))
    return pairs


def _sides(
    mentee: Participation, mentors: list[Participation], mine: Collection[str]
) -> list[tuple[str, Participation, str]]:
    """The sides on which my schools stand: side, my school, the name of the other."""
    leads = [one for one in mentors if one.school.public_id in mine]
    found = [("mentor", leads[0], mentee.school.name)] if leads else []
    if mentee.school.public_id in mine:
        names = ", ".join(one.school.name for one in mentors)
        found.append(("mentee", mentee, names))
    return found


def _members(cluster: Cluster) -> list[Membership]:
    members = cluster.memberships.filter(until=None).select_related("participation__school")
    return list(members.order_by("-side", "pk"))


def progress_of(reflection: Reflection) -> tuple[int, int]:
    """How many pairs have both answers in, of how many: never what they say."""
    said: dict[int, int] = {}
    for mentee in reflection.answers.values_list("mentee", flat=True):
        said[mentee] = said.get(mentee, 0) + 1
    mentees = [one.participation_id for one in _members(reflection.cluster)]
    led = {one.participation_id for one in _members(reflection.cluster) if one.side == "mentor"}
    pairs = [one for one in mentees if one not in led]
    return sum(said.get(one, 0) == 2 for one in pairs), len(pairs)  # noqa: PLR2004 - a pair


def reflections_waiting_for(participations: Collection[int]) -> QuerySet[Reflection]:
    """Open reflections in which one of these schools (keys) has not answered yet.

    Each with ``asked_name``, the name of that school, and ``pairs``: how many schools it has still
    to speak about. One row for each school that is asked.
    """
    # One join, whose columns all conditions below are about.
    member = "cluster__memberships"
    members = Reflection.objects.annotate(
        member=F(member), side=F(f"{member}__side"), asked=F(f"{member}__participation"),
        asked_name=F(f"{member}__participation__school__name"),
    )  # fmt: skip
    mine = Membership.objects.filter(until=None, participation__in=participations)
    said = ReflectionAnswer.objects.filter(
        reflection=OuterRef("pk"), mentee=OuterRef("asked"), side="mentee"
    )
    spoken_of = ReflectionAnswer.objects.filter(
        reflection__closed_at=None, reflection__cluster=OuterRef("cluster"),
        mentee=OuterRef("participation"), side="mentor",
    )  # fmt: skip
    left = Membership.objects.filter(
        ~Exists(spoken_of), cluster=OuterRef("cluster"), until=None, side="mentee"
    )
    number = left.order_by().values("cluster").annotate(number=Count("pk")).values("number")
    return members.filter(
        Q(side="mentee") & ~Exists(said) | Q(side="mentor") & Exists(left),
        closed_at=None, cluster__closed_on=None, member__in=mine.values("pk"),
    ).annotate(pairs=Case(When(side="mentor", then=Subquery(number)), default=1))  # fmt: skip
