"""A record as it is read: in whole, as a card, claim by claim, in two languages side by side."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info

from cordata.evidence.models import Finding
from cordata.evidence.queries.projects import findings_seen_by
from cordata.kit.paragraphs import paragraphs
from cordata.networks.queries.words import country_name
from cordata.practices.models import CASE, CLAIMS, Edition, Evidence, Part, Prompt
from cordata.practices.queries.genealogy import genealogy_of
from cordata.practices.queries.published import Said, said_in, summary_in, title_in
from cordata.practices.queries.records import (
    Claim,
    claims_in,
    evidence_of,
    questions_on,
    standing_of,
)
from cordata.schools.queries.schools import my_schools
from cordata.web.practices.words import LANGUAGES, spread_in_words


@dataclass(frozen=True, slots=True)
class Text:
    """One part of a record in the reader's language."""

    label: Any
    said: Said


@dataclass(frozen=True, slots=True)
class Claimed:
    """One part of which every paragraph claims something."""

    label: Any
    language: str
    claims: list[Claim]


@dataclass(frozen=True, slots=True)
class Pair:
    """One part of the case template: as the school speaks, and in English."""

    label: Any
    own: str
    english: str


@dataclass(frozen=True, slots=True)
class Read:
    """A record, ready for a page. ``findings`` are headlines by public id."""

    texts: list[Text]
    claimed: list[Claimed]
    case: list[Pair]
    findings: dict[str, Finding]
    own: str
    own_name: str


def record_of(edition: Edition, language: str = "") -> Read:
    """The whole of it, in a language; in that of the page, if none is said."""
    wanted = language or get_language() or "en"
    own = edition.practice.language
    evidence = evidence_of(edition)
    plain = (Part.DONE, Part.STEPS, Part.RESOURCES)
    texts = [Text(part.label, said_in(edition, part, wanted)) for part in plain]
    english = {} if own == "en" else edition.texts.get("en", {})
    mine = edition.texts.get(own, {})
    return Read(
        texts=[one for one in texts if one.said.text],
        claimed=_claimed(edition, wanted, evidence),
        case=[
            Pair(part.label, mine.get(part, ""), english.get(part, ""))
            for part in CASE
            if mine.get(part) or english.get(part)
        ],
        findings=_findings(evidence),
        own=own,
        own_name=str(get_language_info(own)["name_translated"]),
    )


def _claimed(edition: Edition, wanted: str, evidence: list[Evidence]) -> list[Claimed]:
    made = []
    for part in CLAIMS:
        said = said_in(edition, part, wanted)
        claims = claims_in(edition, part, said.language, evidence)
        if claims:
            made.append(Claimed(part.label, said.language, claims))
    return made


def claims_of(edition: Edition, language: str, evidence: list[Evidence]) -> list[Claimed]:
    """Every claim with what it rests on, for whoever documents."""
    return _claimed(edition, language, evidence)


def _findings(evidence: list[Evidence]) -> dict[str, Finding]:
    wanted = [one.finding for one in evidence if one.finding]
    if not wanted:
        return {}
    seen = findings_seen_by(None).defer("run__table__content")
    return {one.public_id: one for one in seen.filter(public_id__in=wanted)}


def card_of(edition: Edition, language: str) -> dict[str, Any]:
    """What the list says of one: what was tried, what worked, what did not."""
    school = edition.practice.participation.school
    return {
        "edition": edition,
        "practice": edition.practice,
        "school": school,
        "country": country_name(school.country, language),
        "title": title_in(edition, language),
        "summary": summary_in(edition, language),
        "worked": _first(edition, (Part.WORKED, Part.PARTLY), language),
        "failed": _first(edition, (Part.FAILED,), language),
    }


def _first(edition: Edition, parts: tuple[Part, ...], language: str) -> Said | None:
    """The first paragraph of the first of these parts that says something."""
    for part in parts:
        said = said_in(edition, part, language)
        if found := paragraphs(said.text):
            return Said(found[0], said.language)
    return None


def reading_of(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    """All that the page of a published practice says."""
    practice, page = edition.practice, get_language() or "en"
    asked = request.GET.get("text", "")
    language = asked if asked in edition.texts else page
    found = genealogy_of(practice)
    title = title_in(edition, language)
    return card_of(edition, language) | {
        "record": record_of(edition, language),
        "title": title,
        "language": language,
        "others": _others(edition, title.language),
        "standing": standing_of(edition),
        "told": told_by(edition),
        "spread": found.spread,
        "spread_words": spread_in_words(found.spread),
        "twigs": found.twigs[1:4],
        "may_learn": _may_learn(request, practice.participation.school_id),
        "translated": title.language != practice.language,
    }


def _others(edition: Edition, shown: str) -> list[tuple[str, str]]:
    """The other languages that it can be read in."""
    return [(one, LANGUAGES.get(one, one)) for one in sorted(edition.texts) if one != shown]


def told_by(edition: Edition) -> list[tuple[Any, str, list[Any]]]:
    """The school's own seven answers, with what researchers asked at them."""
    asked = questions_on(edition.practice)
    return [
        (one.label, getattr(edition.practice, one), asked.get(one, []))
        for one in Prompt
        if getattr(edition.practice, one)
    ]


def _may_learn(request: HttpRequest, first: int) -> bool:
    """Whether this reader's school could say that it learned it."""
    person: Any = request.user
    return person.is_authenticated and my_schools(person).exclude(pk=first).exists()
