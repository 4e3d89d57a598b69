"""From bytes to cells: encodings, delimiters, line ends, spreadsheets."""

import csv
import io
from dataclasses import dataclass
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from cordata.analysis.registers.rows import WrongFile

XLSX = b"PK\x03\x04"
# Tried in this order; cp1250 serves Czech, Croatian and Hungarian, cp1252 the West.
ENCODINGS = ("utf-8-sig", "utf-16")
LEGACY = {"CZ": "cp1250", "HR": "cp1250", "HU": "cp1250"}
DELIMITERS = (";", ",", "\t", "|")
LARGEST_CELL = 1_000_000


@dataclass(frozen=True)
class Table:
    """A header and its lines; ``numbers`` are line numbers as an editor counts them."""

    header: tuple[str, ...]
    lines: list[list[str]]
    encoding: str
    delimiter: str

    def numbered(self) -> list[tuple[int, dict[str, str]]]:
        """Lines as dictionaries; a short line lacks its last columns."""
        return [
            (number, dict(zip(self.header, line, strict=False)))
            for number, line in enumerate(self.lines, 2)
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
    lines = [line for line in csv.reader(io.StringIO(text), delimiter=delimiter) if any(line)]
    if not lines or first.count(delimiter) == 0:
        raise WrongFile("not_a_table", found=first[:80])
    header = tuple(cell.strip() for cell in lines[0])
    return Table(header, lines[1:], encoding, delimiter)


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
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise WrongFile("damaged_spreadsheet") from error
    sheet = book.worksheets[0]
    rows = [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    rows = [row for row in rows if any(row)]
    if not rows:
        raise WrongFile("empty")
    return Table(tuple(cell.strip() for cell in rows[0]), rows[1:], "xlsx", "")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
