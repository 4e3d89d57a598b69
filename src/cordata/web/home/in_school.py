"""What is asked of a school's team: to say what it needs, to look, to be more than one."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cordata.accounts.models import Scope, User
from cordata.accounts.queries import open_invitations, team_sizes
from cordata.clusters.models import Cluster, Membership
from cordata.clusters.queries.comments import rounds_that_ask
from cordata.costs.queries.asked import waiting_in
from cordata.cycles.queries.activities import unanswered_of, untold_of
from cordata.cycles.queries.answers import token_for
from cordata.cycles.queries.proposals import declined_of, proposals_made_to
from cordata.cycles.queries.talk import questions_to
from cordata.cycles.queries.templates import offers_waiting_for
from cordata.cycles.queries.ties import Tied, tied
from cordata.kit.days import day_month
from cordata.networks.models import Participation
from cordata.networks.queries.taking_part import CONFIRM_AFTER, with_last_said
from cordata.schools.models import School
from cordata.schools.queries.schools import my_schools
from cordata.schools.rules import may_speak_for
from cordata.web.home.planning import planned_by
from cordata.web.home.reflecting import reflecting
from cordata.web.home.self_assessing import self_assessing
from cordata.web.home.tasks import Task

# A cluster is new to its schools for two weeks.
NEW = timedelta(days=14)
# As long is an answer news; after that it stands on the school's plan.
ANSWERED = timedelta(days=14)


def in_school(person: User, ours: Tied) -> list[Task]:
    """What was promised to the coordinator first, then the cluster, then the team."""
    schools = list(my_schools(person).select_related(None))
    if not schools:
        return []
    taking_part = list(with_last_said({one.public_id for one in schools}))
    return [
        *_untold(ours),
        *_unanswered(person, ours),
        *_asked(schools),
        *reflecting(schools, ours.ties),
        *planned_by(ours.ties),
        *_costs(schools),
        *_needs(taking_part),
        *_proposals(taking_part),
        *_clusters(ours.ties),
        *_proposed(schools, ours.ties),
        *_declined(ours.ties),
        *self_assessing(schools, ours.ties),
        *_goals(ours.ties),
        *_offers(schools, ours.ties),
        *_alone(person, schools),
    ]


def first_in(cluster: Cluster, person: User) -> Task | None:
    """What the week asks first about one cluster, for the cluster's own page."""
    ours = tied(person).within(cluster)
    if not ours.ties:
        return None
    inside = {one.participation.school_id for one in ours.ties}
    schools: list[School] = []
    if any(one.is_reflecting or one.is_asked for one in ours.ties):  # type: ignore[attr-defined]  # annotated or prefetched by its query
        schools = list(my_schools(person).select_related(None).filter(pk__in=inside))
    asked = [
        *_untold(ours),
        *_unanswered(person, ours),
        *reflecting(schools, ours.ties),
        *planned_by(ours.ties),
        *_proposed(schools, ours.ties),
        *_declined(ours.ties),
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


def _costs(schools: list[School]) -> list[Task]:
    """Terms that are over, of clusters that these schools lead."""
    waiting = waiting_in({one.public_id for one in schools}, timezone.localdate())
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
    mentors = {one.school.public_id for one in taking_part if one.is_mentor}
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


def _proposed(schools: list[School], ties: list[Membership]) -> list[Task]:
    """Goals that mentee schools propose to these mentor schools."""
    if not any(one.participation.is_mentor and one.is_asked for one in ties):  # type: ignore[attr-defined]  # annotated or prefetched by its query
        return []
    asked = proposals_made_to([one.public_id for one in schools])
    return [
        Task(
            _("Agree on a goal that %(school)s proposes")
            % {"school": one.participation.school.name},
            one.text,
            3,
            reverse("cycles:proposal", args=[one.public_id]),
            schools[0].name,
        )
        for one in asked[:3]
    ]


def _declined(ties: list[Membership]) -> list[Task]:
    """What the mentor school said "not now" to, lately: its reason is there to be answered."""
    told = [one.participation_id for one in ties if one.is_declined]  # type: ignore[attr-defined]  # annotated or prefetched by its query
    since = timezone.now() - ANSWERED
    answered = declined_of(told) if told else []
    return [
        Task(
            _("Word a goal anew: your mentor school says not now"),
            f"{one.text}: {one.note}",
            5,
            reverse("cycles:proposal", args=[one.public_id]),
            one.participation.school.name,
        )
        for one in answered
        if one.answered_at and one.answered_at > since
    ][:3]


def _asked(schools: list[School]) -> list[Task]:
    """What another school has asked in a thread, and nobody of ours has answered for days."""
    found = questions_to([one.public_id for one in schools], timezone.now())
    return [
        Task(
            _("Answer %(name)s: %(title)s")
            % {"name": one.written_by.name, "title": one.thread.title},
            one.thread.cluster.name,
            3,
            f"{reverse('talk:thread', args=[one.thread.public_id])}#{one.public_id}",
            one.asks.school.name,
        )
        for one in found[:3]
        if one.asks
    ]


def _offers(schools: list[School], ties: list[Membership]) -> list[Task]:
    """New words of a template wait for a goal that began from it."""
    if not any(one.has_offers for one in ties):  # type: ignore[attr-defined]  # annotated or prefetched by its query
        return []
    return [
        Task(
            _("Take the new words of your goal, or keep yours"),
            one.use.goal.text,
            2,
            reverse("cycles:goal", args=[one.use.goal.public_id]),
            one.use.goal.participation.school.name,
        )
        for one in offers_waiting_for([one.public_id for one in schools])
    ]


def _goals(ties: list[Membership]) -> list[Task]:
    """A school that is in a cluster and has no goal yet."""
    members = {one.participation_id: one for one in ties if not one.has_goals}  # type: ignore[attr-defined]  # annotated or prefetched by its query
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


def _alone(person: User, schools: list[School]) -> list[Task]:
    mine = [school for school in schools if may_speak_for(person, school)]
    ids = [school.public_id for school in mine]
    people = team_sizes(ids) if ids else {}
    alone = [school for school in mine if people.get(school.public_id, 0) < 2]  # noqa: PLR2004 - a team is two
    if not alone:
        return []
    invited = set(open_invitations(Scope.SCHOOL, ids).values_list("place", flat=True))
    return [
        Task(
            _("Invite a colleague: you are alone in the team"),
            "",
            2,
            reverse("accounts:invite", args=[school.public_id]),
            school.name,
        )
        for school in alone
        if school.public_id not in invited
    ]
