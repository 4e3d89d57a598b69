"""CSL JSON."""

import json
from collections.abc import Sequence

from cordata.kit.bibliography.items import Item, NotReadable


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
    title = item.get("title")
    if not isinstance(title, str) or not title.strip():
        raise NotReadable("no_title")
    kept = {name: value for name, value in item.items() if value not in (None, "", [], {})}
    people = kept.get("author")
    if people is not None and not (
        isinstance(people, list) and all(isinstance(one, dict) for one in people)
    ):
        del kept["author"]
    if not isinstance(kept.get("issued", {}), dict):
        del kept["issued"]
    return kept | {"type": str(item.get("type") or "document"), "title": title.strip()}
