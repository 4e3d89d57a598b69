"""Who may plan and tell what a cluster does together, and read what was observed."""

from cordata.accounts.models import User
from cordata.clusters.models import Cluster
from cordata.clusters.rules import may_enter
from cordata.cycles.models import Observation
from cordata.networks.models import Participation
from cordata.networks.rules import may_coordinate
from cordata.schools.rules import may_work_in


def may_do_together(person: User, cluster: Cluster) -> bool:
    """Plan and tell of activities: the teams of the cluster's schools, and its coordinators."""
    return may_enter(person, cluster)


def may_set_stage(person: User, cluster: Cluster) -> bool:
    """Say in which stage a cluster is, and when: its mentor schools, and its coordinators."""
    if may_coordinate(person, cluster.cohort):
        return True
    leading = cluster.memberships.filter(until=None, side=Participation.Side.MENTOR)
    # No query where a page has read who is in the cluster now.
    members = getattr(cluster, "now", None) or leading.select_related("participation__school")
    return any(
        may_work_in(person, one.participation.school)
        for one in members
        if one.side == Participation.Side.MENTOR
    )


def may_agree_on(person: User, observed: Participation, observer: Participation) -> bool:
    """Agree on what is observed: the teams of the two schools."""
    return may_work_in(person, observed.school) or may_work_in(person, observer.school)


def may_note_consent(person: User, observation: Observation) -> bool:
    """Only the school of the observed teacher says that the teacher agreed."""
    return may_work_in(person, observation.observed.school)


def may_write_notes(person: User, observation: Observation) -> bool:
    """Only the school that looks on, and only after the teacher has agreed."""
    return observation.consented_on is not None and may_work_in(
        person, observation.observer.school
    )


def may_read_notes(person: User, observation: Observation) -> bool:
    """The two schools; the cluster if that was agreed; nobody without the teacher's consent."""
    if observation.consented_on is None:
        return False
    if may_agree_on(person, observation.observed, observation.observer):
        return True
    shared = observation.level != Observation.Level.SCHOOLS
    return shared and may_enter(person, observation.activity.cluster)
