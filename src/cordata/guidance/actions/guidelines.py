"""Guidelines are written, reviewed by another, and published, at once or on their day."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cordata.accounts.models import User
from cordata.documents.actions import (
    AlreadyReplaced,
    publish_revision,
    start_document,
    write_revision,
)
from cordata.documents.models import Revision
from cordata.guidance.models import Edition, EditionText, Guideline, Way
from cordata.guidance.queries.assembling import assembled, missing_in
from cordata.guidance.queries.guidelines import (
    editions_of,
    next_number,
    translations_of,
)
from cordata.guidance.rules.guidelines import own_work_of
from cordata.history.actions import record
from cordata.kit.paper.blocks import plain
from cordata.networks.models import Programme

KEPT_BY = "guidance"
State = Edition.State


class OnItsWay(Exception):
    """An edition is in review or waits for its day: it is decided first."""


class NothingNew(Exception):
    """The text is published as it stands."""


class NotWhole(Exception):
    """The text names something that is not to be had; ``words`` says what."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class DecidedAlready(Exception):
    """Somebody decided on this edition meanwhile."""


class OwnWork(Exception):
    """Whoever asked for it, or wrote this text, does not decide on it."""


class OtherOriginal(Exception):
    """The translation is of another text than the one that is published."""


@transaction.atomic
def open_guideline(
    programme: Programme,
    *,
    slug: str,
    title: str,
    body: str,
    language: str,
    audience: Sequence[str],
    way: Way | None = None,
    by: User,
) -> Guideline:
    """A guideline with the first draft of its text."""
    text = start_document(slug=f"guideline-{slug}", language=language, kept_by=KEPT_BY, by=by)
    guideline = Guideline.objects.create(
        slug=slug,
        programme=programme,
        audience=list(audience),
        way=way,
        text=text,
        opened_by=by,
    )
    record("guideline.opened", on=guideline, by=by, slug=slug)
    write_revision(text, language=language, title=title, body=body, by=by)
    return guideline


@transaction.atomic
def describe_guideline(
    guideline: Guideline, *, audience: Sequence[str], way: Way | None, by: User
) -> None:
    """For whom it is, and for which way of coordinating."""
    guideline.audience, guideline.way = list(audience), way
    guideline.save(update_fields=["audience", "way"])
    slug = way.slug if way else ""
    record("guideline.described", on=guideline, by=by, audience=list(audience), way=slug)


@transaction.atomic
def ask_for_review(
    guideline: Guideline, revision: Revision, *, large: bool, changed: str, by: User
) -> Edition:
    """Ask another to look at this revision of the original.

    Raises OnItsWay, NothingNew, NotWhole.
    """
    Guideline.objects.select_for_update().get(pk=guideline.pk)
    if guideline.editions.filter(state__in=[State.IN_REVIEW, State.SCHEDULED]).exists():
        raise OnItsWay
    _look(revision)
    last = editions_of(guideline).first()
    if last is not None and not large and not _would_differ(last, revision):
        raise NothingNew
    major, minor = next_number(guideline, large=large)
    edition = Edition.objects.create(
        guideline=guideline, major=major, minor=minor, revision=revision, changed=changed,
        asked_by=by,
    )  # fmt: skip
    record("edition.asked", on=edition, by=by, version=edition.name, slug=guideline.slug)
    return edition


@transaction.atomic
def send_back(edition: Edition, *, remark: str, by: User) -> None:
    """Not yet: with what is to be changed. Raises DecidedAlready, OwnWork."""
    _decide(edition, State.SENT_BACK, by=by, remark=remark)
    record("edition.sent_back", on=edition, by=by, version=edition.name)


@transaction.atomic
def approve_edition(
    edition: Edition, *, remark: str = "", due_at: dt.datetime | None = None, by: User
) -> None:
    """Let it be published now, or by itself from ``due_at`` on.

    Raises DecidedAlready, OwnWork, NotWhole.
    """
    if due_at is not None and due_at > timezone.now():
        _decide(edition, State.SCHEDULED, by=by, remark=remark, due_at=due_at)
        record(
            "edition.scheduled", on=edition, by=by, version=edition.name, due=due_at.isoformat()
        )
        return
    now = timezone.now()
    _decide(edition, State.PUBLISHED, by=by, remark=remark, published_at=now)
    _show(edition, now, by)


@transaction.atomic
def publish_due_edition(edition: Edition, *, by: None = None) -> bool:
    """Publish one whose day has come; whether it was this call that did. Raises NotWhole."""
    now = timezone.now()
    due = Edition.objects.filter(pk=edition.pk, state=State.SCHEDULED, due_at__lte=now)
    if not due.update(state=State.PUBLISHED, published_at=now):
        return False
    edition.refresh_from_db()
    _show(edition, now, by)
    return True


@transaction.atomic
def call_off(edition: Edition, *, by: User) -> None:
    """Whoever asked takes it back before anybody has decided; it was never there.

    Raises DecidedAlready.
    """
    number, slug = edition.name, edition.guideline.slug
    open_ = Q(state=State.IN_REVIEW) | Q(state=State.SCHEDULED)
    if not Edition.objects.filter(open_, pk=edition.pk).exists():
        raise DecidedAlready
    record("edition.called_off", on=edition.guideline, by=by, version=number, slug=slug)
    Edition.objects.filter(open_, pk=edition.pk).delete()


@transaction.atomic
def publish_translation(edition: Edition, revision: Revision, *, by: User) -> EditionText:
    """Add a language to a published edition.

    Raises OtherOriginal, NotWhole.
    """
    if edition.state != State.PUBLISHED or revision.source_id != edition.revision_id:
        raise OtherOriginal
    made = _freeze(edition, revision, timezone.now())
    _publish(revision, by)
    record(
        "edition.translated",
        on=edition,
        by=by,
        version=edition.name,
        language=revision.language,
    )
    return made


def _show(edition: Edition, now: dt.datetime, by: User | None) -> None:
    """Freeze the original and every translation of it; what cannot be frozen stays a draft."""
    _freeze(edition, edition.revision, now)
    _publish(edition.revision, by)
    newest = {one.language: one for one in translations_of(edition.revision)}
    for revision in newest.values():
        if not missing_in(revision.body, revision.language):
            _freeze(edition, revision, now)
            _publish(revision, by)
    record(
        "edition.published", on=edition, by=by, version=edition.name,
        slug=edition.guideline.slug, languages=[edition.revision.language, *sorted(newest)],
    )  # fmt: skip


def _freeze(edition: Edition, revision: Revision, now: dt.datetime) -> EditionText:
    _look(revision)
    found = assembled(revision.body, revision.language)
    made, _new = EditionText.objects.update_or_create(
        edition=edition,
        language=revision.language,
        defaults={
            "title": revision.title,
            "paper": plain(found.blocks),
            "rests": [one.public_id for one in found.versions],
            "revision": revision,
            "written_by": revision.written_by,
            "published_at": now,
        },
    )
    return made


def _publish(revision: Revision, by: User | None) -> None:
    """The text's own history says so, too; a revision that is shown already stays shown."""
    if revision.state == Revision.State.DRAFT:
        try:
            publish_revision(revision, by=by)
        except AlreadyReplaced:
            return


def _look(revision: Revision) -> None:
    if words := missing_in(revision.body, revision.language):
        raise NotWhole(words)


def _would_differ(last: Edition, revision: Revision) -> bool:
    """The same words may stand on newer recommendations: that is a new edition, too."""
    if last.revision_id != revision.pk:
        return True
    kept = last.texts.get(language=revision.language).paper
    return bool(plain(assembled(revision.body, revision.language).blocks) != kept)


def _decide(edition: Edition, state: str, *, by: User, **more: object) -> None:
    """Move it out of review, once, however many people press the button."""
    if by.pk in own_work_of(edition):
        raise OwnWork
    decision = {"state": state, "decided_by": by, "decided_at": timezone.now()} | more
    waiting = Edition.objects.filter(pk=edition.pk, state=State.IN_REVIEW)
    if not waiting.update(**decision):
        raise DecidedAlready
    edition.refresh_from_db()
