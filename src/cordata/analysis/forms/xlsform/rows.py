"""One question, group or choice as cells: how we write it, and so what must be kept of it."""

from collections.abc import Iterator, Mapping
from typing import Any

from cordata.analysis.forms.definition import Choice, Group, Question, Text
from cordata.analysis.forms.xlsform.cells import Row
from cordata.analysis.forms.xlsform.columns import Key, header_of

END = "end"  # in a group's extra: the cells of the row that closes it
YES = {"yes", "true", "true()", "1"}
LISTS = {"cordata::voices": "voices", "cordata::levels": "levels"}


def cells_of(node: Question | Group | Choice) -> dict[Key, str]:
    """The cells that are not empty, as we write them."""
    found = dict(_cells(node))
    return {key: text for key, text in found.items() if text}


def beyond(row: Mapping[str, str], ours: Mapping[str, str]) -> dict[str, Any]:
    """The cells that we would not write like this: kept as they are."""
    return {column: cell for column, cell in row.items() if ours.get(column) != cell}


def end_of(group: Group) -> dict[str, str]:
    """The row that closes a group, by our columns."""
    return {"type": "end_repeat" if group.repeat else "end_group"}


def is_yes(cell: str) -> bool:
    """Whether a cell says yes; an expression does not."""
    return cell.lower() in YES


def _cells(node: Question | Group | Choice) -> Iterator[tuple[Key, str]]:
    yield ("name", ""), node.name
    yield from _texts("label", node.labels)
    if isinstance(node, Choice):
        return
    yield ("relevant", ""), node.relevant
    if isinstance(node, Group):
        yield ("type", ""), "begin_repeat" if node.repeat else "begin_group"
        return
    yield ("type", ""), f"{node.kind} {node.choices}".strip()
    yield from _texts("hint", node.hints)
    yield ("required", ""), _yes(node.required)
    yield ("constraint", ""), node.constraint
    yield from _texts("constraint_message", node.constraint_messages)
    yield ("calculation", ""), node.calculation
    yield ("cordata::area", ""), node.area
    yield ("cordata::voices", ""), " ".join(node.voices)
    yield ("cordata::levels", ""), " ".join(node.levels)
    yield ("cordata::core", ""), _yes(node.core)
    yield ("cordata::reversed", ""), _yes(node.reversed)


def _texts(field: str, text: Text) -> Iterator[tuple[Key, str]]:
    for language, words in text.items():
        yield (field, language), words


def _yes(fact: bool) -> str:  # noqa: FBT001 - the fact is all there is
    return "yes" if fact else ""


def by_key(row: Row, columns: dict[Key, str]) -> dict[Key, str]:
    """A row's cells by what they mean."""
    return {key: row[column] for key, column in columns.items() if column in row}


def by_header(cells: dict[Key, str], columns: dict[Key, str]) -> Row:
    """Cells by the column that they stand in."""
    return {columns.get(key, header_of(key)): cell for key, cell in cells.items()}
