"""Questions as a page shows them, in the language of the page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.formats import get_format
from django.utils.translation import gettext as _

from cordata.analysis.forms.definition import CODES, Form, Group, Question, in_language
from cordata.analysis.forms.kinds import NUMBERS
from cordata.analysis.forms.logic import Fault
from cordata.analysis.forms.relevance import conditional

WITH_POINT = re.compile(r"-?\d+\.\d+")


@dataclass(frozen=True)
class Option:
    """One point of a scale, or one of the two ways not to answer."""

    value: str
    label: str
    is_chosen: bool
    is_code: bool


@dataclass(frozen=True)
class Shown:
    """A question with what was answered so far, and what is wrong with it.

    condition  what is said of one that is asked only after certain answers, where all stand
    """

    name: str
    kind: str
    label: str
    hint: str
    options: list[Option]
    value: str
    fault: str
    condition: str = ""

    @property
    def is_choice(self) -> bool:
        """Asked as a group of buttons; their legend is the question."""
        return bool(self.options)

    @property
    def several(self) -> bool:
        """More than one may be chosen."""
        return self.kind == "select_multiple"

    @property
    def described_by(self) -> str:
        """The ids of what explains the field."""
        # Who reads an open answer stands above its field.
        parts = [
            ("if", self.condition),
            ("hint", self.hint),
            ("fault", self.fault),
            ("readers", self.kind == "text"),
        ]
        return " ".join(f"{kind}-{self.name}" for kind, text in parts if text)


def shown(
    form: Form,
    questions: list[Question],
    answers: Mapping[str, Any],
    faults: Mapping[str, Fault],
    language: str,
) -> list[Shown]:
    """The questions of a page."""
    return [_shown(form, one, answers, faults.get(one.name), language) for one in questions]


def shown_at_once(
    form: Form,
    questions: list[Question],
    answers: Mapping[str, Any],
    faults: Mapping[str, Fault],
    language: str,
) -> list[Shown]:
    """The same where all questions stand together: what depends on an answer says so."""
    depends = conditional(form)
    return [
        replace(one, condition=only_if() if one.name in depends else "")
        for one in shown(form, questions, answers, faults, language)
    ]


def only_if() -> str:
    """Beside a question that stands there whatever was answered: on one page, and on paper."""
    return _("Only if it fits what you answered before; otherwise leave it empty.")


def _shown(
    form: Form, one: Question, answers: Mapping[str, Any], wrong: Fault | None, language: str
) -> Shown:
    given = answers.get(one.name)
    chosen = set(given) if isinstance(given, list) else {given}
    options = [
        Option(
            choice.name,
            in_language(choice.labels, language),
            choice.name in chosen,
            choice.name in CODES,
        )
        for choice in form.choices.get(one.choices, ())
    ]
    return Shown(
        one.name,
        one.kind,
        in_language(one.labels, language),
        in_language(one.hints, language),
        options,
        _written(one, given, language),
        _said(wrong, language, {option.value for option in options}) if wrong else "",
    )


def _written(one: Question, given: Any, language: str) -> str:
    """What stands in a field; a number as the language writes it, and its telephones type it."""
    if given is None or isinstance(given, list):
        return ""
    if one.kind in NUMBERS and WITH_POINT.fullmatch(str(given)):
        return str(given).replace(".", str(get_format("DECIMAL_SEPARATOR", language)))
    return str(given)


def _said(wrong: Fault, language: str, options: set[str]) -> str:
    words = {
        "missing": _missing(options),
        "not_a_choice": _("Please choose one of the answers."),
        "not_a_number": _("Please write a number in digits."),
        "not_whole": _("Please write a whole number."),
        "not_a_day": _("Please write a day."),
    }
    return wrong.said(language) or words.get(wrong.code, _("This does not fit yet."))


def _missing(options: set[str]) -> str:
    """An answer that is not offered is not named."""
    if "pns" in options:
        return _("Please choose an answer; “prefer not to say” is one too.")
    return _("An answer is missing here.")


def heading_of(form: Form, questions: list[Question], language: str) -> str:
    """What a page is about: its group, else its area, else the form itself."""
    names = {one.name for one in questions}
    for node in form.children:
        if isinstance(node, Group) and node.labels and names & _names(node):
            return in_language(node.labels, language)
    area = next((one.area for one in questions if one.area in form.areas), "")
    return in_language(form.areas[area] if area else form.titles, language)


def _names(group: Group) -> set[str]:
    within: set[str] = set()
    for node in group.children:
        within |= _names(node) if isinstance(node, Group) else {node.name}
    return within


def next_page(pages: list[list[Question]], seen: set[str], after: int) -> int:
    """The page to show now: one that still asks something new, else the one that follows.

    An answer may have made a question appear on a page that is behind.
    """
    for at, page in enumerate(pages[:after]):
        if any(one.name not in seen and one.kind != "note" for one in page):
            return at + 1
    return after + 1


def reached(pages: list[list[Question]], seen: set[str]) -> int:
    """The first page that asks something new, counted from 1; the last, if none does."""
    return min(next_page(pages, seen, len(pages)), max(len(pages), 1))
