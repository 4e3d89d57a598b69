"""Write, translate and publish texts. What was published is never edited."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from cordata.accounts.models import User
from cordata.documents.models import Document, Revision
from cordata.documents.queries import newest_revision, published_original
from cordata.history.actions import record


class WrittenMeanwhile(Exception):
    """Somebody wrote a newer revision since the page was opened."""

    def __init__(self, newest: Revision) -> None:
        super().__init__(str(newest))
        self.newest = newest


class NothingToTranslate(Exception):
    """No original is published yet."""


class AlreadyReplaced(Exception):
    """A newer revision is published, or this one has been published before."""


@transaction.atomic
def start_document(
    *, slug: str, language: str, country: str = "", kept_by: str = "", by: User | None
) -> Document:
    """A new text; its first revision is written next. ``kept_by``: the app whose rules hold."""
    document = Document.objects.create(
        slug=slug, original_language=language, country=country, kept_by=kept_by
    )
    record("text.started", on=document, by=by, scope=_scope(document), slug=slug)
    return document


@transaction.atomic
def write_revision(
    document: Document,
    *,
    language: str,
    title: str,
    body: str,
    after: int = 0,
    source: Revision | None = None,
    by: User | None,
) -> Revision:
    """Write the next revision in a language, as a draft, after revision number ``after``.

    A translation remembers its ``source``, the original it was made from; without one,
    the original that is published now.

    Raises:
        WrittenMeanwhile: there is a newer revision than ``after``.
        NothingToTranslate: it is a translation, and no original is published.
    """
    Document.objects.select_for_update().get(pk=document.pk)
    newest = newest_revision(document, language)
    if newest and newest.number != after:
        raise WrittenMeanwhile(newest)
    last = document.revisions.filter(language=language).aggregate(last=Max("number"))["last"]
    revision = Revision.objects.create(
        document=document,
        language=language,
        number=(last or 0) + 1,
        title=title,
        body=body,
        source=_source(document, language, source),
        written_by=by,
    )
    _record("text.written", revision, by)
    return revision


@transaction.atomic
def publish_revision(revision: Revision, *, by: User | None) -> None:
    """Show this draft; the revision shown before is kept as replaced.

    Raises AlreadyReplaced: a newer one is shown, or this one was shown before. To bring
    an old text back, write it again.
    """
    Document.objects.select_for_update().get(pk=revision.document_id)
    shown = Revision.objects.filter(
        document=revision.document, language=revision.language, state=Revision.State.PUBLISHED
    )
    if shown.filter(number__gt=revision.number).exists():
        raise AlreadyReplaced
    shown.exclude(pk=revision.pk).update(state=Revision.State.RETIRED)
    drafts = Revision.objects.filter(pk=revision.pk, state=Revision.State.DRAFT)
    if not drafts.update(state=Revision.State.PUBLISHED, published_at=timezone.now()):
        raise AlreadyReplaced
    revision.refresh_from_db()
    _record("text.published", revision, by)


@transaction.atomic
def write_and_publish(
    document: Document,
    *,
    language: str,
    title: str,
    body: str,
    after: int = 0,
    source: Revision | None = None,
    by: User | None,
) -> Revision:
    """Write the next revision and show it at once: raises as ``write_revision``."""
    revision = write_revision(
        document,
        language=language,
        title=title,
        body=body,
        after=after,
        source=source,
        by=by,
    )
    publish_revision(revision, by=by)
    return revision


@transaction.atomic
def write_in_languages(
    document: Document, texts: Mapping[str, tuple[str, str]], *, by: User | None
) -> None:
    """The first words of a text in many languages at once, (title, body) each, all shown.

    For texts that come with Cordata: one line in history, however many languages.
    """
    now, original = timezone.now(), document.original_language

    def revision(language: str, source: Revision | None) -> Revision:
        title, body = texts[language]
        return Revision(
            document=document, language=language, number=1, title=title, body=body,
            source=source, state=Revision.State.PUBLISHED, written_by=by, published_at=now,
        )  # fmt: skip

    first = revision(original, None)
    first.save(force_insert=True)
    others = [one for one in texts if one != original]
    Revision.objects.bulk_create(revision(one, first) for one in others)
    record(
        "text.published", on=first, by=by, scope=_scope(document), slug=document.slug,
        languages=sorted(texts), number=1,
    )  # fmt: skip


def _source(document: Document, language: str, source: Revision | None) -> Revision | None:
    if language == document.original_language:
        return None
    source = source or published_original(document)
    if source is None:
        raise NothingToTranslate
    return source


def _scope(document: Document) -> str:
    return f"country:{document.country}" if document.country else ""


def _record(verb: str, revision: Revision, by: User | None) -> None:
    document = revision.document
    record(
        verb,
        on=revision,
        by=by,
        scope=_scope(document),
        slug=document.slug,
        language=revision.language,
        number=revision.number,
    )
