"""The atlas is written: statements with their sources, ways, translations. Nothing is lost."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from cordata.accounts.models import User
from cordata.documents.actions import start_document, write_and_publish, write_in_languages
from cordata.documents.models import Document, Revision
from cordata.guidance.models import Source, Statement, Way
from cordata.history.actions import record
from cordata.kit import ids

KEPT_BY = "guidance"
NEED_A_SOURCE = {Statement.Kind.FOUND, Statement.Kind.REPORTED}


class NeedsASource(Exception):
    """What was found or reported says where."""


class TakenOut(Exception):
    """The statement was taken out meanwhile."""


@transaction.atomic
def add_statement(
    way: Way | None,
    *,
    part: str,
    kind: str,
    sources: Sequence[Source],
    texts: Mapping[str, str],
    language: str,
    key: str | None = None,
    by: User | None,
) -> Statement:
    """Say one thing of a way (of all of them where there is none), last in its part.

    texts  its words by language; the original is in ``language``. Raises NeedsASource.
    """
    _look(kind, sources)
    text = _write_first(language, {code: ("", words) for code, words in texts.items()}, by)
    last = Statement.objects.filter(way=way, part=part).aggregate(last=Max("position"))["last"]
    statement = Statement.objects.create(
        key=key, way=way, part=part, kind=kind, text=text, position=(last or 0) + 1
    )
    statement.sources.set(sources)
    record("statement.added", on=statement, by=by, kind=kind, sources=_keys(sources))
    return statement


@transaction.atomic
def change_statement(
    statement: Statement, *, kind: str, sources: Sequence[Source], by: User
) -> None:
    """How it is known, and where from. Raises NeedsASource, TakenOut."""
    _look(kind, sources)
    _standing(statement)
    statement.kind = kind
    statement.save(update_fields=["kind"])
    statement.sources.set(sources)
    record("statement.changed", on=statement, by=by, kind=kind, sources=_keys(sources))


@transaction.atomic
def withdraw_statement(statement: Statement, *, because: str, by: User) -> None:
    """Take it out, with the reason; it keeps its history. Raises TakenOut."""
    _standing(statement)
    statement.withdrawn_at = timezone.now()
    statement.withdrawn_because = because
    statement.save(update_fields=["withdrawn_at", "withdrawn_because"])
    record("statement.withdrawn", on=statement, by=by, because=because)


@transaction.atomic
def write_words(
    thing: Statement | Way,
    *,
    language: str,
    title: str = "",
    words: str,
    after: int,
    source: Revision | None = None,
    by: User,
) -> Revision:
    """The words of a statement or of a way in a language, shown at once.

    Raises what ``documents.actions.write_revision`` raises.
    """
    revision = write_and_publish(
        thing.text,
        language=language,
        title=title,
        body=words,
        after=after,
        source=source,
        by=by,
    )
    record("atlas.worded", on=thing, by=by, language=language, number=revision.number)
    return revision


@transaction.atomic
def add_way(
    *,
    slug: str,
    axis: str,
    levels: Sequence[str],
    texts: Mapping[str, tuple[str, str]],
    language: str,
    by: User | None,
) -> Way:
    """A way of coordinating, last in the atlas. ``texts``: name and gist by language."""
    text = _write_first(language, texts, by)
    last = Way.objects.aggregate(last=Max("position"))["last"]
    way = Way.objects.create(
        slug=slug, axis=axis, levels=list(levels), text=text, position=(last or 0) + 1
    )
    record("way.added", on=way, by=by, slug=slug)
    return way


def _write_first(
    language: str, texts: Mapping[str, tuple[str, str]], by: User | None
) -> Document:
    text = start_document(slug=ids.new("atlas"), language=language, kept_by=KEPT_BY, by=by)
    write_in_languages(text, texts, by=by)
    return text


def _look(kind: str, sources: Sequence[Source]) -> None:
    if kind in NEED_A_SOURCE and not sources:
        raise NeedsASource


def _standing(statement: Statement) -> None:
    if (
        not Statement.objects.select_for_update()
        .filter(pk=statement.pk, withdrawn_at=None)
        .exists()
    ):
        raise TakenOut


def _keys(sources: Sequence[Source]) -> list[str]:
    return sorted(one.key for one in sources)
