"""What can be asked of which table: the kinds, and the methods that read each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cordata.evidence.queries.tables import KINDS
from cordata.web.evidence.forms.register import KIND, METHOD
from cordata.web.evidence.method_words import how, method_name


@dataclass(frozen=True)
class Question:
    """A method on a kind: its name, and whether it is the one that stands on the page."""

    kind: str
    method: str
    name: str
    is_chosen: bool


def chosen(told: Mapping[str, str]) -> tuple[str, str]:
    """The kind and the method of an address; the usual ones where they do not go together."""
    kind = told.get("kind", KIND)
    fits = KINDS[kind].fits if kind in KINDS else {}
    if not fits:
        return KIND, METHOD
    method = told.get("method", "")
    return kind, method if method in fits else next(iter(fits))


def choices(kind: str, method: str) -> dict[str, Any]:
    """What the page needs: all questions by kind, and the chosen one in words."""
    return {
        "kinds": [
            (
                str(one.title),
                [
                    Question(
                        name, way, method_name(way), is_chosen=(name, way) == (kind, method)
                    )
                    for way in one.fits
                ],
            )
            for name, one in KINDS.items()
            if one.fits
        ],
        "chosen_title": str(KINDS[kind].title),
        "chosen_method": method_name(method),
        "chosen_how": how(method),
        "columns": [(name, str(one.says)) for name, one in KINDS[kind].columns.items()],
        "kind": kind,
    }
