"""What is asked of a school's team: to say what it needs, to look, to be more than one."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.clusters.models import Membership
from cordata.clusters.queries.comments import rounds_that_ask
from cordata.costs.queries.asked import waiting_in as waiting_in_terms
from cordata.cycles.queries.activities import (
    proposed_otherwise_of,
    unanswered_of,
    untold_of,
)
from cordata.cycles.queries.answers import token_for
from cordata.cycles.queries.ties import Tied
from cordata.kit.days import day_month
from cordata.networks.models import Participation
from cordata.networks.queries.taking_part import CONFIRM_AFTER, with_last_said
from cordata.schools.queries.schools import my_school_ids
from cordata.web.home.in_clusters import (
    declined,
    offered,
    planned,
    proposed,
    questions,
    reflecting,
    sent_back,
)
from cordata.web.home.self_assessing import self_assessing
from cordata.web.home.tasks import Task
from cordata.web.home.waiting import ALONE, Waiting, waiting_in

# A cluster is new to its schools for two weeks.
NEW = timedelta(days=14)


def in_school(person: User, ours: Tied, waiting: Waiting) -> list[Task]:
    """What was promised to the coordinator first, then the cluster, then the team."""
    schools = my_school_ids(person)
    if not schools:
        return []
    taking_part = list(with_last_said(schools))
    return [
        *_untold(ours),
        *_otherwise(ours),
        *_unanswered(person, ours),
        *questions(waiting),
        *reflecting(waiting),
        *planned(waiting),
        *_costs(schools),
        *_needs(taking_part),
        *_proposals(taking_part),
        *_clusters(ours.ties),
        *proposed(waiting, ours.ties),
        *declined(waiting),
        *sent_back(waiting),
        *self_assessing(schools, ours.ties),
        *_goals(ours.ties),
        *offered(waiting),
        *_alone(waiting),
    ]


def first_in(ours: Tied, person: User) -> Task | None:
    """What the week asks first about one cluster, for the cluster's own page."""
    waiting = waiting_in(ours)
    asked = [
        *_untold(ours),
        *_otherwise(ours),
        *_unanswered(person, ours),
        *reflecting(waiting),
        *planned(waiting),
        *proposed(waiting, ours.ties),
        *declined(waiting),
        *sent_back(waiting),
        *_goals(ours.ties),
    ]
    return asked[0] if asked else None


def _needs(taking_part: list[Any]) -> list[Task]:
    return [
        Task(
            sentence,
            f"{one.cohort.programme.name}, {one.cohort.name}",
            5,
            reverse("networks:needs-of", args=[one.public_id]),
            one.school.name,
        )
        for one in taking_part
        if (sentence := _sentence(one))
    ]


def _sentence(one: Any) -> str:
    if one.said_at is None:
        return _("Say what you offer") if one.is_mentor else _("Say what you need")
    if one.said_at < timezone.now() - CONFIRM_AFTER:
        if one.is_mentor:
            return _("Look whether you still offer this: you said it over 60 days ago")
        return _("Look whether you still need this: you said it over 60 days ago")
    return ""


def _costs(schools: set[str]) -> list[Task]:
    """Terms that are over, of clusters that these schools lead."""
    waiting = waiting_in_terms(schools, timezone.localdate())
    return [
        Task(
            _("Confirm what your cluster used in its first term")
            if one.term == 1
            else _("Confirm what your cluster used in its second term"),
            one.name,
            5,
            f"{reverse('costs:cluster', args=[one.cluster])}?term={one.term}",
            one.school,
        )
        for one in waiting
    ]


def _proposals(taking_part: list[Participation]) -> list[Task]:
    mentors = [one for one in taking_part if one.is_mentor]
    asking = rounds_that_ask(mentors) if mentors else []
    return [
        Task(
            _("Say what you think of your proposed cluster"),
            f"{round_.draft.cohort.programme.name}, {round_.draft.cohort.name}",
            5,
            reverse("clusters:comment", args=[round_.public_id, mentor.public_id]),
            mentor.school.name,
        )
        for round_, mentor in asking
    ]


def _clusters(ties: list[Membership]) -> list[Task]:
    first_of = {one.cluster_id: one for one in reversed(ties)}  # one task, with two schools too
    return [
        Task(
            _("Look at your cluster: it is new"),
            one.cluster.name,
            3,
            reverse("clusters:cluster", args=[one.cluster.public_id]),
            one.participation.school.name,
        )
        for one in first_of.values()
        if one.cluster.opened_on >= timezone.localdate() - NEW
    ]


def _untold(ours: Tied) -> list[Task]:
    """What has taken place and nobody has told: a minute each."""
    return [
        Task(
            _("Say how it went: %(what)s of %(day)s")
            % {"what": one.get_kind_display(), "day": day_month(one.starts_at)},
            tie.cluster.name,
            1,
            reverse("cycles:activity", args=[one.public_id]),
            tie.participation.school.name,
        )
        for one, tie in untold_of(ours)[:3]
    ]


def _otherwise(ours: Tied) -> list[Task]:
    """Another school proposes another day: whoever called it moves it, or says why not."""
    return [
        Task(
            _("Another day is proposed: %(what)s of %(day)s")
            % {"what": one.get_kind_display(), "day": day_month(one.starts_at)},
            "{school}: {day}".format_map(one.another),  # type: ignore[attr-defined]  # annotated or prefetched by its query
            2,
            reverse("cycles:activity", args=[one.public_id]),
            tie.participation.school.name,
        )
        for one, tie in proposed_otherwise_of(ours)[:3]
    ]


def _unanswered(person: User, ours: Tied) -> list[Task]:
    """Whether a school comes to what others have planned: one press."""
    return [
        Task(
            _("Say whether you come: %(what)s of %(day)s")
            % {"what": one.get_kind_display(), "day": day_month(one.starts_at)},
            tie.cluster.name,
            1,
            reverse("dates:answer", args=[token_for(one, person)]),
            tie.participation.school.name,
        )
        for one, tie in unanswered_of(ours)[:3]
    ]


def _goals(ties: list[Membership]) -> list[Task]:
    """A school that is in a cluster, and neither has a goal nor waits for an answer to one."""
    members = {
        one.participation_id: one
        for one in ties
        if not (one.has_goals or one.has_proposed)  # type: ignore[attr-defined]  # annotated or prefetched by its query
    }
    return [
        Task(
            _("Choose your first goal with your mentor school"),
            members[key].cluster.name,
            10,
            reverse("cycles:plan", args=[members[key].participation.public_id]),
            members[key].participation.school.name,
        )
        for key in sorted(members)
        if not members[key].participation.is_mentor
    ]


def _alone(waiting: Waiting) -> list[Task]:
    return [
        Task(
            _("Invite a colleague: you are alone in the team"),
            "",
            2,
            reverse("accounts:invite", args=[one.thing]),
            one.place,
        )
        for one in sorted(waiting[ALONE], key=lambda one: one.place)
    ]
