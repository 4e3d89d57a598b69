"""The plain pages: how it works, help, about, accessibility, privacy."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from cordata.accounts.models import User
from cordata.documents.models import Document, Revision
from cordata.search.queries.kinds.kind import Kind, Written
from cordata.search.queries.kinds.parts import without_marks

# Those that have a page of their own (web/home/urls.py).
PAGES = ("about", "help", "accessibility", "privacy", "how-it-works")
PUBLISHED = Revision.State.PUBLISHED


def _rows() -> QuerySet[Any]:
    published = Revision.objects.filter(state=PUBLISHED)
    found = Document.objects.filter(slug__in=PAGES, country="", revisions__state=PUBLISHED)
    return found.distinct().prefetch_related(
        Prefetch("revisions", published, to_attr="published")
    )


def _seen_by(_person: User) -> QuerySet[Any]:
    return _rows()


def _cards(documents: list[Any]) -> Iterable[Written]:
    for document in documents:
        for text in document.published:
            yield Written(
                thing=document.public_id,
                title=text.title,
                text=without_marks(text.body),
                place={"slug": document.slug},
                language=text.language,
            )


KIND = Kind(
    code="text",
    name=_("About this site"),
    every=Document.objects.all,
    rows=_rows,
    cards=_cards,
    seen_by=_seen_by,
    route="home:text",
    touched={
        "documents.Document": "public_id",
        "documents.Revision": "revisions__public_id",
    },
    weight=0.2,
)
