"""Propose an entry of the diary to everybody; approve it, send it back, take it back."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.cycles.actions.diary import ProposedAlready, TakenOut
from cordata.cycles.models import DiaryEntry, PublicPost
from cordata.cycles.queries.diary import posts_at_work, staff_named_in
from cordata.history.actions import record


class NamesSomebody(Exception):
    """The words for the public name people of the school; ``names`` says whom."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


class NoConsent(Exception):
    """A picture goes to the public only with an answer about the pupils in it."""


class DecidedAlready(Exception):
    """Somebody decided about the post, or the school took it back; ``post`` is how it stands."""

    def __init__(self, post: PublicPost) -> None:
        super().__init__(str(post))
        self.post = post


@transaction.atomic
def propose_post(
    entry: DiaryEntry,
    *,
    title: str,
    text: str,
    with_picture: bool,
    consent: str,
    by: User,
) -> PublicPost:
    """Offer an entry to everybody, in words of its own; a coordinator reads it first.

    Raises TakenOut, NamesSomebody, NoConsent, ProposedAlready.
    """
    if not DiaryEntry.objects.filter(pk=entry.pk, taken_out_at=None).exists():
        raise TakenOut
    if names := staff_named_in(f"{title} {text}", entry.participation):
        raise NamesSomebody(names)
    with_picture = with_picture and entry.has_picture
    if with_picture and not consent:
        raise NoConsent
    try:
        with transaction.atomic():
            post = PublicPost.objects.create(
                entry=entry, language=by.language, title=title.strip(), text=text.strip(),
                video=entry.video, with_picture=with_picture, consent=consent if with_picture else "",
                proposed_by=by,
            )  # fmt: skip
    except IntegrityError as second:
        raise ProposedAlready from second
    _note("post.proposed", entry, by, post=post.public_id, consent=post.consent)
    return post


@transaction.atomic
def approve_post(post: PublicPost, *, by: User) -> None:
    """Everybody may read it from now on. Raises DecidedAlready."""
    _decide(post, [PublicPost.State.WAITING], by, state=PublicPost.State.APPROVED)
    _note("post.approved", post.entry, by, post=post.public_id)


@transaction.atomic
def return_post(post: PublicPost, *, reason: str, by: User) -> None:
    """Not like this, or no longer: the school reads why and may propose again.

    Raises DecidedAlready.
    """
    states: list[str] = [PublicPost.State.WAITING, PublicPost.State.APPROVED]
    facts: dict[str, Any] = {"state": PublicPost.State.RETURNED, "reason": reason.strip()[:300]}
    _decide(post, states, by, **facts)
    _note("post.returned", post.entry, by, post=post.public_id)


@transaction.atomic
def take_back_post(post: PublicPost, *, by: User) -> None:
    """The school no longer wants it public, or proposed. Raises DecidedAlready."""
    mine = posts_at_work(post.entry).filter(pk=post.pk)
    if not mine.update(state=PublicPost.State.TAKEN_BACK, decided_at=timezone.now()):
        raise DecidedAlready(PublicPost.objects.get(pk=post.pk))
    _note("post.taken_back", post.entry, by, post=post.public_id)


def _decide(post: PublicPost, states: list[str], by: User, **facts: Any) -> None:
    mine = PublicPost.objects.filter(pk=post.pk, state__in=states)
    if not mine.update(decided_by=by, decided_at=timezone.now(), **facts):
        raise DecidedAlready(PublicPost.objects.get(pk=post.pk))


def _note(verb: str, entry: DiaryEntry, by: User, **facts: Any) -> None:
    participation = entry.participation
    scope = f"country:{participation.cohort.country_id}"
    record(verb, on=entry, by=by, scope=scope, concerns=participation.school, **facts)
