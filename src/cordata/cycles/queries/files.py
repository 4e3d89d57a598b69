"""The files of a cluster."""

from django.db.models import QuerySet

from cordata.accounts.models import User
from cordata.clusters.models import Cluster
from cordata.clusters.queries.clusters import clusters_entered_by
from cordata.cycles.models import SharedFile


def files_seen_by(person: User) -> QuerySet[SharedFile]:
    """The set-wise twin of ``rules.may_use_files``; without removed ones."""
    inside = clusters_entered_by(person).values("pk")
    return SharedFile.objects.filter(cluster__in=inside, removed_at=None).select_related(
        "file", "cluster__cohort__country", "given_by", "school__school"
    )


def files_of(cluster: Cluster) -> QuerySet[SharedFile]:
    """What was given to a cluster, newest first."""
    found = cluster.files.filter(removed_at=None)
    return found.select_related("file", "given_by", "school__school").order_by(
        "-given_at", "-pk"
    )
