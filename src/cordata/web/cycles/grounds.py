"""What a goal comes from and is measured by: offered in forms, and shown where it is read."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.analysis.surveys.figures import Figure
from cordata.cycles.models import Goal, Ground, Proposal
from cordata.evidence.models import Finding
from cordata.evidence.queries.projects import findings_seen_by, newest_findings
from cordata.networks.models import Participation
from cordata.surveys.models import Round
from cordata.surveys.queries.statements import (
    Asked,
    asked_of_school,
    may_read_values,
    rounds_named,
    said_in,
    values_for,
)
from cordata.web.reports.words import decimal, voice_name, why_hidden

type Choices = list[tuple[Any, Any]]

MOST_FINDINGS = 20
LONGEST = 90  # characters of a choice: a phone shows fewer
SEEN = "seen"


@dataclass(frozen=True)
class Offered:
    """What a school may choose from: its own round, and the newest findings of all."""

    asked: Asked | None = None
    findings: list[Finding] = field(default_factory=list)

    def sources(self) -> Choices:
        """Areas, statements and findings, grouped; a value is a public id and a part of it."""
        choices: Choices = [("", "–")]
        if self.asked:
            of = self.asked.round.public_id
            areas = [(f"{of}:{code}", words) for code, words in self.asked.areas.items()]
            choices += [(_("Areas of our self-assessment"), areas), *_statements(self.asked)]
        if self.findings:
            found = [(f"{one.public_id}:", _short(one.sentence)) for one in self.findings]
            choices.append((_("Findings"), found))
        return choices

    def measures(self, area: str = "") -> Choices:
        """In words, as seen, or a statement: of one area, or of all."""
        kinds = Goal.Measure
        choices: Choices = [("", kinds.WORDS.label), (SEEN, kinds.SEEN.label)]
        return choices + (_statements(self.asked, area) if self.asked else [])


def offered_to(participation: Participation) -> Offered:
    """For the forms of a school's goals, in the language of the page."""
    asked = asked_of_school(participation, _language())
    return Offered(asked, list(newest_findings(MOST_FINDINGS)))


def ground_of(source: str, measure: str) -> Ground:
    """From the values of the two fields."""
    whole, _colon, part = source.partition(":")
    if measure in ("", SEEN):
        return Ground(whole, part, measure or "words")
    of, _colon, item = measure.partition(":")
    return Ground(whole, part, "item", item, of)


@dataclass(frozen=True)
class Value:
    """One voice on the statement: its mean and how many answered, or why there is none."""

    voice: str
    mean: str
    people: str
    why: str


@dataclass(frozen=True)
class Shown:
    """The ground of a goal as this reader may see it."""

    source: str = ""
    language: str = ""  # of a finding, which is in that of whoever wrote it
    address: str = ""
    measure: str = ""
    statement: str = ""
    values: list[Value] = field(default_factory=list)
    asked_at: Any = None


def shown_to(person: User, one: Goal | Proposal) -> Shown:
    """In the language of the page; values only for whoever may read the school's report."""
    asked = {public_id for public_id in (one.source, one.item_of) if public_id}
    rounds = rounds_named(asked) if asked else {}
    facts = _source(person, one, rounds.get(one.source)) if one.source else {}
    if one.measure == Goal.Measure.SEEN:
        facts["measure"] = one.get_measure_display()
    said = said_in(rounds.get(one.item_of), one.item, _language()) if one.item else None
    if said:
        figures, least = values_for(person, said.round, one.item)
        facts |= {
            "statement": said.words,
            "values": [_value(figure, least) for figure in figures],
            "asked_at": said.round.closed_at or said.round.opens_at,
        }
    return Shown(**facts)


def _source(person: User, one: Goal | Proposal, which: Round | None) -> dict[str, Any]:
    if said := said_in(which, one.part, _language()):
        address = ""
        if may_read_values(person, said.round):
            page = reverse("reports:report", args=[said.round.public_id])
            address = f"{page}#area-{said.area}" if said.area else page
        return {"source": said.words, "address": address}
    finding = findings_seen_by(person).filter(public_id=one.source).first()
    if finding is None:
        return {}
    page = reverse("evidence:finding", args=[finding.public_id])
    return {"source": finding.sentence, "language": finding.language, "address": page}


def _value(figure: Figure, least: int) -> Value:
    voice = voice_name(figure.voice)
    if figure.mean is None or figure.n is None:
        return Value(voice, "", "", why_hidden(figure.hidden, least))
    return Value(voice, decimal(figure.mean), str(figure.n), "")


def _statements(asked: Asked, area: str = "") -> Choices:
    return [
        (
            asked.areas[code],
            [(f"{asked.round.public_id}:{key}", _short(words)) for key, words in rows],
        )
        for code, rows in asked.statements.items()
        if area in ("", code)
    ]


def _short(words: str) -> str:
    return Truncator(words).chars(LONGEST)


def _language() -> str:
    return get_language() or "en"
