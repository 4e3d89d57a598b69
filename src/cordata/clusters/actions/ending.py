"""The year of a cluster is over: it works no longer, and its schools go on reading it."""

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.actions.changing import ClusterChanged
from cordata.clusters.models import Cluster
from cordata.history.actions import record


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
