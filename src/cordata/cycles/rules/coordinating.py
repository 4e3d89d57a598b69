"""What coordinators alone may: look after clusters, write to many, report."""

from cordata.accounts.models import User
from cordata.clusters.models import Cluster
from cordata.networks.models import Cohort
from cordata.networks.rules import may_coordinate


def may_look_after(person: User, cluster: Cluster) -> bool:
    """Take alerts of a cluster, note what was found, read the notes: its coordinators alone."""
    return may_coordinate(person, cluster.cohort)


def may_write_to(person: User, cohort: Cohort) -> bool:
    """Write one message to many schools of a cohort, and see what became of it."""
    return may_coordinate(person, cohort)


def may_report(person: User, cohort: Cohort) -> bool:
    """Make the report of a term, write in it, send it."""
    return may_coordinate(person, cohort)
