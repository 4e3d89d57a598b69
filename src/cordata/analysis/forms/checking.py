"""What keeps a form from being published: every lack at once, each with its place."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from cordata.analysis.forms.definition import CODES, Form, Group, Node, Question, Text
from cordata.analysis.forms.expression import NotUnderstood, names_in, parse
from cordata.analysis.forms.kinds import ASKED, OF_A_DEVICE, SAID, SELECTS, UNSEEN
from cordata.analysis.forms.relevance import paths
from cordata.analysis.forms.unread import asks_for_the_day, texts_to_fill_in, unread_columns

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,59}")
VOICES = {"leaders", "teachers", "students"}
POINTS = ["1", "2", "3", "4", "5"]  # of every scale that counts for an area
ENDS = {POINTS[0], POINTS[-1]}
LEVELS = {"primary", "lower", "upper", "vocational"}


@dataclass(frozen=True)
class Lack:
    """One thing that is missing or wrong.

    code      a short word; pages say it in the person's language
    where     the name of a question, group, list or choice; "" for the whole form
    language  of a missing text
    field     relevant, constraint or calculation, for an expression
    position  in the expression, from 1
    found     what stands there
    """

    code: str
    where: str = ""
    language: str = ""
    field: str = ""
    position: int = 0
    found: str = ""


@dataclass(frozen=True)
class Own:
    """The questions that a country has added: its own languages are enough for them."""

    prefix: str
    languages: tuple[str, ...]


def lacks(form: Form, *, answered_here: bool = True, own: Own | None = None) -> list[Lack]:
    """All that must be mended before publishing.

    answered_here  people answer it on our pages: it may then hold only what these can ask
    own            an adaptation's own questions need not be in every language
    """
    found = [*_of_names(form), *_of_texts(form, own), *_of_lists(form), *_of_expressions(form)]
    found += _of_marks(form)
    if not answered_here:
        return found
    return [*found, *_of_kinds(form), *_of_unread(form), *_of_scales(form)]


def _nodes(form: Form) -> list[Node]:
    return [path[-1] for path in paths(form.children)]


def _of_names(form: Form) -> Iterator[Lack]:
    if not any(question.kind not in UNSEEN | SAID for question in form.questions()):
        yield Lack("no_question")
    names = [node.name for node in _nodes(form) if node.name]
    for name in dict.fromkeys(names):
        if not NAME.fullmatch(name):
            yield Lack("bad_name", name)
        if names.count(name) > 1:
            yield Lack("name_twice", name)


def _of_texts(form: Form, own: Own | None) -> Iterator[Lack]:
    yield from _missing("title_missing", "", form.titles, form.languages)
    for where, name, text in _texts(form):
        is_own = own is not None and name.startswith(own.prefix)
        languages = own.languages if own is not None and is_own else form.languages
        yield from _missing("text_missing", where, text, languages)
    if form.intro:
        yield from _missing("intro_missing", "", form.intro, form.languages)


def _texts(form: Form) -> Iterator[tuple[str, str, Text]]:
    """Each text that must be whole: its place, the name it goes by, and its languages."""
    for node in _nodes(form):
        if isinstance(node, Question) and node.kind not in UNSEEN:
            yield node.name, node.name, node.labels
            further = (node.hints, node.constraint_messages)
            yield from ((node.name, node.name, text) for text in further if text)
        elif isinstance(node, Group) and node.labels:  # no heading, or a whole one
            yield node.name, node.name, node.labels
    for name, listed in form.choices.items():
        for choice in listed:
            yield f"{name}: {choice.name}", name, choice.labels
    for code, text in form.areas.items():
        yield code, code, text


def _missing(code: str, where: str, text: Text, languages: Iterable[str]) -> Iterator[Lack]:
    for language in languages:
        if not text.get(language):
            yield Lack(code, where, language)


def _of_lists(form: Form) -> Iterator[Lack]:
    for question in form.questions():
        if question.kind in SELECTS and not form.choices.get(question.choices):
            yield Lack("no_choices", question.name, found=question.choices)
    for name, listed in form.choices.items():
        names = [choice.name for choice in listed]
        for choice in dict.fromkeys(one for one in names if names.count(one) > 1):
            yield Lack("choice_twice", name, found=choice)


def _of_expressions(form: Form) -> Iterator[Lack]:
    known = {question.name for question in form.questions()}
    for node in _nodes(form):
        for field, expression in _expressions(node).items():
            yield from _of_expression(node.name, field, expression, known)


def _expressions(node: Node) -> dict[str, str]:
    found = {"relevant": node.relevant}
    if isinstance(node, Question):
        found |= {"constraint": node.constraint, "calculation": node.calculation}
    return {field: expression for field, expression in found.items() if expression}


def _of_expression(where: str, field: str, expression: str, known: set[str]) -> Iterator[Lack]:
    try:
        needed = names_in(parse(expression))
    except NotUnderstood as wrong:
        yield Lack(wrong.code, where, "", field, wrong.position, wrong.found)
        return
    for name in sorted(needed - known):
        yield Lack("unknown_question", where, "", field, found=name)


def _of_marks(form: Form) -> Iterator[Lack]:
    for question in form.questions():
        if question.area and question.area not in form.areas:
            yield Lack("unknown_area", question.name, found=question.area)
        for voice in sorted(set(question.voices) - VOICES):
            yield Lack("unknown_voice", question.name, found=voice)
        for level in sorted(set(question.levels) - LEVELS):
            yield Lack("unknown_level", question.name, found=level)


def _of_kinds(form: Form) -> Iterator[Lack]:
    for node in _nodes(form):
        if isinstance(node, Group):
            if node.repeat:
                yield Lack("repeat", node.name)
        elif node.kind not in ASKED | UNSEEN | SAID or "or_other" in node.extra.get("type", ""):
            yield Lack("unknown_kind", node.name, found=node.extra.get("type", node.kind))


def _of_scales(form: Form) -> Iterator[Lack]:
    """A round could not be scored otherwise, nor its report be drawn from 1 to 5."""
    for question in form.questions():
        names = dict.fromkeys(one.name for one in form.choices.get(question.choices, ()))
        points = [name for name in names if name not in CODES]
        in_order = [name for name in POINTS if name in points]
        if question.is_scored and names and (points != in_order or not set(points) >= ENDS):
            yield Lack("no_scale", question.name, found=question.choices)


def _of_unread(form: Form) -> Iterator[Lack]:
    """What other programs would do with a form and our pages do not: better refused than ignored."""
    for where, column, found in unread_columns(form):
        yield Lack("unread_column", where, field=column, found=found)
    for where, _label, found in texts_to_fill_in(form):
        yield Lack("text_to_fill_in", where, found=found)
    empty = {question.name for question in form.questions() if question.kind in OF_A_DEVICE}
    for node in _nodes(form):
        for field, expression in _expressions(node).items():
            yield from _of_facts(node.name, field, expression, empty)


def _of_facts(where: str, field: str, expression: str, empty: set[str]) -> Iterator[Lack]:
    """A limit may ask for the day of answering; whether something is asked may not depend on it.

    Answers are looked at again when a round closes, on another day.
    """
    position = asks_for_the_day(expression)
    if position and field != "constraint":
        yield Lack("unknown_function", where, "", field, position, "today")
    with suppress(NotUnderstood):  # said already
        for name in sorted(names_in(parse(expression)) & empty):
            yield Lack("unknown_question", where, "", field, found=name)
