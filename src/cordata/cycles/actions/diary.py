"""Write in the diary, change what stands there, take it out."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.actions.ending import still_at_work
from cordata.clusters.models import Cluster
from cordata.cycles.models import Activity, DiaryEntry, Goal, PublicPost
from cordata.cycles.queries.diary import posts_at_work
from cordata.documents.actions.files import store_file
from cordata.documents.models import StoredFile
from cordata.documents.queries.html import html_of
from cordata.history.actions import record, sent_by
from cordata.history.queries import was_sent
from cordata.networks.actions.stale import claim
from cordata.networks.models import Participation

SCREEN = 1600  # pixels: what a page shows, and a bad line can carry


class NotInTheCluster(Exception):
    """The school is not in this cluster now, or the goal or activity is of another."""


class TakenOut(Exception):
    """The entry was taken out of the diary."""


class ProposedAlready(Exception):
    """The entry is waiting for the coordinator, or is public."""


@transaction.atomic
def write_entry(
    participation: Participation,
    cluster: Cluster,
    *,
    kind: str,
    text: str,
    happened_on: dt.date,
    readers: str,
    video: str = "",
    goal: Goal | None = None,
    activity: Activity | None = None,
    upload: tuple[str, bytes] | None = None,
    receipt: UUID | None = None,
    by: User,
) -> DiaryEntry:
    """Write an entry. Sent again with its receipt, it is the entry that was written first.

    upload  name and bytes of a picture or a file
    Raises NotInTheCluster, FileRefused.
    """
    still_at_work(cluster)
    if not cluster.memberships.filter(participation=participation, until=None).exists():
        raise NotInTheCluster
    _belongs(participation, cluster, goal, activity)
    sent = DiaryEntry.objects.filter(receipt=receipt, participation=participation)
    if receipt and (written := sent.first()):
        return written
    try:
        with transaction.atomic():
            entry = DiaryEntry.objects.create(
                participation=participation, cluster=cluster, kind=kind, text=text.strip(),
                html=html_of(text.strip()), happened_on=happened_on, readers=readers, video=video, goal=goal,
                activity=activity, receipt=receipt, written_by=by,
            )  # fmt: skip
    except IntegrityError:
        return sent.get()  # the same page, sent twice at once
    if upload:
        entry.file = _store(upload, entry, by)
        entry.save(update_fields=["file"])
    _note("diary.written", entry, by, kind=kind, readers=readers)
    return entry


@transaction.atomic
def change_entry(
    entry: DiaryEntry,
    *,
    kind: str,
    text: str,
    happened_on: dt.date,
    readers: str,
    video: str,
    goal: Goal | None,
    activity: Activity | None,
    upload: tuple[str, bytes] | None,
    version: int | None,
    receipt: UUID | None = None,
    by: User,
) -> None:
    """Say it otherwise, or to other people. What is public stays as it was approved.

    receipt  of its sending: what is sent twice is said once
    Raises TakenOut, ChangedBySomebody, NotInTheCluster, FileRefused, ProposedAlready (another
    file, while the one that stands is public or waits to be).
    """
    still_at_work(entry.cluster)
    if not DiaryEntry.objects.filter(pk=entry.pk, taken_out_at=None).exists():
        raise TakenOut
    if receipt and was_sent(entry.public_id, receipt):
        return
    _belongs(entry.participation, entry.cluster, goal, activity)
    if upload and posts_at_work(entry).filter(with_picture=True).exists():
        raise ProposedAlready
    facts: dict[str, Any] = {"file": _store(upload, entry, by)} if upload else {}
    claim(
        entry, version, kind=kind, text=text.strip(), html=html_of(text.strip()),
        happened_on=happened_on, readers=readers, video=video, goal=goal, activity=activity, **facts,
    )  # fmt: skip
    _note("diary.changed", entry, by, readers=readers, **sent_by(receipt))


@transaction.atomic
def take_out(entry: DiaryEntry, *, by: User) -> None:
    """Nobody reads it any more, the public neither. Raises TakenOut."""
    now = timezone.now()
    if not DiaryEntry.objects.filter(pk=entry.pk, taken_out_at=None).update(taken_out_at=now):
        raise TakenOut
    posts_at_work(entry).update(state=PublicPost.State.TAKEN_BACK, decided_at=now)
    _note("diary.taken_out", entry, by)


def _belongs(
    participation: Participation, cluster: Cluster, goal: Goal | None, activity: Activity | None
) -> None:
    if (goal and goal.participation_id != participation.pk) or (
        activity and activity.cluster_id != cluster.pk
    ):
        raise NotInTheCluster


def _store(upload: tuple[str, bytes], entry: DiaryEntry, by: User) -> StoredFile:
    name, data = upload
    scope = f"country:{entry.participation.cohort.country_id}"
    return store_file(data, name=name, scope=scope, longest=SCREEN, by=by)


def _note(verb: str, entry: DiaryEntry, by: User, **facts: Any) -> None:
    participation = entry.participation
    scope = f"country:{participation.cohort.country_id}"
    record(verb, on=entry, by=by, scope=scope, concerns=participation.school, **facts)
