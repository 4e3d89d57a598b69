"""Comments on a proposal: who is asked, what was said, what a school sees of it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import people_with_role
from cordata.clusters.models import Comment, CommentRound, Draft
from cordata.clusters.queries.shown import Group, show_plan
from cordata.clusters.queries.ties import ties_by_mentor
from cordata.networks.models import Participation


@dataclass(frozen=True)
class Asked:
    """One mentor school in a comment round: who can answer, and what was said."""

    mentor: Participation
    people: list[User]
    comment: Comment | None


def readers_of(draft: Draft) -> list[tuple[Participation, list[User]]]:
    """Each mentor school that would lead, and the people of its team, heads first."""
    if draft.chosen is None:
        return []
    leading = list(ties_by_mentor(draft.chosen))
    mentors = list(
        Participation.objects.filter(cohort=draft.cohort_id, public_id__in=leading)
        .select_related("school", "cohort")
        .order_by("school__name", "pk")
    )
    people: dict[str, list[User]] = defaultdict(list)
    places = [one.school.public_id for one in mentors]
    for kinds in ([RoleKind.HEAD], [RoleKind.TEAM]):
        for person, place in people_with_role(kinds, Scope.SCHOOL, places):
            if person not in people[place]:
                people[place].append(person)
    return [(one, people[one.school.public_id]) for one in mentors]


def asked_in(draft: Draft) -> list[Asked]:
    """Who is asked about a draft, and what they said; those with a concern first."""
    said = {one.mentor_id: one for one in comments_on(draft)}
    found = [Asked(mentor, people, said.get(mentor.pk)) for mentor, people in readers_of(draft)]
    order = {"concern": 0, "": 1, "agrees": 2}
    return sorted(found, key=lambda one: order[one.comment.view if one.comment else ""])


def comments_on(draft: Draft) -> QuerySet[Comment]:
    """What mentor schools said of a draft."""
    return Comment.objects.filter(round__draft=draft).select_related(
        "said_by", "mentor__school"
    )


def counted_comments(draft: Draft) -> dict[str, int]:
    """How many mentor schools have commented, and how many of them have a concern."""
    concern = Q(view=Comment.View.CONCERN)
    return Comment.objects.filter(round__draft=draft).aggregate(
        comments=Count("pk"), concerns=Count("pk", filter=concern)
    )


def proposed_to(draft: Draft, mentor: Participation) -> Group | None:
    """The cluster that a mentor school would lead under the chosen plan."""
    if draft.chosen is None:
        return None
    draft.chosen.draft = draft  # known already: spares reading it and its cohort again
    groups = show_plan(draft.chosen).groups
    return next((one for one in groups if one.mentor.pk == mentor.pk), None)


def rounds_that_ask(
    mentors: Collection[Participation],
) -> list[tuple[CommentRound, Participation]]:
    """Open rounds in which one of these schools would lead a cluster and has not answered.

    One query, however many they are; one more in the weeks in which there is such a round.
    """
    rounds = list(
        _open_rounds(timezone.localdate())
        .filter(draft__cohort__in={one.cohort_id for one in mentors})
        .order_by("pk")
    )
    said = _said_in(rounds, mentors)
    return [
        (one, mentor)
        for one in rounds
        for mentor in mentors
        if mentor.cohort_id == one.draft.cohort_id
        and (one.pk, mentor.pk) not in said
        and _leads(one.draft, mentor)
    ]


@lru_cache(maxsize=2)
def _open_rounds(today: dt.date) -> QuerySet[CommentRound]:
    rounds = CommentRound.objects.filter(
        draft__state=Draft.State.READY, draft__chosen__isnull=False, until__gte=today
    )
    return rounds.select_related("draft__chosen", "draft__cohort__programme").only(
        "public_id", "draft__chosen__document",
        "draft__cohort__name", "draft__cohort__programme__name",
    )  # fmt: skip


def _said_in(
    rounds: list[CommentRound], mentors: Collection[Participation]
) -> set[tuple[int, int]]:
    if not rounds:
        return set()
    said = Comment.objects.filter(round__in=rounds, mentor__in=mentors)
    return set(said.values_list("round", "mentor"))


def _leads(draft: Draft, mentor: Participation) -> bool:
    return draft.chosen is not None and mentor.public_id in ties_by_mentor(draft.chosen)
