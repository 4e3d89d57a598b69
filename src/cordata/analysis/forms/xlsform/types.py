"""The column "type": which question or group a row is, in any of XLSForm's spellings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from cordata.analysis.forms.definition import Group, Node, Question
from cordata.analysis.forms.xlsform.columns import Key
from cordata.analysis.forms.xlsform.rows import is_yes

SELECTS = {
    "select_one": "select_one", "select one from": "select_one", "select one": "select_one",
    "select1": "select_one", "add select one prompt using": "select_one",
    "select_multiple": "select_multiple", "select all that apply from": "select_multiple",
    "select all that apply": "select_multiple",
    "add select multiple prompt using": "select_multiple", "rank": "rank",
}  # fmt: skip
KINDS = {
    "string": "text", "int": "integer", "datetime": "datetime", "photo": "image",
    "location": "geopoint", "gps": "geopoint",
}  # fmt: skip
SELECT = re.compile(
    rf"({'|'.join(sorted(map(re.escape, SELECTS), key=len, reverse=True))})\s+(\S+)(?:\s+or_other)?",
    re.IGNORECASE,
)
BORDER = re.compile(r"(begin|end)[ _]+(group|repeat|lgroup|looped group)", re.IGNORECASE)


@dataclass
class Opening:
    """A group whose end has not come yet."""

    group: Group
    row: int
    children: list[Node] = field(default_factory=list)


def closes(said: str) -> bool | None:
    """Whether a row closes a repeat (True) or a group (False); None if it closes nothing."""
    border = BORDER.fullmatch(said)
    if border is None or border[1].lower() == "begin":
        return None
    return border[2].lower() != "group"


def opened_by(said: str, cells: Mapping[Key, str]) -> Group | None:
    """The group that a row begins, if it does."""
    border = BORDER.fullmatch(said)
    if border is None:
        return None
    return Group(
        name=cells.get(("name", ""), ""),
        children=(),
        labels=texts(cells, "label"),
        relevant=cells.get(("relevant", ""), ""),
        repeat=border[2].lower() != "group",
    )


def question_of(said: str, cells: Mapping[Key, str]) -> Question:
    """The question of a row."""
    select = SELECT.fullmatch(said)
    kind = SELECTS[select[1].lower()] if select else KINDS.get(said.lower(), said)

    def cell(name: str) -> str:
        return cells.get((name, ""), "")

    return Question(
        name=cell("name"),
        kind=kind,
        labels=texts(cells, "label"),
        hints=texts(cells, "hint"),
        choices=select[2] if select else "",
        required=is_yes(cell("required")),
        relevant=cell("relevant"),
        constraint=cell("constraint"),
        constraint_messages=texts(cells, "constraint_message"),
        calculation=cell("calculation"),
        area=cell("cordata::area"),
        voices=tuple(cell("cordata::voices").split()),
        levels=tuple(cell("cordata::levels").split()),
        core=is_yes(cell("cordata::core")),
        reversed=is_yes(cell("cordata::reversed")),
    )


def texts(cells: Mapping[Key, str], field_name: str) -> dict[str, str]:
    """A text in all its languages."""
    return {language: cell for (name, language), cell in cells.items() if name == field_name}
