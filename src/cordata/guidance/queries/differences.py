"""What one version says otherwise than another."""

from dataclasses import dataclass

from cordata.guidance.models import Version
from cordata.guidance.queries.slots import CONTEXT, FIELDS, QUESTION, slots_of

# Slots that name rows by their id, which each version has anew: compared by their words instead.
OF_ROWS = ("outcome:", CONTEXT)


@dataclass(frozen=True)
class Difference:
    """A slot, what stood there, and what stands there now; "" where nothing did."""

    slot: str
    before: str
    now: str


def differences_between(before: Version, now: Version) -> list[Difference]:
    """Texts that differ, in the order in which they are read; ``changed`` tells of itself."""
    old, new = slots_of(before), slots_of(now)
    names = [QUESTION, *FIELDS, *sorted({*old, *new} - {QUESTION, *FIELDS})]
    found = [
        Difference(name, old.get(name, ""), new.get(name, ""))
        for name in names
        if name != "changed" and not name.startswith(OF_ROWS)
    ]
    for prefix in OF_ROWS:
        found += _rows(prefix, old, new)
    return [one for one in found if one.before != one.now]


def _rows(prefix: str, old: dict[str, str], new: dict[str, str]) -> list[Difference]:
    then = [text for slot, text in old.items() if slot.startswith(prefix)]
    today = [text for slot, text in new.items() if slot.startswith(prefix)]
    name = prefix.removesuffix(":")
    gone = [Difference(name, text, "") for text in then if text not in today]
    return gone + [Difference(name, "", text) for text in today if text not in then]
