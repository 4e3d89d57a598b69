"""What is wrong with an answer."""

import datetime as dt
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from cordata.analysis.forms.definition import Form, Question, in_language
from cordata.analysis.forms.evaluate import evaluate, number, text, truth
from cordata.analysis.forms.expression import parse
from cordata.analysis.forms.kinds import NUMBERS, SAID, SELECTS, UNSEEN
from cordata.analysis.forms.relevance import Answers, facts_of, is_relevant

LARGEST = 1e12
WHOLE = re.compile(r"-?\d+")  # neither 2.5 nor 1.000, which many take for a thousand


@dataclass(frozen=True)
class Fault:
    """What is wrong with an answer.

    code     missing, not_a_choice, not_a_number, not_whole, not_a_day, constraint
    message  the author's own words for it by language; empty: ours are used
    """

    code: str
    message: Mapping[str, str]

    def said(self, language: str) -> str:
        """The author's words in a language, "" if there are none."""
        return in_language(self.message, language)


def fault(
    form: Form, question: Question, value: Any, answers: Answers, today: dt.date | None = None
) -> Fault | None:
    """What is wrong with this answer to a question, None if nothing is."""
    if question.kind in UNSEEN | SAID:
        return None
    if not is_relevant(form, question, answers, today):
        return None
    if value is None or value in ("", []):
        return Fault("missing", {}) if question.required else None
    code = _wrong_kind(form, question, value)
    if code:
        return Fault(code, {})
    facts = replace(facts_of(form, answers, today), own=value)
    if question.constraint and not truth(evaluate(parse(question.constraint), facts)):
        return Fault("constraint", question.constraint_messages)
    return None


def _wrong_kind(form: Form, question: Question, value: Any) -> str:
    if question.kind in SELECTS:
        given = value if isinstance(value, list) else [value]
        names = {choice.name for choice in form.choices.get(question.choices, ())}
        alone = question.kind != "select_one" or len(given) == 1
        return "" if alone and all(one in names for one in given) else "not_a_choice"
    if question.kind in NUMBERS:
        figure = number(value) if isinstance(value, str | int | float) else math.nan
        if not abs(figure) <= LARGEST:
            return "not_a_number"
        is_whole = question.kind != "integer" or WHOLE.fullmatch(text(value).strip())
        return "" if is_whole else "not_whole"
    if question.kind == "date":
        return "" if _is_day(value) else "not_a_day"
    return ""


def _is_day(value: Any) -> bool:
    try:
        return bool(dt.date.fromisoformat(str(value)))
    except ValueError:
        return False
