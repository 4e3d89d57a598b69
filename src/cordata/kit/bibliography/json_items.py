"""CSL JSON."""

import json
from collections.abc import Sequence
from typing import Any

from cordata.kit.bibliography.items import Item, NotReadable, issued, one_line


def read_csl(text: str) -> list[Item]:
    """Items of a list, or of a single one. Raises NotReadable."""
    try:
        found = json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as wrong:
        raise NotReadable("not_json", wrong.lineno) from wrong
    items = found if isinstance(found, list) else [found]
    if not items or not all(isinstance(one, dict) for one in items):
        raise NotReadable("no_entries")
    return [_checked(one) for one in items]


def write_csl(items: Sequence[Item]) -> str:
    """A list, as other programs read it."""
    return json.dumps(list(items), ensure_ascii=False, indent=2) + "\n"


def _checked(item: Item) -> Item:
    """Only what has the shape that CSL says: others would break where it is written out."""
    title = item.get("title")
    if not isinstance(title, str) or not one_line(title):
        raise NotReadable("no_title")
    kept = {
        name: _in_lines(value)
        for name, value in item.items()
        if value not in (None, "", [], {})
    }
    shaped = {"author": _people(item.get("author")), "issued": _date(item.get("issued"))}
    for name, value in shaped.items():
        kept.pop(name, None)
        if value:
            kept[name] = value
    kind = one_line(str(item.get("type") or "document"))
    return kept | {"type": kind, "title": one_line(title)}


def _in_lines(value: Any) -> Any:
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, list):
        return [_in_lines(one) for one in value]
    if isinstance(value, dict):
        return {one_line(name): _in_lines(one) for name, one in value.items()}
    return value


def _people(value: Any) -> list[dict[str, str]]:
    """None at all where one of them is no person: nobody is cited with half of the authors."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        return []
    named = [
        {part: one_line(words) for part, words in one.items() if isinstance(words, str)}
        for one in value
    ]
    return [one for one in named if one]


def _date(value: Any) -> dict[str, Any]:
    """Its numbers where they are such; else the words, if it has any."""
    if not isinstance(value, dict):
        return {}
    parts = value.get("date-parts")
    first = (
        parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else None
    )
    numbers = [str(one) for one in first or () if isinstance(one, int | str)]
    if numbers:
        year, month, day = ([*numbers, "", ""])[:3]
        return issued(one_line(year), month, day)
    words = value.get("literal")
    return {"literal": one_line(words)} if isinstance(words, str) and words.strip() else {}
