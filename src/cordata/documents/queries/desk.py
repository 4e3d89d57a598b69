"""What writers and translators see: which texts are theirs, and how each one stands."""

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import is_administrator, places_of
from cordata.documents.models import Document, Revision


def documents_written_by(person: User) -> QuerySet[Document]:
    """The set-wise twin of ``rules.may_write``, by country, those of the platform first."""
    countries = places_of(person, RoleKind.COORDINATOR, Scope.COUNTRY)
    mine, for_all = Q(country__in=countries), is_administrator(person)
    if not countries and not for_all:
        return Document.objects.none()  # most people; they pay for no condition
    if for_all:
        mine |= Q(country="")
    return Document.objects.filter(mine, kept_by="").order_by("country", "slug")


def published_original(document: Document) -> Revision | None:
    """What translations are made from."""
    return document.revisions.filter(
        language=document.original_language, state=Revision.State.PUBLISHED
    ).first()


def source_changed(revision: Revision, original: Revision | None) -> bool:
    """Whether a translation was made from another original than the published one."""
    if original is None or revision.language == original.language:
        return False
    return revision.source_id != original.pk


def revisions_of(document: Document, language: str) -> QuerySet[Revision]:
    """Every revision in a language, newest first: nothing is ever thrown away."""
    return (
        document.revisions.filter(language=language)
        .select_related("written_by", "source", "document")
        .order_by("-number")
    )


def standing_of(
    documents: Iterable[Document], languages: list[str]
) -> dict[int, dict[str, str]]:
    """How each document (by primary key) stands in each language. One query.

    "none", "draft" (something newer than what is published), "published", or
    "source_changed" (published, from an original that has been replaced since).
    """
    documents = list(documents)
    rows = list(
        Revision.objects.filter(document__in=documents)
        .order_by("number")
        .values_list("document", "language", "pk", "state", "source")
    )
    published, newest = Revision.State.PUBLISHED, {}
    originals = {
        (document, language): pk
        for document, language, pk, state, _source in rows
        if state == published
    }
    for document, language, _pk, state, source in rows:
        newest[document, language] = (state, source)
    return {
        one.pk: {
            language: _standing(
                newest.get((one.pk, language)),
                originals.get((one.pk, one.original_language)),
                is_original=language == one.original_language,
            )
            for language in languages
        }
        for one in documents
    }


def _standing(
    newest: tuple[str, int | None] | None, original: int | None, *, is_original: bool
) -> str:
    if newest is None:
        return "none"
    state, source = newest
    if state == Revision.State.DRAFT:
        return "draft"
    is_stale = original is not None and source != original and not is_original
    return "source_changed" if is_stale else "published"


def states_of(document: Document, languages: list[str]) -> dict[str, str]:
    """How one document stands in each language: see ``standing_of``."""
    return standing_of([document], languages)[document.pk]


def stale_translations(documents: QuerySet[Document]) -> int:
    """How many published translations have an original that has changed since. One query at most."""
    if documents.query.is_empty():  # what most people write: nothing is put together for them
        return 0
    rows = (
        Revision.objects.filter(document__in=documents)
        .order_by("number")
        .values_list(
            "document", "language", "pk", "state", "source", "document__original_language"
        )
    )
    newest, originals = {}, {}
    for document, language, pk, state, source, original in rows:
        newest[document, language] = state, source, language == original
        if state == Revision.State.PUBLISHED and language == original:
            originals[document] = pk
    return sum(
        _standing((state, source), originals.get(document), is_original=is_original)
        == "source_changed"
        for (document, _language), (state, source, is_original) in newest.items()
    )


def titles_of(documents: Iterable[Document], language: str) -> dict[int, str]:
    """What each document (by primary key) is called in a language, else in its own."""
    documents = list(documents)
    rows = (
        Revision.objects.filter(document__in=documents)
        .filter(Q(language=language) | Q(language=F("document__original_language")))
        .order_by("number")
        .values_list("document", "language", "title")
    )
    titles = {(document, tongue): title for document, tongue, title in rows}
    return {
        one.pk: titles.get((one.pk, language))
        or titles.get((one.pk, one.original_language))
        or one.slug
        for one in documents
    }
