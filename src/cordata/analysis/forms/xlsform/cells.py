"""Workbooks as plain sheets of text, in and out."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zipfile import BadZipFile, ZipFile

from cordata.analysis.forms.xlsform.problems import Problem, WrongForm

LARGEST_FILE = 5_000_000
LARGEST_UNPACKED = 60_000_000  # a small archive can hold an endless file
MOST_ROWS, MOST_COLUMNS = 5000, 200

type Row = dict[str, str]  # by column; empty cells are left out


@dataclass(frozen=True)
class Sheet:
    """A header and its rows, each with its number as a spreadsheet counts."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, Row], ...]


EMPTY = Sheet((), ())


def read_workbook(data: bytes) -> dict[str, Sheet]:
    """Every sheet by its name in small letters. Raises WrongForm."""
    from openpyxl import load_workbook  # slow to load: few requests read a workbook
    from openpyxl.utils.exceptions import InvalidFileException

    if len(data) > LARGEST_FILE:
        raise WrongForm(Problem("too_large"))
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(one.file_size for one in archive.infolist())
        if unpacked > LARGEST_UNPACKED:
            raise WrongForm(Problem("too_large"))
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return {page.title.strip().lower(): _sheet(page) for page in book.worksheets}
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise WrongForm(Problem("not_a_workbook")) from error


def write_workbook(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """A workbook of text cells; nothing is a formula or a number."""
    import xlsxwriter

    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for name, lines in sheets.items():
            page = book.add_worksheet(name)
            page.freeze_panes(1, 0)
            for at, line in enumerate(lines):
                for column, cell in enumerate(line):
                    if cell:
                        page.write_string(at, column, cell, wrapped if at else bold)
            for column, title in enumerate(lines[0] if lines else ()):
                page.set_column(
                    column, column, 40 if "label" in title or "hint" in title else 16
                )
    return data.getvalue()


def _sheet(page: Any) -> Sheet:
    lines = page.iter_rows(values_only=True, max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS)
    header = [_text(cell) for cell in next(lines, ())]
    _refuse_twins(page.title, header)
    rows = []
    for number, line in enumerate(lines, 2):
        if number > MOST_ROWS + 1:
            raise WrongForm(Problem("too_large", page.title, number))
        cells = zip(header, map(_text, line), strict=False)
        row = {name: cell for name, cell in cells if name and cell}
        if row:
            rows.append((number, row))
    return Sheet(tuple(name for name in header if name), tuple(rows))


def _refuse_twins(title: str, header: Sequence[str]) -> None:
    named = [name for name in header if name]
    twins = [name for name in named if named.count(name) > 1]
    if twins:
        raise WrongForm(Problem("column_twice", title, 1, twins[0]))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\xa0", " ").strip()
