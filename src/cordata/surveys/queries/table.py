"""Answers of rounds as one table of whole numbers: what is frozen, and what is scored."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched, chain
from typing import Any

import numpy as np
from django.db.models import TextField
from django.db.models.functions import Cast
from numpy.typing import NDArray

from cordata.analysis.arrays import Ints
from cordata.analysis.forms.definition import CODES, Form, Question
from cordata.analysis.forms.relevance import conditional
from cordata.analysis.surveys.codes import BROKE_OFF, NOT_ASKED
from cordata.analysis.surveys.codes import Answers as Codes
from cordata.analysis.surveys.scales import Item
from cordata.surveys.models import Answers, Invited, Round
from cordata.surveys.queries.unscored import Gathered, unscored

VOICES = tuple(Invited.Voice.values)
AT_ONCE = 5000  # sheets that are in memory as they were stored
MISSING = -128  # until it is known whether it was not asked, or left out


@dataclass(frozen=True)
class Table:
    """Answers of rounds that ask with the same version of an instrument.

    codes     (people, items) int8; the order of people says nothing, see ``in_order``
    round     (people,) index of the round, as they were given
    voice     (people,) index in ``VOICES``
    language  (people,) in which they answered, see ``language_number``
    """

    items: tuple[Item, ...]
    codes: Codes
    round: Ints
    voice: Ints
    language: Ints

    @property
    def numbers(self) -> dict[str, NDArray[np.generic]]:
        """What the content address is taken over."""
        return {"codes": self.codes, "voice": self.voice, "language": self.language}


def language_number(code: str) -> int:
    """The two letters of a language as one number; 0 where none was noted."""
    return int.from_bytes(code.encode("ascii"))


def language_code(number: int) -> str:
    """The letters that ``language_number`` made a number of."""
    return int(number).to_bytes(2).decode("ascii").strip("\0")


def scored_items(form: Form) -> tuple[Item, ...]:
    """The statements that count for an area, in their order.

    Local ones are counted besides, see ``unscored``: their choices may be no numbers.
    """
    return tuple(
        Item(
            key=one.name,
            scale=one.area,
            points=_points(form, one),
            reversed=one.reversed,
            core=one.core,
        )
        for one in form.questions()
        if one.is_scored
    )


def read_answers(form: Form, rounds: Sequence[Round]) -> tuple[Table, list[Gathered]]:
    """Everything that was answered in these rounds, whether finished or broken off.

    The table, sorted by round, and what each round says besides. A million sheets of forty
    statements take some ten seconds, of which reading JSON is most.
    """
    items = scored_items(form)
    loose = unscored(form)
    doors, blank = _doors(form, items, rounds)
    gathered = [Gathered(loose) for _round in rounds]
    codes, of_door, spoken = [np.empty((0, len(items)), dtype=np.int8)], [], []
    given = Answers.objects.filter(invited__in=doors).values_list(
        "invited", "language", Cast("answers", TextField())
    )
    for some in batched(given.iterator(chunk_size=AT_ONCE), AT_ONCE, strict=False):
        # One text of thousands: twice as fast to read as thousands of texts.
        sheets = json.loads(f"[{','.join(text for _door, _language, text in some)}]")
        at = [doors[door] for door, _language, _sheet in some]
        of_door += at
        languages = [language for _door, language, _sheet in some]
        spoken += languages
        found = _codes(items, sheets)
        codes.append(np.where(found == MISSING, blank[at], found))
        if loose:
            _gather(gathered, at, languages, sheets)
    place = np.array(of_door, dtype=np.int64)
    numbers = {code: language_number(code) for code in set(spoken)}
    table = Table(
        items,
        np.concatenate(codes),
        place // len(VOICES),
        place % len(VOICES),
        np.array([numbers[code] for code in spoken], dtype=np.int64),
    )
    return in_order(table), gathered


def rows_of(table: Table, rows: slice | Ints) -> Table:
    """Some of its people."""
    return Table(
        table.items,
        table.codes[rows],
        table.round[rows],
        table.voice[rows],
        table.language[rows],
    )


def in_order(table: Table) -> Table:
    """Rows sorted by what they say: the order in which people came is gone for good."""
    columns = [*table.codes.T[::-1], table.language, table.voice, table.round]
    return rows_of(table, np.lexsort(columns))


def joined(tables: Sequence[Table]) -> Table:
    """Tables of one round each as one, in the columns of the first; rounds in their order."""
    same = [aligned(one, tables[0].items) for one in tables]
    return Table(
        items=tables[0].items,
        codes=np.concatenate([one.codes for one in same]),
        round=np.repeat(np.arange(len(same)), [len(one.codes) for one in same]),
        voice=np.concatenate([one.voice for one in same]),
        language=np.concatenate([one.language for one in same]),
    )


def aligned(table: Table, items: tuple[Item, ...]) -> Table:
    """The same answers in the columns of another version; what it did not ask is not asked."""
    at = {item.key: column for column, item in enumerate(table.items)}
    nothing = np.full(len(table.codes), NOT_ASKED, dtype=np.int8)
    columns = [table.codes[:, at[one.key]] if one.key in at else nothing for one in items]
    codes = np.stack(columns, axis=1) if columns else table.codes[:, :0]
    return Table(items, codes, table.round, table.voice, table.language)


def _points(form: Form, question: Question) -> int:
    names = [choice.name for choice in form.choices[question.choices]]
    return max((int(name) for name in names if name.isdigit()), default=2)


def _doors(
    form: Form, items: Sequence[Item], rounds: Sequence[Round]
) -> tuple[dict[int, int], Codes]:
    """Voices that were invited, and what stands where one of them answered nothing.

    A door's number is that of its round, times the voices, plus that of its voice.
    """
    questions = {one.name: one for one in form.questions()}
    asked, may_be_left = [questions[item.key] for item in items], conditional(form)
    blanks = {
        (voice, level): _blank(asked, may_be_left, voice, level)
        for voice in VOICES
        for level in {one.level for one in rounds}
    }
    blank = [blanks[voice, one.level] for one in rounds for voice in VOICES]
    place = {one.pk: at * len(VOICES) for at, one in enumerate(rounds)}
    invited = Invited.objects.filter(round__in=place).values_list("pk", "round", "voice")
    doors = {pk: place[of] + VOICES.index(voice) for pk, of, voice in invited}
    return doors, np.array(blank, dtype=np.int8).reshape(len(blank), len(items))


def _blank(
    asked: Iterable[Question], may_be_left: frozenset[str], voice: str, level: str
) -> list[int]:
    """A question that depends on an answer was not asked of whoever left it out."""
    everybody = voice == Invited.Voice.ALL
    return [
        BROKE_OFF
        if one.name not in may_be_left and (everybody or one.is_asked_of(voice, level))
        else NOT_ASKED
        for one in asked
    ]


class _Known(dict[Any, int]):
    """Codes of answers; a number that is new says itself what it is."""

    def __missing__(self, answer: Any) -> int:
        self[answer] = int(answer)
        return self[answer]


def _codes(items: Sequence[Item], sheets: Sequence[Mapping[str, Any]]) -> Codes:
    """One row of codes for each sheet. No line of Python runs per answer: they are millions."""
    keys = [item.key for item in items]
    given: dict[Any, int] = {**CODES, None: MISSING, "": MISSING}
    known = _Known(given)
    answers = chain.from_iterable(map(sheet.get, keys) for sheet in sheets)
    flat = np.fromiter(map(known.__getitem__, answers), np.int8, len(keys) * len(sheets))
    return flat.reshape(len(sheets), len(keys))


def _gather(
    gathered: list[Gathered],
    doors: list[int],
    languages: list[str],
    sheets: list[Mapping[str, Any]],
) -> None:
    for door, language, sheet in zip(doors, languages, sheets, strict=True):
        gathered[door // len(VOICES)].add(VOICES[door % len(VOICES)], language, sheet)
