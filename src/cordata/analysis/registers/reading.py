"""Read a register file whole: every good row, and every bad one with its reason."""

from collections.abc import Mapping
from dataclasses import replace

from cordata.analysis.registers import (
    croatia,
    czechia,
    flanders,
    hungary,
    italy,
    plain,
    portugal,
)
from cordata.analysis.registers.cells import Cells
from cordata.analysis.registers.gazetteer import Gazetteer
from cordata.analysis.registers.layouts import Layout
from cordata.analysis.registers.rows import (
    LOSES_LINE,
    Problem,
    Reading,
    Reason,
    RegisterRow,
    WrongFile,
)
from cordata.analysis.registers.tables import read_table

LAYOUTS: dict[str, Layout] = {
    layout.name: layout
    for layout in (
        italy.STATE,
        italy.PRIVATE,
        flanders.SITES,
        czechia.FACILITIES,
        czechia.JSON,
        hungary.SITES,
        croatia.LIST,
        portugal.CARRIS,
    )
}


def find_layout(data: bytes, country: str) -> str:
    """The name of the official layout that fits, or "plain".

    Raises WrongFile if the bytes are no table at all.
    """
    if _is_json(data):
        return czechia.JSON.name
    header = read_table(data, country).header
    for layout in LAYOUTS.values():
        if layout.country == country and layout.fits(header):
            return layout.name
    return "plain"


def header_and_samples(data: bytes, country: str) -> tuple[tuple[str, ...], list[list[str]]]:
    """The header and the first three lines, for choosing columns by eye."""
    table = read_table(data, country)
    return table.header, table.lines[:3]


def read_register(
    data: bytes,
    country: str,
    layout: str,
    mapping: Mapping[str, str] | None = None,
    places: Gazetteer | None = None,
) -> Reading:
    """Read ``data`` in the named layout ("plain" needs a ``mapping``).

    Rows without a position get that of their municipality or postcode, where ``places``
    knows it. A bad line never loses the others.

    Raises WrongFile: no table, or a needed column is missing.
    """
    shape = LAYOUTS.get(layout) or plain.plain_layout(country, mapping or {})
    if layout == czechia.JSON.name:
        header, lines = czechia.table_of_json(data)
    else:
        table = read_table(data, country)
        header, lines = table.header, table.numbered()
    missing = [column for column in shape.needed if column not in header]
    if missing:
        raise WrongFile(
            "missing_columns", missing=", ".join(missing), found=", ".join(header)[:500]
        )
    if not lines:
        raise WrongFile("no_lines")
    return _read(shape, header, lines, places)


def _is_json(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{"


def _read(
    shape: Layout,
    header: tuple[str, ...],
    lines: list[tuple[int, dict[str, str]]],
    places: Gazetteer | None,
) -> Reading:
    rows: list[RegisterRow] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    skipped = 0
    for number, line in lines:
        cells = Cells(number, line)
        if len(line) < len(header) / 2:
            problems.append(Problem(number, header[len(line)], "", Reason.SHORT_ROW))
            continue
        row = shape.row(cells)
        if row is None:
            skipped += 1
            continue
        if row.site_code and row.site_code in seen:
            cells.note(shape.needed[0], Reason.DUPLICATE_CODE)
        problems.extend(cells.problems)
        if any(problem.reason in LOSES_LINE for problem in cells.problems):
            continue
        seen.add(row.site_code)
        rows.append(_placed(row, places))
    return Reading(tuple(rows), tuple(problems), len(lines), skipped)


def _placed(row: RegisterRow, places: Gazetteer | None) -> RegisterRow:
    if row.lat is not None or places is None:
        return row
    found = places.find(row.municipality_code, row.postcode, row.municipality)
    if found is None:
        return row
    lat, lon, precision = found
    return replace(row, lat=lat, lon=lon, precision=precision)
