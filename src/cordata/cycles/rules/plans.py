"""Who may set goals, answer a proposal, keep the templates of a country."""

from cordata.accounts.models import User
from cordata.clusters.models import Membership
from cordata.clusters.rules import may_enter
from cordata.cycles.models import Goal, Proposal
from cordata.networks.models import Country, Participation
from cordata.networks.rules import may_coordinate
from cordata.schools.rules import may_work_in


def may_plan(person: User, participation: Participation) -> bool:
    """Set, move and drop the goals of a school: its head and its team."""
    return may_work_in(person, participation.school)


def may_see_goal(person: User, goal: Goal) -> bool:
    """The school, the other schools of its cluster, and whoever coordinates the cohort."""
    participation = goal.participation
    if may_plan(person, participation) or may_coordinate(person, participation.cohort):
        return True
    now = participation.memberships.filter(until=None).select_related("cluster__cohort").first()
    return now is not None and may_enter(person, now.cluster)


def may_see_proposal(person: User, proposal: Proposal) -> bool:
    """The school that proposes, and the mentor school it is tied to."""
    return may_plan(person, proposal.participation) or may_answer_proposal(person, proposal)


def may_answer_proposal(person: User, proposal: Proposal) -> bool:
    """Agree or say why not: the head and the team of the mentor school of now."""
    tied = proposal.participation.memberships.filter(until=None, side="mentee")
    leading = Membership.objects.filter(
        until=None, side="mentor", cluster__in=tied.values("cluster")
    ).select_related("participation__school")
    return any(may_work_in(person, one.participation.school) for one in leading)


def may_write_templates(person: User, country: Country) -> bool:
    """Keep the library of goals of a country: its coordinators."""
    return may_coordinate(person, country)
