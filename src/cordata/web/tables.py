"""Tables for spreadsheets: one way to write CSV."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

# A spreadsheet takes a cell that begins so for a formula, and runs it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_table(
    name: str, header: Sequence[str], lines: Iterable[Sequence[object]]
) -> HttpResponse:
    """A table as a file called ``name``."""
    response = HttpResponse(csv_bytes(header, lines), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def csv_bytes(header: Sequence[str], lines: Iterable[Sequence[object]]) -> bytes:
    """Commas between cells, a point in numbers, UTF-8 without a mark (docs/guide/research.md).

    Text that looks like a formula is made plain text.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([_plain(cell) for cell in line] for line in lines)
    return text.getvalue().encode()


def _plain(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
