"""What a goal may come from and be measured by: a school's own areas and statements, in words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils import timezone

from cordata.accounts.models import User
from cordata.analysis.disclosure.rules import Reason
from cordata.analysis.forms.definition import Form, in_language
from cordata.analysis.surveys.figures import Figure
from cordata.networks.models import Participation
from cordata.surveys import rules
from cordata.surveys.models import Round
from cordata.surveys.queries.forms import form_of
from cordata.surveys.queries.gate import THRESHOLDS, Audience, statement_figures
from cordata.surveys.queries.rounds import with_owners

LATEST = 6  # rounds that are looked at: a year asks four times, and other things between


@dataclass(frozen=True)
class Asked:
    """A round of the school, and what its instrument asks, in the order in which it asks.

    areas       the words of each, by code
    statements  by code of the area, those that are scored there: (id, words)
    """

    round: Round
    areas: Mapping[str, str]
    statements: Mapping[str, list[tuple[str, str]]]


@dataclass(frozen=True)
class Said:
    """A part of a round in words: an area, or a statement with the words of its area."""

    round: Round
    area: str
    area_words: str
    words: str


def asked_of_school(participation: Participation, language: str) -> Asked | None:
    """The last or the running round of a school that asks about its areas; None without one."""
    rounds = with_owners(
        Round.objects.filter(
            participation__school=participation.school_id, opens_at__lte=timezone.now()
        )
    ).order_by("-opens_at", "-pk")
    found = (asked_in(one, language) for one in rounds[:LATEST])
    return next((one for one in found if one is not None), None)


def asked_in(which: Round, language: str) -> Asked | None:
    """What a round asks about the areas; None for one that has no areas."""
    form = form_of(which.instrument_id)
    statements = _statements(form, which.level, language)
    areas = {code: _area(form, code, language) for code in statements}
    return Asked(which, areas, statements) if statements else None


def rounds_named(public_ids: Collection[str]) -> dict[str, Round]:
    """Rounds by their public ids, each with what was frozen of it. One query."""
    found = with_owners(Round.objects.filter(public_id__in=public_ids))
    return {one.public_id: one for one in found.select_related("snapshot")}


def said_in(which: Round | None, part: str, language: str) -> Said | None:
    """An area or a statement of a round, in the reader's language.

    Without a part it is the round as a whole, by the title of what it asked.
    """
    if which is None:
        return None
    form = form_of(which.instrument_id)
    if not part:
        return Said(which, "", "", in_language(form.titles, language))
    if part in form.areas:
        words = _area(form, part, language)
        return Said(which, part, words, words)
    for one in form.questions():
        if one.name == part:
            words = in_language(one.labels, language)
            return Said(which, one.area, _area(form, one.area, language), words)
    return None


def may_read_values(person: User, which: Round) -> bool:
    """Whoever may read the report of a round, once there is one."""
    return hasattr(which, "snapshot") and rules.may_read_report(person, which)


def values_for(person: User, which: Round, item: str) -> tuple[list[Figure], int]:
    """What each voice says of a statement, and how many people a figure needs for this reader.

    Of whoever may not read the report, and while the round runs, nothing.
    """
    audience = Audience.SCHOOL if rules.may_share(person, which) else Audience.WIDER
    least = THRESHOLDS[audience].people
    if not may_read_values(person, which):
        return [], least
    figures = statement_figures(which, item, audience)
    return [one for one in figures if one.hidden != Reason.NOBODY], least


def _statements(form: Form, level: str, language: str) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for one in form.questions():
        if one.is_scored and (not one.levels or not level or level in one.levels):
            found.setdefault(one.area, []).append((one.name, in_language(one.labels, language)))
    return found


def _area(form: Form, code: str, language: str) -> str:
    return in_language(form.areas.get(code, {"en": code}), language)
