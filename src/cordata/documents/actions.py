"""Write, translate and publish texts. What was published is never edited."""

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


@transaction.atomic
def start_document(*, slug: str, language: str, country: str = "", by: User | None) -> Document:
    """A new text; its first revision is written next."""
    document = Document.objects.create(slug=slug, original_language=language, country=country)
    record("text.started", on=document, by=by, slug=slug)
    return document


@transaction.atomic
def write_revision(
    document: Document,
    *,
    language: str,
    title: str,
    body: str,
    after: int = 0,
    by: User | None,
) -> Revision:
    """Write the next revision in a language, as a draft, after revision number ``after``.

    A translation remembers the original it was made from. Raises WrittenMeanwhile.
    """
    Document.objects.select_for_update().get(pk=document.pk)
    newest = newest_revision(document, language)
    if newest and newest.number != after:
        raise WrittenMeanwhile(newest)
    last = document.revisions.filter(language=language).aggregate(last=Max("number"))["last"]
    is_original = language == document.original_language
    revision = Revision.objects.create(
        document=document,
        language=language,
        number=(last or 0) + 1,
        title=title,
        body=body,
        source=None if is_original else published_original(document),
        written_by=by,
    )
    record("text.written", on=revision, by=by, slug=document.slug, language=language)
    return revision


@transaction.atomic
def publish_revision(revision: Revision, *, by: User | None) -> None:
    """Show this revision; the one before is kept as replaced."""
    Revision.objects.filter(
        document=revision.document,
        language=revision.language,
        state=Revision.State.PUBLISHED,
    ).exclude(pk=revision.pk).update(state=Revision.State.RETIRED)
    Revision.objects.filter(pk=revision.pk).update(
        state=Revision.State.PUBLISHED, published_at=timezone.now()
    )
    record(
        "text.published",
        on=revision,
        by=by,
        slug=revision.document.slug,
        language=revision.language,
    )
