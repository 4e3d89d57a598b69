"""Who may write and read in a cluster, and take back what they gave."""

from cordata.accounts.models import User
from cordata.clusters.models import Cluster
from cordata.clusters.rules import may_enter, may_talk_inside
from cordata.cycles.models import Post, SharedFile


def may_talk(person: User, cluster: Cluster) -> bool:
    """Read and write in a cluster's threads: the teams of its schools, and nobody else."""
    return may_talk_inside(person, cluster)


def may_change_post(person: User, post: Post) -> bool:
    """Edit and withdraw: who wrote it, while they may still talk there."""
    return post.written_by_id == person.pk and may_talk(person, post.thread.cluster)


def may_use_files(person: User, cluster: Cluster) -> bool:
    """Give files to a cluster and fetch them: its teams and its coordinators."""
    return may_enter(person, cluster)


def may_remove_file(person: User, file: SharedFile) -> bool:
    """Take a file out: who gave it, while they may still use the folder."""
    return file.given_by_id == person.pk and may_use_files(person, file.cluster)
