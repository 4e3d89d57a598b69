"""The year of a cluster is over: it works no longer, and its schools go on reading it."""

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.actions.changing import ClusterChanged
from cordata.clusters.models import Cluster
from cordata.clusters.rules import is_over, is_over_for
from cordata.history.actions import record
from cordata.networks.models import Participation


class ClusterEnded(Exception):
    """The cluster has come to its end: nothing new is begun in it. Pages say so in one place."""


def still_at_work(cluster: Cluster) -> None:
    """Raises ClusterEnded. Read anew: a page may have been opened before the end."""
    if is_over(Cluster.objects.get(pk=cluster.pk)):
        raise ClusterEnded


def school_still_at_work(school: Participation) -> None:
    """The same of the cluster that a school is in now. Raises ClusterEnded."""
    if is_over_for(school):
        raise ClusterEnded


@transaction.atomic
def end_cluster(cluster: Cluster, *, version: int, by: User) -> None:
    """Close a cluster; nobody leaves it, so what was written stays with who wrote it.

    Raises ClusterChanged.
    """
    still = Cluster.objects.filter(pk=cluster.pk, version=version, closed_on=None)
    if not still.update(closed_on=timezone.localdate(), version=version + 1):
        raise ClusterChanged(Cluster.objects.get(pk=cluster.pk))
    cluster.refresh_from_db()
    scope = f"country:{cluster.cohort.country_id}"
    record("cluster.ended", on=cluster, by=by, scope=scope)
