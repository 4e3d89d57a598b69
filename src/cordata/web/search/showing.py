"""Results as a page and as JSON show them: addresses, words, filters."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cordata.analysis.wording.passages import Piece
from cordata.guidance.models import Version
from cordata.networks.queries import country_name
from cordata.networks.queries.topics import labels
from cordata.search.queries.found import Found, Hit
from cordata.search.queries.kinds import KINDS
from cordata.web.search.asking import FACETS, Asked
from cordata.web.templatetags.cordata import level

LANGUAGES = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Result:
    """One line of the list. ``language`` is "" where it is that of the page, or a name."""

    kind: str
    title: str
    title_language: str
    address: str
    passage: SafeString
    text_language: str
    other_language: str
    country: str


@dataclass(frozen=True)
class Choice:
    """One value of a filter: how many there are, and whether it is chosen.

    query  what the address says then
    """

    query: dict[str, str]
    value: str
    label: str
    number: int
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    """A facet with its choices; ``all`` is the word for none of them."""

    name: str
    title: str
    all: str
    choices: list[Choice]

    @property
    def cleared(self) -> dict[str, None]:
        """What the address says without it."""
        return {self.name: None}

    @property
    def is_chosen(self) -> bool:
        """Whether one of its values is."""
        return any(one.is_chosen for one in self.choices)


def results(found: Found, language: str) -> list[Result]:
    """The page's lines."""
    return [_result(hit, language) for hit in found.hits]


def address_of(hit: Hit) -> str:
    """Where it leads."""
    address = reverse(hit.card.route, kwargs=hit.card.place)
    return f"{address}?post={hit.card.anchor}#{hit.card.anchor}" if hit.card.anchor else address


def marked(pieces: list[Piece]) -> SafeString:
    """A passage with its hits marked, and everything in it escaped."""
    return format_html_join("", "{}", ((_piece(one),) for one in pieces))


def _piece(piece: Piece) -> SafeString | str:
    return format_html("<mark>{}</mark>", piece.text) if piece.is_hit else piece.text


def filters(found: Found, asked: Asked, language: str) -> list[Filter]:
    """Those that part what was found, or are chosen."""
    made = []
    titles = _titles()
    for name, letter in FACETS.items():
        counts = found.by_facet.get(letter, {})
        chosen = asked.narrowed.get(name, "")
        values = counts if chosen in counts or not chosen else counts | {chosen: 0}
        if len(values) < 2 and not chosen:  # noqa: PLR2004 - one value parts nothing
            continue
        words = _words(name, values, language)
        choices = [
            Choice({name: value}, value, words.get(value, value), number, value == chosen)
            for value, number in values.items()
        ]
        made.append(Filter(name, *titles[name], choices))
    return made


def as_dict(found: Found, asked: Asked, language: str) -> dict[str, Any]:
    """The same for a program."""
    return {
        "q": asked.words,
        "narrowed": asked.narrowed,
        "total": None if found.behind else found.counts.total,
        "total_is_an_estimate": found.counts.is_about,
        "page": found.page,
        "pages": found.pages,
        "suggestion": found.suggestion,
        "results": [
            {
                "kind": hit.card.kind,
                "id": hit.card.thing,
                "title": hit.title,
                "language": hit.card.language,
                "address": address_of(hit),
                "passage": "".join(piece.text for piece in hit.passage),
            }
            for hit in found.hits
        ],
        "filters": {
            one.name: {choice.value: choice.number for choice in one.choices}
            for one in filters(found, asked, language)
        },
    }


def _result(hit: Hit, language: str) -> Result:
    card = hit.card
    marks = dict(mark.split("_", 1) for mark in card.facets.split())
    is_other = card.language not in {"", language}
    return Result(
        kind=str(KINDS[card.kind].name),
        title=hit.title,
        title_language=hit.title_language if hit.title_language != language else "",
        address=address_of(hit),
        passage=marked(hit.passage),
        text_language=card.language if is_other else "",
        other_language=LANGUAGES.get(card.language, card.language) if is_other else "",
        country=country_name(marks["c"], language) if "c" in marks else "",
    )


def _words(name: str, values: Iterable[str], language: str) -> dict[str, str]:
    """What the values of a facet are called."""
    if name == "kind":
        return {code: str(kind.name) for code, kind in KINDS.items()}
    if name == "language":
        return LANGUAGES
    if name == "need":
        return labels()
    if name == "level":
        return {code: level(code) for code in values}
    if name == "audience":
        return {code: str(label) for code, label in Version.Audience.choices}
    return {code: country_name(code, language) for code in values}


def _titles() -> dict[str, tuple[str, str]]:
    return {
        "kind": (_("What"), _("Everything")),
        "country": (_("Country"), _("All countries")),
        "language": (_("Language"), _("All languages")),
        "need": (_("Topic"), _("All topics")),
        "level": (_("Levels"), _("All levels")),
        "audience": (_("For whom"), _("Everybody")),
    }
