"""The fact table in words: the one path of page, CSV and JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from cordata.evidence.queries.shown import Shown
from cordata.guidance.queries.facts import Fact
from cordata.web.evidence.estimates import POINTS
from cordata.web.evidence.words import OF_MONEY, ends, measured, unit_of, who_stands
from cordata.web.recommendations.words import blocks, certainty_in_words


@dataclass(frozen=True)
class Row:
    """One outcome; what cannot be said is a dash, with ``why``.

    within       the ends of the difference
    with_within  the ends of ``with_it``, where no difference is known
    blocks, word  its certainty, empty where none belongs to it
    """

    outcome: str
    language: str
    without: str
    with_it: str
    with_within: str
    difference: str
    within: str
    why: str
    blocks: list[bool]
    word: str
    who: str
    role: str
    address: str


def rows_of(facts: Sequence[Fact], outcomes: Mapping[int, tuple[str, str]]) -> list[Row]:
    """``outcomes``: by key of a support, what its row is called, and in which language."""
    return [_row(one, *outcomes[one.support.pk]) for one in facts]


def _row(fact: Fact, outcome: str, language: str) -> Row:
    return Row(
        outcome=outcome,
        language=language,
        without=_value(fact.without),
        with_it=_value(fact.with_it),
        difference=_difference(fact.difference),
        within=ends(fact.shown) if fact.difference else "",
        with_within="" if fact.difference else ends(fact.shown),
        why=_why(fact),
        blocks=blocks(fact.certainty) if fact.certainty else [],
        word=certainty_in_words(fact.certainty)[0] if fact.certainty else "",
        who=who_stands(fact.behind),
        role=str(fact.support.get_role_display()),
        address=reverse("evidence:finding", args=[fact.finding.public_id]),
    )


def _value(shown: Shown | None) -> str:
    return measured(shown) if shown else ""


def _difference(shown: Shown | None) -> str:
    if shown is None:
        return ""
    value = measured(shown)
    if unit_of(shown.name) in OF_MONEY:
        return _("%(value)s to pay") % {"value": value}
    return f"+{value}" if unit_of(shown.name) == POINTS and shown.value > 0 else value


def _why(fact: Fact) -> str:
    if fact.difference is None:
        return _("Not estimable: no other schools were compared.")
    if fact.without is None and unit_of(fact.shown.name) not in OF_MONEY:
        return _("Only the difference is known.")
    return ""
