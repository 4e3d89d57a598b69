"""Answers of rounds as one table of whole numbers: what is frozen, and what is scored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cordata.analysis.forms.definition import (
    BROKE_OFF,
    CODES,
    NOT_ASKED,
    Form,
    Question,
)
from cordata.analysis.surveys.codes import Answers as Codes
from cordata.analysis.surveys.codes import Ints
from cordata.analysis.surveys.scales import Item
from cordata.surveys.models import Answers, Invited, Round

VOICES = tuple(Invited.Voice.values)


@dataclass(frozen=True)
class Table:
    """Answers of rounds that ask with the same version of an instrument.

    codes   (people, items) int8; the order of people says nothing, see ``in_order``
    round   (people,) index of the round, as they were given
    voice   (people,) index in ``VOICES``
    """

    items: tuple[Item, ...]
    codes: Codes
    round: Ints
    voice: Ints

    @property
    def numbers(self) -> dict[str, NDArray[np.generic]]:
        """What the content address is taken over."""
        return {"codes": self.codes, "voice": self.voice}


def scored_items(form: Form) -> tuple[Item, ...]:
    """The statements that count for an area, in their order. Local ones are read, not scored."""
    return tuple(
        Item(
            key=one.name,
            scale=one.area,
            points=_points(form, one),
            reversed=one.reversed,
            core=one.core,
        )
        for one in form.questions()
        if one.area and one.kind == "select_one"
    )


def table_of(form: Form, rounds: Sequence[Round]) -> Table:
    """Everything that was answered in these rounds, whether finished or broken off."""
    items = scored_items(form)
    questions = {one.name: one for one in form.questions()}
    asked = [questions[item.key] for item in items]
    at = {one.pk: place for place, one in enumerate(rounds)}
    blank = {
        (place, voice): _blank(asked, VOICES[voice], one.level)
        for place, one in enumerate(rounds)
        for voice in range(len(VOICES))
    }
    given = Answers.objects.filter(invited__round__in=at).values_list(
        "invited__round", "invited__voice", "answers"
    )
    codes, of_round, of_voice = [], [], []
    for key, voice_name, answers in given.iterator(chunk_size=5000):
        place, voice = at[key], VOICES.index(voice_name)
        codes.append(_row(items, answers, blank[place, voice]))
        of_round.append(place)
        of_voice.append(voice)
    return in_order(
        Table(
            items=items,
            codes=np.array(codes, dtype=np.int8).reshape(len(codes), len(items)),
            round=np.array(of_round, dtype=np.int64),
            voice=np.array(of_voice, dtype=np.int64),
        )
    )


def in_order(table: Table) -> Table:
    """Rows sorted by what they say: the order in which people came is gone for good."""
    columns = [*table.codes.T[::-1], table.voice, table.round]
    order = np.lexsort(columns)
    return Table(table.items, table.codes[order], table.round[order], table.voice[order])


def aligned(table: Table, items: tuple[Item, ...]) -> Table:
    """The same answers in the columns of another version; what it did not ask is not asked."""
    at = {item.key: column for column, item in enumerate(table.items)}
    nothing = np.full(len(table.codes), NOT_ASKED, dtype=np.int8)
    columns = [table.codes[:, at[one.key]] if one.key in at else nothing for one in items]
    codes = np.stack(columns, axis=1) if columns else table.codes[:, :0]
    return Table(items, codes, table.round, table.voice)


def texts_of(form: Form, one: Round) -> dict[str, list[str]]:
    """Open answers by question, sorted: nobody sees which belong to one person."""
    open_ones = [question.name for question in form.questions() if question.kind == "text"]
    given = Answers.objects.filter(invited__round=one).values_list("answers", flat=True)
    found: dict[str, list[str]] = {name: [] for name in open_ones}
    for answers in given if open_ones else ():
        for name in open_ones:
            if answers.get(name):
                found[name].append(str(answers[name]))
    return {name: sorted(said) for name, said in found.items() if said}


def _points(form: Form, question: Question) -> int:
    names = [choice.name for choice in form.choices[question.choices]]
    return max((int(name) for name in names if name.isdigit()), default=2)


def _blank(asked: Iterable[Question], voice: str, level: str) -> list[int]:
    """What stands where nothing was answered."""
    return [BROKE_OFF if _is_asked(one, voice, level) else NOT_ASKED for one in asked]


def _is_asked(question: Question, voice: str, level: str) -> bool:
    """A question that depends on another's answer was not asked of whoever left it out."""
    everybody = voice == Invited.Voice.ALL
    return not question.relevant and (everybody or question.is_asked_of(voice, level))


def _row(items: Sequence[Item], answers: Mapping[str, Any], blank: list[int]) -> list[int]:
    return [
        _code(answers.get(item.key), other) for item, other in zip(items, blank, strict=True)
    ]


def _code(answer: Any, blank: int) -> int:
    if answer is None or answer == "":
        return blank
    if answer in CODES:
        return CODES[answer]
    return int(answer)
