"""Scenarios side by side: the same rows for each, and marks on one common scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cordata.analysis.spread.scaling import Projection
from cordata.exchange.models import Scenario
from cordata.exchange.queries.scenarios import Answered
from cordata.web.simulate.answer import names_of, outside_in_words, plain
from cordata.web.simulate.forms import AskForm
from cordata.web.simulate.words import Said, about, of_hundred, said, widest

NOTHING = "–"


@dataclass(frozen=True)
class Column:
    """One scenario, and what cannot be said in a row of numbers."""

    scenario: Scenario
    place: str
    driven: str
    outside: list[str]


@dataclass(frozen=True)
class Beside:
    """Columns, and rows of (label, cells): answers as (scenario, value, likely), then what was asked.

    Money stands in the currency of each country: there is no common scale.
    """

    columns: list[Column]
    rows: list[tuple[str, list[tuple[str, str, str]]]]
    asked: list[tuple[str, list[tuple[str, str]]]]


def beside(found: Sequence[Answered]) -> Beside:
    """In their order."""
    columns = [
        Column(
            one.scenario,
            ", ".join(names_of(one.basis)),
            "; ".join(widest(one.found)),
            outside_in_words(one.found, one.basis),
        )
        for one in found
    ]
    names = [one.scenario.name for one in found]
    answers = [_rows(one.found, one.basis.currency) for one in found]
    rows = [
        (
            same[0][0],
            [
                (name, value, likely)
                for name, (_label, value, likely) in zip(names, same, strict=True)
            ],
        )
        for same in zip(*answers, strict=True)
    ]
    asked = [
        (
            str(AskForm.base_fields[field].label),
            [(one.scenario.name, _asked(one.found, field)) for one in found],
        )
        for field in AskForm.NUMBERS
        if any(getattr(one.found.ask, field) is not None for one in found)
    ]
    return Beside(columns, rows, asked)


def _asked(found: Projection, name: str) -> str:
    value = getattr(found.ask, name)
    return NOTHING if value is None else plain(value)


def _rows(found: Projection, currency: str) -> list[tuple[str, str, str]]:
    total = said(found.total, currency)
    each = said(found.each, currency) if found.each else Said(NOTHING, "", "")
    dearest = said(max((one.cost for one in found.years), key=lambda one: one.value), currency)
    load = said(max((one.load for one in found.years), key=lambda one: one.value))
    hundred = _("%(number)d of 100 futures") % {"number": of_hundred(found.chance)}
    return [
        (_("In all years together"), total.value, total.likely),
        (_("In the dearest year"), dearest.value, dearest.likely),
        (_("For each mentored school"), each.value, each.likely),
        (_("Mentor schools to begin with"), about(found.mentors, 6), ""),
        (_("All schools begin in time"), hundred, ""),
        (_("Hours a week of the authority, at most"), load.value, load.likely),
    ]
