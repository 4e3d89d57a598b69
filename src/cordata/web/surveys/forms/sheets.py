"""A sheet of paper as somebody types it in: the number of what was ticked, question by question."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cordata.analysis.forms.definition import Choice, Form, Question, in_language
from cordata.analysis.forms.kinds import SAID, UNSEEN
from cordata.surveys.models import Invited
from cordata.surveys.queries.forms import form_of


@dataclass(frozen=True)
class Row:
    """One question: its number on the sheet, what was typed, what may be typed."""

    number: int
    name: str
    label: str
    legend: str
    is_number: bool
    value: str
    is_wrong: bool


def on_paper(invited: Invited) -> tuple[Form, list[Question]]:
    """The form, and everything that the sheet of this voice asks, in its order."""
    form = form_of(invited.round.instrument_id)
    asked = form.asked_of(invited.voice, invited.round.level)
    return form, [one for one in asked if one.kind not in UNSEEN | SAID]


def rows_of(
    invited: Invited, typed: Mapping[str, str], wrong: list[str], language: str
) -> list[Row]:
    """The rows of the entry screen; a legend stands only where it changes."""
    form, questions = on_paper(invited)
    rows, last = [], ""
    for number, one in enumerate(questions, 1):
        choices = form.choices.get(one.choices, ())
        legend = legend_of(choices, language)
        rows.append(
            Row(number, one.name, in_language(one.labels, language),
                legend if legend != last else "", bool(choices),
                typed.get(one.name, ""), one.name in wrong)
        )  # fmt: skip
        last = legend
    return rows


def legend_of(choices: tuple[Choice, ...], language: str) -> str:
    """1 not at all, 2 a little, ... as it is printed on the sheet."""
    return " · ".join(
        f"{number} {in_language(one.labels, language)}" for number, one in enumerate(choices, 1)
    )


def typed_in(
    invited: Invited, typed: Mapping[str, str]
) -> tuple[dict[str, list[str]], list[str]]:
    """The answers by question, and the names of questions where the number is not printed."""
    form, questions = on_paper(invited)
    given: dict[str, list[str]] = {}
    wrong = []
    for one in questions:
        text = typed.get(one.name, "").strip()
        choices = form.choices.get(one.choices, ())
        if not choices:
            given[one.name] = [text]
            continue
        numbers = [int(part) for part in re.findall(r"\d{1,3}", text)]
        known = all(0 < number <= len(choices) for number in numbers)
        if (text and not numbers) or not known or (len(numbers) > 1 and not _several(one)):
            wrong.append(one.name)
        else:
            given[one.name] = [choices[number - 1].name for number in numbers]
    return given, wrong


def _several(question: Question) -> bool:
    return question.kind == "select_multiple"
