"""From an address to what is searched for, and back."""

from dataclasses import dataclass

from django.http import HttpRequest

from cordata.search.queries.found import Found, search
from cordata.search.queries.sought import MOST_CHARACTERS, is_value

# What a facet is called in the address, and its letter in the catalogue.
FACETS = {
    "kind": "k", "country": "c", "language": "l", "need": "n", "level": "v", "audience": "a",
}  # fmt: skip
MOST_PAGES = 40


@dataclass(frozen=True)
class Asked:
    """What the address says: words, and a value for some facets."""

    words: str
    narrowed: dict[str, str]
    page: int


def asked_in(request: HttpRequest) -> Asked:
    """What is not a value of a facet narrows nothing."""
    narrowed = {
        name: value for name in FACETS if is_value(value := request.GET.get(name, "").strip())
    }
    if "country" in narrowed:
        narrowed["country"] = narrowed["country"].upper()
    page = request.GET.get("page", "")
    return Asked(
        words=" ".join(request.GET.get("q", "").split())[:MOST_CHARACTERS],
        narrowed=narrowed,
        page=min(int(page), MOST_PAGES) if page.isdecimal() and len(page) < 4 else 1,  # noqa: PLR2004 - digits of a page
    )


def find(request: HttpRequest, asked: Asked) -> Found:
    """The one search, as the page and the programs ask it."""
    return search(
        asked.words,
        person=request.user,  # type: ignore[arg-type] # visitors too
        language=request.LANGUAGE_CODE,
        narrowed={FACETS[name]: value for name, value in asked.narrowed.items()},
        page=asked.page,
    )
