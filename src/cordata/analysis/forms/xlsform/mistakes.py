"""The commonest mistakes in a workbook, all at once, each with its row.

The converter stops at its first, speaks English, and often tells no row: what it would say of
types, names, labels and references is said here before.
"""

import re
from collections.abc import Iterator

from cordata.analysis.forms.checking import NAME
from cordata.analysis.forms.definition import Question
from cordata.analysis.forms.kinds import ASKED, SAID, UNSEEN
from cordata.analysis.forms.xlsform.cells import Row, Sheet
from cordata.analysis.forms.xlsform.columns import keys_of
from cordata.analysis.forms.xlsform.problems import Problem
from cordata.analysis.forms.xlsform.rows import by_key
from cordata.analysis.forms.xlsform.types import SELECTS, closes, opened_by, question_of

REFERENCE = re.compile(r"\$\{\s*(?:last-saved#)?([^}\s]*)\s*\}")
# Any of these in a row can stand for a label; whether it does, the converter judges.
INSTEAD = ("label", "caption", "hint", "guidance", "media", "image", "audio", "video", "calc")
SHOWN = ASKED | SAID | {"range", "rank", "time", "datetime", "geopoint", "image"}
OUTSIDE = {"select_one_from_file", "select_multiple_from_file", "select_one_external"}


def mistakes(survey: Sheet, choices: Sheet, default: str) -> list[Problem]:
    """Wrong types, names, labels and references, in the order of the sheets."""
    columns = keys_of(survey.header, default)
    rows = [(at, row, by_key(row, columns)) for at, row in survey.rows]
    asked = [one for one in rows if closes(one[2].get(("type", ""), "")) is None]
    names = [cells.get(("name", ""), "") for _at, _row, cells in asked]
    found: list[Problem] = []
    for place, (number, row, cells) in enumerate(asked):
        found += _of_name(number, names[place], names[:place])
        said = cells.get(("type", ""), "")
        if said and opened_by(said, cells) is None:
            found += _of_question(number, row, said, question_of(said, cells))
    for title, sheet in (("survey", survey), ("choices", choices)):
        for number, row in sheet.rows:
            found += _of_references(title, number, row, set(names))
    return sorted(found, key=lambda one: (one.sheet != "survey", one.row))


def places_in(sheets: dict[str, Sheet], default: str) -> dict[str, tuple[str, int]]:
    """Sheet and row of each question, group, list ("scale") and choice ("scale: 1")."""
    found: dict[str, tuple[str, int]] = {}
    for title in ("survey", "choices"):
        sheet = sheets.get(title, Sheet((), ()))
        columns = keys_of(sheet.header, default)
        for number, row in sheet.rows:
            cells = by_key(row, columns)
            of, name = cells.get(("list_name", ""), ""), cells.get(("name", ""), "")
            for place in (of, f"{of}: {name}") if title == "choices" else (name,):
                if place:  # what closes a group has no name, and is nobody's place
                    found.setdefault(place, (title, number))
    return found


def _of_name(number: int, name: str, before: list[str]) -> Iterator[Problem]:
    if name and not NAME.fullmatch(name):
        yield Problem("bad_name", "survey", number, name)
    if name and name in before:
        yield Problem("name_twice", "survey", number, name)


def _of_question(number: int, row: Row, said: str, question: Question) -> Iterator[Problem]:
    if said.lower() in SELECTS:
        yield Problem("no_list", "survey", number, said)
    elif not (question.choices or question.kind in SHOWN | UNSEEN or _is_known(said)):
        yield Problem("unknown_type", "survey", number, said)
    if question.kind in SHOWN and not any(one.lower().startswith(INSTEAD) for one in row):
        yield Problem("no_label", "survey", number, question.name or said)


def _of_references(title: str, number: int, row: Row, names: set[str]) -> Iterator[Problem]:
    hits = [hit for cell in row.values() for hit in REFERENCE.findall(cell)]
    for name in dict.fromkeys(hits):
        if name not in names:
            yield Problem("unknown_question", title, number, name)


def _is_known(said: str) -> bool:
    """A type of the converter's own list, in any of its spellings."""
    from pyxform.question_type_dictionary import QUESTION_TYPE_DICT  # slow to load

    plain = said.lower()
    known = {one.lower() for one in QUESTION_TYPE_DICT}
    return plain in known or plain.split()[0] in OUTSIDE or plain.startswith(("begin", "end"))
