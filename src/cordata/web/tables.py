"""Tables for spreadsheets: one way to answer with CSV."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

# A spreadsheet takes a cell that begins so for a formula, and runs it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_table(
    name: str, header: Sequence[str], lines: Iterable[Sequence[object]]
) -> HttpResponse:
    """A table as a file called ``name``; text that looks like a formula is made plain text."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow(header)
    writer.writerows([_plain(cell) for cell in line] for line in lines)
    return response


def _plain(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
