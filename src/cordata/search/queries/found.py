"""One search: the only way to results, for the page and for programs."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, QuerySet, Value

from cordata.accounts.models import User
from cordata.analysis.wording.passages import Piece, passage
from cordata.analysis.wording.stems import NO_LANGUAGE, terms_of
from cordata.search.models import Card
from cordata.search.queries.counting import Counts, counted
from cordata.search.queries.engines import Engine, engine
from cordata.search.queries.engines.ranking import MOST_RANKED
from cordata.search.queries.kinds import KINDS
from cordata.search.queries.readers import EVERYBODY, keys_of
from cordata.search.queries.sought import Sought, terms_asked
from cordata.search.queries.spelling import respelled
from cordata.search.queries.trail import cards_waiting, waiting_among

A_PAGE = 25


@dataclass(frozen=True)
class Hit:
    """One thing that was found, as a reader meets it."""

    card: Card
    title: str
    title_language: str
    passage: list[Piece]


@dataclass(frozen=True)
class Found:
    """A page of what was found.

    counts      of everything that was asked for
    by_facet    for each letter of a facet, how many there would be with each of its values
    pages       that can be opened; there may be more than can be paged through
    by_beginnings  nothing was found by whole words
    suggestion  other words that do find something
    behind      too much has happened to leave it out of a number: there are no counts, one page, and
                nothing of one's own, until the catalogue has caught up
    """

    hits: list[Hit]
    counts: Counts
    by_facet: dict[str, dict[str, int]]
    page: int
    pages: int
    by_beginnings: bool = False
    suggestion: str = ""
    behind: bool = False


def search(
    text: str, *, person: User, language: str, narrowed: dict[str, str], page: int = 1
) -> Found:
    """What a person finds by some words. Nothing that they may not see, nor its number."""
    waiting = cards_waiting()
    sought = Sought(
        words=terms_asked(text),
        keys=keys_of(person) if waiting is not None else frozenset({EVERYBODY}),
        language=language,
        narrowed=narrowed,
        without=waiting or frozenset(),
    )
    if not sought.words:
        return Found([], Counts(), {}, 1, 0)
    asked = engine()
    with asked.at_work():
        sought, counts = _counted(asked, sought, text)
        if waiting is None:
            return _behind(asked, sought, counts, person)
        found = _page(asked, sought, counts, person, page)
        if counts.total and not sought.as_beginnings:
            return found
        return replace(found, suggestion=_better(asked, sought, text))


def _behind(asked: Engine, sought: Sought, counts: Counts, person: User) -> Found:
    """The best that nothing unread concerns. A number would tell of the others."""
    hits = _hits(asked, sought, counts, person, 1)
    waiting = {
        (code, thing)
        for code in {hit.card.kind for hit in hits}
        for thing in waiting_among(
            KINDS[code], {hit.card.thing for hit in hits if hit.card.kind == code}
        )
    }
    hits = [hit for hit in hits if (hit.card.kind, hit.card.thing) not in waiting]
    return Found(hits, Counts(), {}, 1, 1, behind=True)


def _counted(asked: Engine, sought: Sought, text: str) -> tuple[Sought, Counts]:
    """By whole words; if there is none anywhere, by how words begin."""
    counts = counted(asked, sought)
    if counts.total or (sought.narrowed and counted(asked, replace(sought, narrowed={})).total):
        return sought, counts
    wider = replace(sought, words=terms_asked(text, as_beginnings=True), as_beginnings=True)
    return wider, counted(asked, wider)


def _page(asked: Engine, sought: Sought, counts: Counts, person: User, page: int) -> Found:
    pages = -(-min(counts.total, MOST_RANKED) // A_PAGE)
    page = max(1, min(page, pages))
    hits = _hits(asked, sought, counts, person, page)
    return Found(
        hits, counts, _by_facet(asked, sought, counts), page, pages, sought.as_beginnings
    )


def _hits(asked: Engine, sought: Sought, counts: Counts, person: User, page: int) -> list[Hit]:
    ranked = asked.best(sought, of_very_many=counts.is_about) if counts.total else []
    shown = ranked[(page - 1) * A_PAGE : page * A_PAGE]
    cards = Card.objects.defer("terms").in_bulk(shown)
    seen = _still_seen(list(cards.values()), person)
    own = _own_titles(list(cards.values()), sought.language)
    return [
        _hit(cards[key], sought, own.get((cards[key].kind, cards[key].thing), ""))
        for key in shown
        if key in cards and (cards[key].kind, cards[key].thing) in seen
    ]


def _still_seen(cards: list[Card], person: User) -> AbstractSet[tuple[str, str]]:
    """Which of these a person may see at this moment, as each app says itself. One question."""
    queries: list[QuerySet[Any, Any]] = []
    for code in sorted({card.kind for card in cards}):
        kind = KINDS[code]
        things = [card.thing for card in cards if card.kind == code]
        seen = kind.seen_by(person).filter(**{f"{kind.id_of}__in": things})
        plain = seen.order_by().prefetch_related(None)
        queries.append(plain.values_list(Value(code), F(kind.id_of)))
    if not queries:
        return frozenset()
    first, *others = queries
    return frozenset(first.union(*others) if others else first)


def _by_facet(asked: Engine, sought: Sought, counts: Counts) -> dict[str, dict[str, int]]:
    """A facet that is narrowed by shows what its other values would find."""
    by_letter: dict[str, dict[str, int]] = {}
    for letter in "klcnva":
        narrowed = letter in sought.narrowed
        marks = counted(asked, sought.widened(letter)) if narrowed else counts
        found = {
            mark.removeprefix(f"{letter}_"): number
            for mark, number in marks.by_mark.items()
            if mark.startswith(f"{letter}_")
        }
        by_letter[letter] = dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
    return by_letter


def _better(asked: Engine, sought: Sought, text: str) -> str:
    """Other words, only if they find this person something."""
    better = respelled(text)
    if not better:
        return ""
    other = replace(sought, words=terms_asked(better), as_beginnings=False)
    return better if counted(asked, other).total else ""


def _own_titles(cards: list[Card], language: str) -> dict[tuple[str, str], str]:
    """What things that were found in another language are called in the reader's."""
    other = [card for card in cards if card.language not in {"", language}]
    if not other:
        return {}
    known = Card.objects.filter(
        kind__in={card.kind for card in other},
        thing__in={card.thing for card in other},
        language=language,
    )
    return {
        (kind, thing): title
        for kind, thing, title in known.values_list("kind", "thing", "title")
    }


def _hit(card: Card, sought: Sought, own_title: str) -> Hit:
    own = own_title or card.titles.get(sought.language)
    return Hit(
        card=card,
        title=own or card.title,
        title_language=sought.language if own else card.language,
        passage=passage(card.text, _asked_for(sought, card.language)),
    )


def _asked_for(sought: Sought, language: str) -> Callable[[str], bool]:
    asked = frozenset().union(*sought.words)

    def is_hit(word: str) -> bool:
        terms = terms_of(word, language or NO_LANGUAGE)
        if sought.as_beginnings:
            return any(term.startswith(tuple(asked)) for term in terms)
        return not terms.isdisjoint(asked)

    return is_hit
