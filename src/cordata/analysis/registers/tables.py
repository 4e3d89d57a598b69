"""From bytes to cells: encodings, delimiters, line ends, spreadsheets."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zipfile import BadZipFile

from cordata.analysis.registers.rows import WrongFile

XLSX = b"PK\x03\x04"
# After UTF-8 and UTF-16; cp1250 serves Czech, Croatian and Hungarian, cp1252 the West.
LEGACY = {"CZ": "cp1250", "HR": "cp1250", "HU": "cp1250"}
DELIMITERS = (";", ",", "\t", "|")
LARGEST_CELL = 1_000_000


@dataclass(frozen=True)
class Table:
    """A header and its lines; ``numbers`` are line numbers as an editor counts them."""

    header: tuple[str, ...]
    lines: list[list[str]]
    numbers: list[int]
    encoding: str
    delimiter: str

    def numbered(self) -> list[tuple[int, dict[str, str]]]:
        """Lines as dictionaries; a short line lacks its last columns."""
        return [
            (number, dict(zip(self.header, line, strict=False)))
            for number, line in zip(self.numbers, self.lines, strict=True)
        ]


def read_table(data: bytes, country: str = "") -> Table:
    """Read CSV or XLSX bytes.

    Raises WrongFile: empty, not text, no header, or a damaged spreadsheet.
    """
    if not data.strip():
        raise WrongFile("empty")
    if data.startswith(XLSX):
        return _spreadsheet(data)
    text, encoding = _decoded(data, country)
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # Flanders ends lines with CR alone
    first = text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    csv.field_size_limit(LARGEST_CELL)
    numbered = list(_numbered(csv.reader(io.StringIO(text), delimiter=delimiter)))
    lines = [line for _number, line in numbered]
    if not lines or first.count(delimiter) == 0:
        raise WrongFile("not_a_table", found=first[:80])
    header = tuple(cell.strip() for cell in lines[0])
    return Table(
        header, lines[1:], [number for number, _line in numbered[1:]], encoding, delimiter
    )


def _numbered(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Lines that are not empty, with the number of the line they begin on."""
    begins = 1
    for line in reader:
        if any(line):
            yield begins, line
        begins = reader.line_num + 1


def _decoded(data: bytes, country: str) -> tuple[str, str]:
    if b"\x00" in data[:4000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise WrongFile("not_text")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16"), "utf-16"
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        legacy = LEGACY.get(country, "cp1252")
        return data.decode(legacy, errors="replace"), legacy


def _spreadsheet(data: bytes) -> Table:
    from openpyxl import load_workbook  # slow to load: most registers are no workbooks
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise WrongFile("damaged_spreadsheet") from error
    sheet = book.worksheets[0]
    rows = [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    numbered = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
    if not numbered:
        raise WrongFile("empty")
    (_first, header), *rest = numbered
    numbers, lines = [number for number, _row in rest], [row for _number, row in rest]
    return Table(tuple(cell.strip() for cell in header), lines, numbers, "xlsx", "")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
