"""What an instrument asks: groups, questions and choices in several languages.

The same tree as an XLSForm, so that nothing is lost on the way in or out. It is stored as
JSON; published, it never changes. The name of a question is its id in every language.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cordata.analysis.surveys.codes import NOT_APPLICABLE, NOT_SAID

type Text = Mapping[str, str]  # by language
type Node = "Group | Question"

# How two of the answers that are no point of a scale are named as choices.
CODES = {"na": NOT_APPLICABLE, "pns": NOT_SAID}


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen; its name is what is stored."""

    name: str
    labels: Text
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """One question, or a note or calculation among them.

    kind      as an XLSForm types it: select_one, select_multiple, text, integer, decimal,
              date, note, calculate, ...
    choices   the name of its list of choices, "" if it has none
    area      the scale it counts for ("A" to "H" of the self-assessment), "" if none
    voices    who is asked: leaders, teachers, students; empty means everybody
    levels    school levels where it is asked; empty means all
    core      locked: an adaptation may neither change nor leave it out
    reversed  a high answer means little: turned before it is scored
    extra     columns of the sheet that we keep and do not read
    """

    name: str
    kind: str
    labels: Text = field(default_factory=dict)
    hints: Text = field(default_factory=dict)
    choices: str = ""
    required: bool = False
    relevant: str = ""
    constraint: str = ""
    constraint_messages: Text = field(default_factory=dict)
    calculation: str = ""
    area: str = ""
    voices: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    core: bool = False
    reversed: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_scored(self) -> bool:
        """A statement that enters the mean of its area."""
        return self.kind == "select_one" and self.core and bool(self.area)

    def is_asked_of(self, voice: str, level: str) -> bool:
        """Whether this voice of a school of this level is asked it at all."""
        return (not self.voices or voice in self.voices) and (
            not self.levels or not level or level in self.levels
        )


@dataclass(frozen=True)
class Group:
    """Questions that belong together; a repeat is asked several times."""

    name: str
    children: tuple[Node, ...]
    labels: Text = field(default_factory=dict)
    relevant: str = ""
    repeat: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Form:
    """All that an instrument asks.

    languages  codes, the first is the one it was written in
    choices    lists of choices by name, in order
    settings   columns of the sheet "settings" that we keep and do not read
    """

    titles: Text
    languages: tuple[str, ...]
    children: tuple[Node, ...]
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    intro: Text = field(default_factory=dict)
    areas: Mapping[str, Text] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)

    def questions(self) -> Iterator[Question]:
        """Every question in order, those within groups too."""
        return iter(self._in_order)

    @cached_property
    def _in_order(self) -> tuple[Question, ...]:
        return tuple(_walk(self.children))

    def asked_of(self, voice: str, level: str) -> list[Question]:
        """The questions that this voice of a school of this level is asked."""
        return [one for one in self.questions() if one.is_asked_of(voice, level)]


def _walk(nodes: tuple[Node, ...]) -> Iterator[Question]:
    for node in nodes:
        if isinstance(node, Group):
            yield from _walk(node.children)
        else:
            yield node


def in_language(text: Text, language: str) -> str:
    """The text in a language, else in English, else in whichever there is."""
    return text.get(language) or text.get("en") or next(iter(text.values()), "")
