"""What is asked of a school's team: to say what it needs, to look, to be more than one."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import open_invitations, people_with_role
from cordata.clusters.models import Membership
from cordata.clusters.queries.comments import rounds_that_ask
from cordata.cycles.queries.activities import untold_in
from cordata.cycles.queries.proposals import proposals_made_to
from cordata.cycles.queries.reflections import reflections_waiting_for
from cordata.cycles.queries.talk import questions_to
from cordata.cycles.queries.templates import offers_waiting_for
from cordata.cycles.queries.ties import ties_of
from cordata.kit.days import day_month
from cordata.networks.models import Participation
from cordata.networks.queries import participations_of_schools_of
from cordata.networks.queries.taking_part import should_be_confirmed
from cordata.schools.models import School
from cordata.schools.queries.schools import my_schools
from cordata.schools.rules import may_speak_for
from cordata.web.home.self_assessing import self_assessing
from cordata.web.home.tasks import Task

# A cluster is new to its schools for two weeks.
NEW = timedelta(days=14)


def in_school(person: User) -> list[Task]:
    """What was promised to the coordinator first, then the cluster, then the team."""
    schools = list(my_schools(person))
    if not schools:
        return []
    ties = ties_of([one.pk for one in schools])
    return [
        *_untold(schools),
        *_asked(schools),
        *_together(schools, ties),
        *_needs(person),
        *_proposals(schools),
        *_clusters(schools, ties),
        *_proposed(schools, ties),
        *self_assessing(schools, ties),
        *_goals(schools, ties),
        *_offers(schools),
        *_alone(person, schools),
    ]


def _needs(person: User) -> list[Task]:
    today = timezone.localdate()
    asked = participations_of_schools_of(person).filter(cohort__ends_on__gte=today)
    return [
        Task(
            sentence,
            f"{one.cohort.programme.name}, {one.cohort.name}",
            5,
            reverse("networks:needs-of", args=[one.public_id]),
            one.school.name,
        )
        for one in asked
        if (sentence := _sentence(one))
    ]


def _sentence(one: Participation) -> str:
    if not one.interests.all():
        return _("Say what you offer") if one.is_mentor else _("Say what you need")
    if should_be_confirmed(one):
        if one.is_mentor:
            return _("Look whether you still offer this: you said it over 60 days ago")
        return _("Look whether you still need this: you said it over 60 days ago")
    return ""


def _proposals(schools: list[School]) -> list[Task]:
    asking = rounds_that_ask({school.public_id for school in schools})
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


def _clusters(schools: list[School], ties: list[Membership]) -> list[Task]:
    names = {school.pk: school.name for school in schools}
    first_of = {one.cluster_id: one for one in reversed(ties)}  # one task, with two schools too
    return [
        Task(
            _("Look at your cluster: it is new"),
            one.cluster.name,
            3,
            reverse("clusters:cluster", args=[one.cluster.public_id]),
            names[one.participation.school_id],
        )
        for one in first_of.values()
        if one.cluster.opened_on >= timezone.localdate() - NEW
    ]


def _untold(schools: list[School]) -> list[Task]:
    """What has taken place and nobody has told: a minute each."""
    return [
        Task(
            _("Say how it went: %(what)s of %(day)s")
            % {"what": one.get_kind_display(), "day": day_month(one.starts_at)},
            one.cluster.name,
            1,
            reverse("cycles:activity", args=[one.public_id]),
            school,
        )
        for one, school in untold_in([one.public_id for one in schools])[:3]
    ]


def _proposed(schools: list[School], ties: list[Membership]) -> list[Task]:
    """Goals that mentee schools propose to these mentor schools."""
    if not any(one.participation.is_mentor for one in ties):
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


def _together(schools: list[School], ties: list[Membership]) -> list[Task]:
    """A reflection is open, and the own side has not answered."""
    if not any(one.is_reflecting for one in ties):  # type: ignore[attr-defined]
        return []
    return [
        Task(
            _("Say how working together is going"),
            f"{one.cluster.name}, {one.about}",
            2,
            reverse("reviews:reflection", args=[one.public_id]),
            school,
        )
        for one, school in reflections_waiting_for([one.public_id for one in schools])
    ]


def _offers(schools: list[School]) -> list[Task]:
    """New words of a template wait for a goal that began from it."""
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


def _goals(schools: list[School], ties: list[Membership]) -> list[Task]:
    """A school that is in a cluster and has no goal yet."""
    names = {school.pk: school.name for school in schools}
    members = {one.participation_id: one for one in ties if not one.has_goals}  # type: ignore[attr-defined]
    return [
        Task(
            _("Choose your first goal with your mentor school"),
            members[key].cluster.name,
            10,
            reverse("cycles:plan", args=[members[key].participation.public_id]),
            names[members[key].participation.school_id],
        )
        for key in sorted(members)
        if not members[key].participation.is_mentor
    ]


def _alone(person: User, schools: list[School]) -> list[Task]:
    mine = [school for school in schools if may_speak_for(person, school)]
    ids = [school.public_id for school in mine]
    people: dict[str, set[int]] = {}
    for somebody, place in people_with_role([RoleKind.HEAD, RoleKind.TEAM], Scope.SCHOOL, ids):
        people.setdefault(place, set()).add(somebody.pk)
    alone = [school for school in mine if len(people.get(school.public_id, ())) < 2]  # noqa: PLR2004 - a team is two
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
