"""The cluster, thread, post or file that a person may see; strangers learn nothing of it.

The queries are the twins of ``rules.may_talk`` and ``rules.may_use_files``.
"""

from django.shortcuts import get_object_or_404

from cordata.clusters.models import Cluster
from cordata.clusters.queries.clusters import clusters_entered_by, clusters_talked_in_by
from cordata.cycles import rules
from cordata.cycles.models import Post, SharedFile, Thread
from cordata.cycles.queries.files import files_seen_by
from cordata.cycles.queries.talk import posts_seen_by, threads_seen_by
from cordata.web.requests import Request, allow


def cluster_of(request: Request, cluster: str) -> Cluster:
    """A cluster one may talk in, or 404."""
    return get_object_or_404(clusters_talked_in_by(request.user), public_id=cluster)


def folder_of(request: Request, cluster: str) -> Cluster:
    """A cluster whose files one may use, or 404."""
    return get_object_or_404(clusters_entered_by(request.user), public_id=cluster)


def thread_of(request: Request, thread: str) -> Thread:
    """A thread one may read and answer, or 404."""
    return get_object_or_404(threads_seen_by(request.user), public_id=thread)


def own_post(request: Request, post: str) -> Post:
    """A post one may change; 403 for who may only read it."""
    found = get_object_or_404(posts_seen_by(request.user), public_id=post)
    allow(rules.may_change_post(request.user, found))
    return found


def file_of(request: Request, file: str) -> SharedFile:
    """A file one may fetch, or 404."""
    return get_object_or_404(files_seen_by(request.user), public_id=file)
