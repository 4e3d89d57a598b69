"""An instrument as its page shows it: by group, in one language, for one voice."""

from dataclasses import dataclass

from cordata.analysis.forms.definition import Form, Group, Node, Question, in_language
from cordata.analysis.forms.kinds import UNSEEN
from cordata.web.instruments.words import LEVELS, VOICES, answer_in_words


@dataclass(frozen=True)
class Row:
    """One question on the page."""

    question: Question
    label: str
    hint: str
    answer: str
    voices: str
    levels: str
    is_translated: bool
    is_own: bool


@dataclass(frozen=True)
class Section:
    """Questions under one heading; ``answer`` if all are answered in the same way."""

    heading: str
    rows: list[Row]
    answer: str


def sections(form: Form, language: str, voice: str, prefix: str | None) -> list[Section]:
    """The whole form, or what one voice is asked.

    prefix  how the names of own questions begin; None if all are one's own
    """
    found: list[Section] = []
    loose: list[Question] = []
    for node in form.children:
        if isinstance(node, Group):
            found += _section(form, loose, "", language, voice, prefix)
            loose = []
            heading = in_language(node.labels, language)
            found += _section(form, _questions(node), heading, language, voice, prefix)
        else:
            loose.append(node)
    return found + _section(form, loose, "", language, voice, prefix)


def _section(
    form: Form,
    questions: list[Question],
    heading: str,
    language: str,
    voice: str,
    prefix: str | None,
) -> list[Section]:
    rows = [
        _row(form, one, language, prefix)
        for one in questions
        if not voice or one.is_asked_of(voice, "")
    ]
    answers = {row.answer for row in rows}
    return [Section(heading, rows, answers.pop() if len(answers) == 1 else "")] if rows else []


def _row(form: Form, question: Question, language: str, prefix: str | None) -> Row:
    return Row(
        question=question,
        label=in_language(question.labels, language) or question.calculation,
        hint=in_language(question.hints, language),
        answer=answer_in_words(form, question, language),
        voices=", ".join(str(VOICES.get(one, one)) for one in question.voices),
        levels=", ".join(str(LEVELS.get(one, one)) for one in question.levels),
        is_translated=bool(question.labels.get(language)) or question.kind in UNSEEN,
        is_own=prefix is None or question.name.startswith(prefix),
    )


def _questions(group: Group) -> list[Question]:
    found: list[Question] = []
    nodes: tuple[Node, ...] = group.children
    for node in nodes:
        found += _questions(node) if isinstance(node, Group) else [node]
    return found
