"""What a spreadsheet can say that our pages would not do: refused before anybody answers."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from cordata.analysis.forms.definition import Choice, Form, Group, Question, Text
from cordata.analysis.forms.expression import Call, Node, NotUnderstood, parse
from cordata.analysis.forms.relevance import paths

# Columns that change what is asked, and that we only keep.
COLUMNS = {
    "choice_filter", "parameters", "default", "trigger", "readonly", "read_only", "repeat_count",
}  # fmt: skip
REQUIRED = {"required", "bind::required"}
NO = {"no", "false", "false()", "0"}
FILLED_IN = re.compile(r"\$\{[^}]*\}")

type Found = tuple[str, str, str]  # the place, the column or "label", what stands there


def unread_columns(form: Form) -> Iterator[Found]:
    """Cells that would be published and then ignored."""
    for path in paths(form.children):
        node = path[-1]
        for column, cell in node.extra.items():
            plain = column.strip().lower().replace(" ", "_")
            if plain in COLUMNS and str(cell).lower() not in NO:
                yield node.name, column, str(cell)
        if isinstance(node, Question):
            yield from _of_question(node)


def texts_to_fill_in(form: Form) -> Iterator[Found]:
    """Texts with the answer to another question in them: we show every text as it stands."""
    for place, text in _texts(form):
        hits = chain.from_iterable(FILLED_IN.findall(words) for words in text.values())
        for hit in dict.fromkeys(hits):
            yield place, "label", hit


def asks_for_the_day(expression: str) -> int:
    """Where ``today()`` stands in an expression, from 1; 0 if nowhere."""
    try:
        is_there = _calls(parse(expression), "today")
    except NotUnderstood:
        return 0
    return expression.find("today") + 1 if is_there else 0


def _of_question(question: Question) -> Iterator[Found]:
    extra: Mapping[str, Any] = question.extra
    for column, cell in extra.items():
        is_expression = not question.required and str(cell).lower() not in NO
        if column.strip().lower() in REQUIRED and is_expression:
            yield question.name, column, str(cell)
    if question.calculation and question.kind != "calculate":
        yield question.name, "calculation", question.calculation


def _texts(form: Form) -> Iterator[tuple[str, Text]]:
    yield "", form.intro
    for path in paths(form.children):
        node: Question | Group = path[-1]
        yield node.name, node.labels
        if isinstance(node, Question):
            yield node.name, node.hints
            yield node.name, node.constraint_messages
    for name, listed in form.choices.items():
        yield from ((_place(name, choice), choice.labels) for choice in listed)


def _place(name: str, choice: Choice) -> str:
    return f"{name}: {choice.name}"


def _calls(node: Node, function: str) -> bool:
    if not isinstance(node, Call):
        return False
    return node.name == function or any(_calls(part, function) for part in node.parts)
