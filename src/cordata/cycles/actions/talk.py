"""Start a thread, answer, edit within a quarter of an hour, withdraw, choose how to hear."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.clusters.models import Cluster
from cordata.cycles.actions.activities import NotInTheCluster
from cordata.cycles.actions.talk_letters import tell_at_once
from cordata.cycles.models import Listener, Post, Thread
from cordata.cycles.queries.talk import begins, school_of, schools_in
from cordata.documents.queries.html import html_of
from cordata.history.actions import record
from cordata.networks.models import Participation
from cordata.notices.actions import withdraw_letters

EDITABLE = dt.timedelta(minutes=15)


class ThreadClosed(Exception):
    """The cluster has come to its end: its threads can be read, not answered."""


class TooLate(Exception):
    """A post is edited within a quarter of an hour; then others have read it."""


class Withdrawn(Exception):
    """The post was taken back."""


class NotYours(Exception):
    """The receipt of a sending belongs to another person's post."""


@transaction.atomic
def start_thread(
    cluster: Cluster,
    *,
    title: str,
    text: str,
    language: str,
    asks: Participation | None = None,
    receipt: UUID | None = None,
    by: User,
) -> Thread:
    """Begin a conversation with its first post.

    Raises ThreadClosed, NotInTheCluster, NotYours.
    """
    if sent := _sent_before(receipt, by):
        return sent.thread
    _still_open(cluster, asks)
    try:
        with transaction.atomic():
            thread = Thread.objects.create(
                cluster=cluster, title=title.strip(), started_by=by, moved_at=timezone.now()
            )
            post = _write(thread, text, language, asks, receipt, by)
    except IntegrityError:  # the same sending arrived twice at once
        return _the_other(receipt, by).thread
    record("thread.started", on=thread, by=by, scope=_scope(cluster))
    _after(post, by)
    return thread


@transaction.atomic
def answer(
    thread: Thread,
    *,
    text: str,
    language: str,
    asks: Participation | None = None,
    receipt: UUID | None = None,
    by_mail: bool = False,
    by: User,
) -> Post:
    """Say something in a thread. Sent twice with one receipt it is one post.

    asks  the school of the cluster whose answer is wanted, if any
    Raises ThreadClosed, NotInTheCluster, NotYours.
    """
    if sent := _sent_before(receipt, by):
        return sent
    _still_open(thread.cluster, asks)
    try:
        with transaction.atomic():
            post = _write(thread, text, language, asks, receipt, by, by_mail=by_mail)
    except IntegrityError:
        return _the_other(receipt, by)
    Thread.objects.filter(pk=thread.pk).update(moved_at=post.written_at)
    _after(post, by)
    return post


def _sent_before(receipt: UUID | None, by: User) -> Post | None:
    found = Post.objects.select_related("thread").filter(receipt=receipt).first()
    if receipt is None or found is None:
        return None
    if found.written_by_id != by.pk:
        raise NotYours
    return found


def _the_other(receipt: UUID | None, by: User) -> Post:
    found = _sent_before(receipt, by)
    if found is None:  # something else was refused, and that is no double
        raise NotYours
    return found


def _still_open(cluster: Cluster, asks: Participation | None) -> None:
    if not Cluster.objects.filter(pk=cluster.pk, closed_on=None).exists():
        raise ThreadClosed
    if asks is not None and asks not in schools_in(cluster):
        raise NotInTheCluster


def _write(
    thread: Thread,
    text: str,
    language: str,
    asks: Participation | None,
    receipt: UUID | None,
    by: User,
    *,
    by_mail: bool = False,
) -> Post:
    return Post.objects.create(
        thread=thread,
        written_by=by,
        school=school_of(by, thread.cluster),
        asks=asks,
        text=text.strip(),
        html=html_of(text.strip(), breaks=True),
        language=language,
        by_mail=by_mail,
        receipt=receipt,
        written_at=timezone.now(),
    )


def _after(post: Post, by: User) -> None:
    """Who writes follows, in the weekly letter, unless they have chosen; who listens is told."""
    mine, _made = Listener.objects.get_or_create(thread=post.thread, person=by)
    mine.hears = mine.hears or Listener.Hears.WEEKLY
    mine.save(update_fields=["hears"])
    tell_at_once(post, by=by)
    _note("post.written", post, by, by_mail=post.by_mail)


@transaction.atomic
def edit_post(post: Post, *, text: str, title: str = "", by: User) -> None:
    """Say it better, within a quarter of an hour. Raises TooLate, Withdrawn.

    title  of the conversation, if this post began it; "" leaves it
    """
    now = timezone.now()
    young = Post.objects.filter(pk=post.pk, withdrawn_at=None, written_at__gt=now - EDITABLE)
    words = text.strip()
    if not young.update(text=words, html=html_of(words, breaks=True), edited_at=now):
        raise Withdrawn if Post.objects.get(pk=post.pk).withdrawn_at else TooLate
    if title.strip() and begins(post):
        Thread.objects.filter(pk=post.thread_id).update(title=title.strip())
    _note("post.edited", post, by)


@transaction.atomic
def withdraw_post(post: Post, *, by: User) -> None:
    """Take it back: the words go, a line stays; letters that have not left do not leave.

    Where nobody's words stay, those of the title go, too. Raises Withdrawn.
    """
    still = Post.objects.filter(pk=post.pk, withdrawn_at=None)
    if not still.update(text="", html="", withdrawn_at=timezone.now()):
        raise Withdrawn
    withdraw_letters(about=post.public_id)
    if not Post.objects.filter(thread=post.thread_id, withdrawn_at=None).exists():
        gone = _("A conversation that was taken back")
        Thread.objects.filter(pk=post.thread_id).update(title=gone)
    _note("post.withdrawn", post, by)


@transaction.atomic
def choose_hearing(thread: Thread, *, hears: str, by: User) -> None:
    """A letter at once, the weekly letter, or nothing."""
    Listener.objects.update_or_create(thread=thread, person=by, defaults={"hears": hears})
    record("thread.followed", on=thread, by=by, scope=_scope(thread.cluster), hears=hears)


@transaction.atomic
def mark_read(thread: Thread, *, read_to: int, by: User) -> None:
    """Note the last post a person has seen. What somebody reads does not stand in the trail."""
    Listener.objects.get_or_create(thread=thread, person=by)
    Listener.objects.filter(thread=thread, person=by, read_to__lt=read_to).update(
        read_to=read_to
    )


def _scope(cluster: Cluster) -> str:
    return f"country:{cluster.cohort.country_id}"


def _note(verb: str, post: Post, by: User, **facts: Any) -> None:
    record(verb, on=post, by=by, scope=_scope(post.thread.cluster), **facts)
