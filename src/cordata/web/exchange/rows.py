"""Positions and results as lines of a page: every page that lists them makes them here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from cordata.exchange.models import CRITERIA, LedgerEntry, Organisation, Position, Statement
from cordata.exchange.queries.ledger import results_about, results_since
from cordata.exchange.queries.positions import Taken, judged, positions_of, sentence
from cordata.guidance.models import Judgement, Recommendation, Version
from cordata.guidance.queries.wordings import headlines_in
from cordata.web.exchange.words import (
    changes_of,
    criterion_name,
    numbers_in,
    speaks_word,
    stance_tone,
    stance_word,
    statements_of,
)


@dataclass(frozen=True)
class Line:
    """A published position: who says what of which version, and why.

    recommends  what the version says, and in which language that stands
    changed     what is different in the newest, where it went on since
    """

    position: Position
    organisation: Organisation
    statement: Statement
    word: str
    tone: str
    recommends: tuple[str, str]
    newest: Version
    is_behind: bool
    stands: bool
    changed: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Judged:
    """One of the five judgements: the panel's, and the organisation's own where it differs.

    words  of the panel, with their numbers, and the language they stand in
    """

    criterion: str
    name: str
    original: Judgement | None
    words: tuple[str, str]
    says: str
    because: str


def lines_of(found: Iterable[Taken]) -> list[Line]:
    """As they are listed. One query more than they took."""
    rows = list(found)
    recommends = statements_of(one.statement.on for one in rows)
    behind = [one.newest for one in rows if one.is_behind]
    changed = changes_of(behind)
    return [
        Line(
            position=one.position,
            organisation=one.position.organisation,
            statement=one.statement,
            word=stance_word(one.statement.stance),
            tone=stance_tone(one.statement.stance),
            recommends=recommends[one.statement.on_id],
            newest=one.newest,
            is_behind=one.is_behind,
            stands=one.stands,
            changed=changed.get(one.newest.pk, ("", "")),
        )
        for one in rows
    ]


def used(newest: Version) -> list[Line]:
    """Where it is used: for ``web/exchange/parts/used.html`` on a recommendation's page."""
    return lines_of(positions_of(newest.recommendation, newest))


def results(
    recommendation: Recommendation, *, since_newest: bool = False
) -> list[tuple[str, str, LedgerEntry]]:
    """What came of it: word, tone and line, for ``web/exchange/parts/results.html``.

    since_newest  only what the newest version cannot have weighed, for its editors
    """
    found = results_since if since_newest else results_about
    return [(*speaks_word(speaks), one) for speaks, one in found(recommendation)]


def judgements_beside(on: Version, own: dict[str, dict[str, str]]) -> list[Judged]:
    """All five, in their order."""
    original, names = judged(on), dict(Judgement.Says.choices)
    said = dict(zip(original, _words_of(on, original), strict=True))
    return [
        Judged(
            one,
            criterion_name(one),
            original.get(one),
            said.get(one, ("", "")),
            str(names.get(own.get(one, {}).get("says", ""), "")),
            own.get(one, {}).get("because", ""),
        )
        for one in CRITERIA
    ]


def _words_of(on: Version, original: Mapping[str, Judgement]) -> list[tuple[str, str]]:
    """In the language of the page where they are translated."""
    language = get_language() or "en"
    theirs = headlines_in([on], language).get(on.pk, {})
    found = [
        (translated, language)
        if (translated := theirs.get(f"judgement:{criterion}", ""))
        else (one.words, on.language)
        for criterion, one in original.items()
    ]
    said = numbers_in(text for text, _language in found)
    return [(text, code) for text, (_own, code) in zip(said, found, strict=True)]


def sentence_of(statement: Statement) -> str:
    """Exactly what was published."""
    return sentence(statement.in_the_name_of, statement.stance, statement.on)
