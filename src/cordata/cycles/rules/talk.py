"""Who may write and read in a cluster, and take back what they gave."""

from cordata.accounts.models import User
from cordata.clusters.models import Cluster
from cordata.clusters.rules import may_enter
from cordata.cycles.models import Post, SharedFile


def may_talk(person: User, cluster: Cluster) -> bool:
    """Read and write in a cluster's threads, give and fetch its files: who may enter it."""
    return may_enter(person, cluster)


def may_change_post(person: User, post: Post) -> bool:
    """Edit and withdraw: who wrote it, while they may still talk there."""
    return post.written_by_id == person.pk and may_talk(person, post.thread.cluster)


def may_remove_file(person: User, file: SharedFile) -> bool:
    """Take a file out: who gave it, while they may still talk there."""
    return file.given_by_id == person.pk and may_talk(person, file.cluster)
