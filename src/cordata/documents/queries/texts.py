"""Texts as readers and writers see them."""

from dataclasses import dataclass

import nh3
from django.db.models import Q, QuerySet
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import is_administrator, places_of
from cordata.documents.models import Document, Revision

TAGS = {"p", "h2", "h3", "ul", "ol", "li", "strong", "em", "a", "code", "blockquote", "br"}


@dataclass(frozen=True)
class Text:
    """A published text in the language that was found for the reader."""

    revision: Revision
    html: SafeString
    asked: str

    @property
    def is_other_language(self) -> bool:
        """Whether no translation into the reader's language is published."""
        return self.revision.language != self.asked


def documents_written_by(person: User) -> QuerySet[Document]:
    """The set-wise twin of ``rules.may_write``."""
    countries = places_of(person, RoleKind.COORDINATOR, Scope.COUNTRY)
    mine = Q(country__in=countries)
    if is_administrator(person):
        mine |= Q(country="")
    return Document.objects.filter(mine).order_by("slug")


def text_for(document: Document, language: str) -> Text | None:
    """The published text in a language, else in the original's; None if none is published."""
    published = {
        one.language: one for one in document.revisions.filter(state=Revision.State.PUBLISHED)
    }
    revision = published.get(language) or published.get(document.original_language)
    if revision is None:
        return None
    return Text(revision, html_of(revision.body), language)


def html_of(markdown: str) -> SafeString:
    """Markdown as safe HTML: no scripts, no styles, no pictures from elsewhere."""
    html = MarkdownIt("commonmark", {"html": False}).render(markdown)
    clean = nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, link_rel="noopener")
    return mark_safe(clean)  # noqa: S308 - cleaned in the line before


def published_original(document: Document) -> Revision | None:
    """What translations are made from."""
    return document.revisions.filter(
        language=document.original_language, state=Revision.State.PUBLISHED
    ).first()


def source_changed(revision: Revision) -> bool:
    """Whether a translation was made from an original that has been replaced since."""
    return revision.source is not None and revision.source.state == Revision.State.RETIRED


def newest_revision(document: Document, language: str) -> Revision | None:
    """The newest state of a text in a language, published or not."""
    return (
        document.revisions.filter(language=language)
        .select_related("source")
        .order_by("-number")
        .first()
    )


def states_of(document: Document, languages: list[str]) -> dict[str, str]:
    """For each language: "none", "draft", "published" or "source_changed"."""
    states = {}
    for language in languages:
        newest = newest_revision(document, language)
        if newest is None:
            states[language] = "none"
        elif newest.state == Revision.State.DRAFT:
            states[language] = "draft"
        else:
            states[language] = "source_changed" if source_changed(newest) else "published"
    return states
