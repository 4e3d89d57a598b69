"""Who may plan what."""

from cordata.accounts.models import User
from cordata.clusters.models import Cluster
from cordata.clusters.rules import may_enter
from cordata.cycles.models import Goal
from cordata.networks.models import Cohort, Participation
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


def may_do_together(person: User, cluster: Cluster) -> bool:
    """Plan and tell of activities: the teams of the cluster's schools, and its coordinators."""
    return may_enter(person, cluster)


def may_look_after(person: User, cluster: Cluster) -> bool:
    """Take alerts of a cluster, note what was found, read the notes: its coordinators alone."""
    return may_coordinate(person, cluster.cohort)


def may_write_to(person: User, cohort: Cohort) -> bool:
    """Write one message to many schools of a cohort, and see what became of it."""
    return may_coordinate(person, cohort)


def may_report(person: User, cohort: Cohort) -> bool:
    """Make the report of a term, write in it, send it."""
    return may_coordinate(person, cohort)
