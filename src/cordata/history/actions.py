"""Write the trail. Called by the actions of every other app, inside their transaction."""

from typing import Any, Protocol

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
    return Entry.objects.create(
        verb=verb,
        kind=on._meta.label,
        thing=on.public_id,
        by=by.public_id if by else "",
        scope=scope,
        concerns=concerns.public_id if concerns else "",
        facts=facts,
    )
