"""Give a file to the cluster, and take it out again."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.actions.ending import still_at_work
from cordata.clusters.models import Cluster
from cordata.cycles.models import SharedFile
from cordata.cycles.queries.talk import school_of
from cordata.documents.actions.files import store_file
from cordata.history.actions import record

POSTER = 4000  # pixels: a picture in the files is for printing, too


class RemovedAlready(Exception):
    """The file was taken out before."""


@transaction.atomic
def share_file(
    cluster: Cluster,
    data: bytes,
    *,
    name: str,
    title: str,
    licence: str,
    language: str,
    receipt: UUID | None = None,
    by: User,
) -> SharedFile:
    """Keep a file for everybody in the cluster; the same receipt keeps it once.

    Raises FileRefused.
    """
    # Held until the end: the same file, sent twice at once, is stored once.
    Cluster.objects.select_for_update().get(pk=cluster.pk)
    if receipt and (there := SharedFile.objects.filter(receipt=receipt).first()):
        return there
    still_at_work(cluster)
    scope = f"country:{cluster.cohort.country_id}"
    given = SharedFile.objects.create(
        cluster=cluster,
        file=store_file(data, name=name, scope=scope, longest=POSTER, by=by),
        title=title.strip(),
        licence=licence,
        language=language,
        given_by=by,
        school=school_of(by, cluster),
        receipt=receipt,
    )
    record("file.shared", on=given, by=by, scope=scope, licence=licence)
    return given


@transaction.atomic
def remove_file(file: SharedFile, *, by: User) -> None:
    """No longer hand it out; that it was given stays in the trail. Raises RemovedAlready."""
    still = SharedFile.objects.filter(pk=file.pk, removed_at=None)
    if not still.update(removed_at=timezone.now()):
        raise RemovedAlready
    scope = f"country:{file.cluster.cohort.country_id}"
    record("file.removed", on=file, by=by, scope=scope)
