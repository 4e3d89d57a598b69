"""From a form to a workbook that ODK, KoboToolbox, Enketo and we read."""

from collections.abc import Mapping
from typing import Any

from cordata.analysis.forms.definition import Choice, Form, Group, Node, Question
from cordata.analysis.forms.xlsform.cells import Row, write_workbook
from cordata.analysis.forms.xlsform.columns import Key, header_of, in_order, keys_of
from cordata.analysis.forms.xlsform.kept import AREAS, usual_header
from cordata.analysis.forms.xlsform.rows import END, by_header, cells_of, end_of
from cordata.analysis.forms.xlsform.settings import written_settings


def write_xlsform(form: Form) -> bytes:
    """The workbook; what was kept on reading stands where it stood."""
    default = form.languages[0] if form.languages else "en"
    survey, choices = _header(form, "survey"), _header(form, "choices")
    rows = _rows(form.children, keys_of(survey, default))
    columns = keys_of(choices, default)
    options = [
        _row(choice, {("list_name", ""): name}, columns)
        for name, listed in form.choices.items()
        for choice in listed
    ]
    settings = written_settings(form.titles, form.intro, form.languages, form.settings)
    sheets = {"survey": _table(survey, rows)}
    if options:
        sheets["choices"] = _table(choices, options)
    if settings:
        sheets["settings"] = _table(tuple(settings), [settings])
    if form.areas:
        sheets[AREAS] = _areas(form)
    return write_workbook({**sheets, **form.settings.get("sheets", {})})


def _header(form: Form, sheet: str) -> tuple[str, ...]:
    """The columns as they came, then what has been added since."""
    default = form.languages[0] if form.languages else "en"
    came = tuple(form.settings.get("columns", {}).get(sheet, ()))
    known = keys_of(came, default)
    new = [
        name
        for name in usual_header(form, sheet)
        if name not in came and not set(keys_of([name], default)) & set(known)
    ]
    return (*came, *new)


def _rows(nodes: tuple[Node, ...], columns: dict[Key, str]) -> list[Row]:
    rows: list[Row] = []
    for node in nodes:
        rows.append(_row(node, {}, columns))
        if isinstance(node, Group):
            rows += _rows(node.children, columns)
            end = {(name, ""): cell for name, cell in end_of(node).items()}
            rows.append(by_header(end, columns) | node.extra.get(END, {}))
    return rows


def _row(
    node: Question | Group | Choice, more: Mapping[Key, str], columns: dict[Key, str]
) -> Row:
    kept: dict[str, Any] = {name: cell for name, cell in node.extra.items() if name != END}
    return by_header({**more, **cells_of(node)}, columns) | kept


def _table(header: tuple[str, ...], rows: list[Row]) -> list[list[str]]:
    return [list(header), *([row.get(name, "") for name in header] for row in rows)]


def _areas(form: Form) -> list[list[str]]:
    keys = in_order(
        {("label", one) for text in form.areas.values() for one in text}, form.languages
    )
    lines = [
        [code, *(text.get(key[1], "") for key in keys)] for code, text in form.areas.items()
    ]
    return [["code", *(header_of(key) for key in keys)], *lines]
