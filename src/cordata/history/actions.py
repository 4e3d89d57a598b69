"""Write the trail. Called by the actions of every other app, inside their transaction."""

from collections.abc import Iterable
from typing import Any, Protocol
from uuid import UUID

from cordata.history.models import Entry


class HasPublicId(Protocol):
    """Anything a person can cite."""

    public_id: str


def record(
    verb: str,
    *,
    on: Any,
    by: HasPublicId | None,
    scope: str = "",
    concerns: HasPublicId | None = None,
    **facts: Any,
) -> Entry:
    """Note that ``by`` did ``verb`` to ``on``; ``by`` is None for the machine itself.

    ``facts`` must be plain JSON: numbers, words, lists. Never a secret.
    """
    entry = _entry(verb, on=on, by=by, scope=scope, concerns=concerns, facts=facts)
    entry.save(force_insert=True)
    return entry


def sent_by(receipt: UUID | None) -> dict[str, Any]:
    """A fact for ``record``: the sending that asked for it. ``queries.was_sent`` finds it."""
    return {"receipt": str(receipt)} if receipt else {}


def record_many(
    verb: str,
    *,
    on: Iterable[Any],
    by: HasPublicId | None,
    scope: str = "",
    concerns: Iterable[HasPublicId | None] = (),
) -> None:
    """Note that ``by`` did the same to many things: one line each, written together."""
    things = list(on)
    people = [*concerns] or [None] * len(things)
    Entry.objects.bulk_create(
        _entry(verb, on=thing, by=by, scope=scope, concerns=who, facts={})
        for thing, who in zip(things, people, strict=True)
    )


def _entry(
    verb: str,
    *,
    on: Any,
    by: HasPublicId | None,
    scope: str,
    concerns: HasPublicId | None,
    facts: dict[str, Any],
) -> Entry:
    return Entry(
        verb=verb,
        kind=on._meta.label,
        thing=on.public_id,
        by=by.public_id if by else "",
        scope=scope,
        concerns=concerns.public_id if concerns else "",
        facts=facts,
    )
