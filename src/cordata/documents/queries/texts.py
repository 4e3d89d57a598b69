"""A text as its readers meet it: in their language, else in the original's."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.safestring import SafeString

from cordata.documents.models import Document, Revision
from cordata.documents.queries.html import html_of


@dataclass(frozen=True)
class Text:
    """A published text in the language that was found for the reader.

    ``source_changed``: it is a translation, and its original has been replaced since.
    """

    revision: Revision
    html: SafeString
    asked: str
    original_language: str
    source_changed: bool = False

    @property
    def title(self) -> str:
        """The heading of the page."""
        return self.revision.title

    @property
    def language(self) -> str:
        """The language it is written in."""
        return self.revision.language

    @property
    def is_translation(self) -> bool:
        """Whether it was made from an original in another language."""
        return self.language != self.original_language

    @property
    def is_other_language(self) -> bool:
        """Whether no translation into the reader's language is published."""
        return self.language != self.asked


def text_for(document: Document, language: str) -> Text | None:
    """The published text in a language, else in the original's; None if there is none.

    One query.
    """
    return texts_for([document], language).get(document.pk)


def texts_for(documents: Iterable[Document], language: str) -> dict[int, Text]:
    """What ``text_for`` says of each document that has something published. One query."""
    by_key = {one.pk: one for one in documents}
    revisions = Revision.objects.filter(
        Q(language=language) | Q(language=F("document__original_language")),
        document__in=by_key,
        state=Revision.State.PUBLISHED,
    )
    published: dict[int, dict[str, Revision]] = {}
    for one in revisions:
        one.document = by_key[one.document_id]
        published.setdefault(one.document_id, {})[one.language] = one
    return {
        key: _text(by_key[key], languages, language) for key, languages in published.items()
    }


def _text(document: Document, published: dict[str, Revision], language: str) -> Text:
    original = published.get(document.original_language)
    revision = published.get(language) or published[document.original_language]
    is_original = revision.language == document.original_language
    return Text(
        revision=revision,
        html=html_of(revision.body),
        asked=language,
        original_language=document.original_language,
        source_changed=(
            original is not None and not is_original and revision.source_id != original.pk
        ),
    )


def newest_revision(document: Document, language: str) -> Revision | None:
    """The newest state of a text in a language, published or not."""
    return (
        document.revisions.filter(language=language)
        .select_related("source")
        .order_by("-number")
        .first()
    )
