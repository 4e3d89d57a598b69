"""Two people saved the same thing: show both versions, side by side, and let one decide."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.forms import Form
from django.utils.choices import flatten_choices
from django.utils.encoding import force_str

from cordata.accounts.queries import names_of
from cordata.history.queries import entries_about


@dataclass(frozen=True)
class Conflict:
    """Who was faster, when, and the fields that differ: label, theirs, mine."""

    by: str
    at: datetime | None
    differences: list[tuple[str, str, str]]


def conflict_of(thing: str, mine: Form, theirs: Form, *beside: tuple[Form, Form]) -> Conflict:
    """Compare what a person sent with a fresh form of how the thing (a public id) stands.

    beside  other forms that are sent with it, each as mine and as theirs
    """
    last = entries_about(thing).first()
    by = names_of([last.by]).get(last.by, "") if last else ""
    rows = [
        (str(field.label), _said(now, field.name), _said(sent, field.name))
        for sent, now in [(mine, theirs), *beside]
        for field in sent
        if not field.is_hidden
    ]
    differences = [row for row in rows if row[1] != row[2]]
    return Conflict(by, last.at if last else None, differences)


def renewed[Posted: Form](posted: Posted, version: int, counter: str = "version") -> Posted:
    """The same answers beside the version of now: sending them again means it."""
    data = posted.data.copy()  # type: ignore[attr-defined]  # what was posted is a QueryDict
    data[counter] = str(version)
    posted.data = data
    return posted


def _said(form: Form, name: str) -> str:
    field = form[name]
    value = field.value()
    choices = getattr(form.fields[name], "choices", None)
    # Some choices are offered in groups.
    flat: Iterable[tuple[Any, Any]] = flatten_choices(choices or [])
    words = {force_str(key): force_str(word) for key, word in flat}
    if isinstance(value, bool):
        return "✓" if value else "-"
    values = value if isinstance(value, Iterable) and not isinstance(value, str) else [value]
    said = [words.get(force_str(one), force_str(one)) for one in values if one is not None]
    return ", ".join(sorted(said))
