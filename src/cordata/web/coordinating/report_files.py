"""A report as PDF, ODT, CSV and XLSX: the tables of ``tables.py``, and nothing of their own."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext as _

from cordata.cycles.models import Report
from cordata.cycles.queries.reports import figures_of, words_of_report
from cordata.kit.days import day
from cordata.kit.paper import blocks as paper
from cordata.kit.paper.odt import odt_of
from cordata.kit.pdf import make_pdf
from cordata.web.coordinating.tables import Table, tables_of

TEMPLATE = Path(__file__).with_name("report.typ")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would compute these
MOST_LETTERS = 31  # in the name of a sheet


@dataclass(frozen=True)
class Written:
    """A report in its own language, ready to be laid out."""

    language: str
    title: str
    about: list[str]
    opening: list[str]
    tables: list[Table]
    closing: list[str]


def written_report(report: Report) -> Written:
    """Its words and figures, as they were sent or as they stand now."""
    with translation.override(report.language):
        figures, words = figures_of(report), words_of_report(report)
        return Written(
            report.language,
            report.title,
            list(_about(report)),
            _paragraphs(words["opening"].body),
            tables_of(figures),
            _paragraphs(words["closing"].body),
        )


def _about(report: Report) -> Iterator[str]:
    cohort = report.cohort
    yield f"{cohort.country.name}, {cohort.programme.name}, {cohort.name}"
    days = {"start": day(report.starts_on), "end": day(report.ends_on)}
    yield _("From %(start)s to %(end)s") % days
    if report.sent_at:
        yield _("Sent on %(day)s. Fingerprint: %(digest)s") % {
            "day": day(report.sent_at),
            "digest": report.digest[:16],
        }
    yield _("Figures come from activities that schools told and goals that they stated.")


def _paragraphs(text: str) -> list[str]:
    return [one.strip() for one in text.replace("\r", "").split("\n\n") if one.strip()]


def as_pdf(report: Report) -> bytes:
    """Tagged for screen readers."""
    made = written_report(report)
    with translation.override(report.language):
        tables = [
            {
                "title": one.title,
                "header": one.header,
                "rows": [[row.name, *row.written] for row in one.rows],
            }
            for one in made.tables
        ]
    data = {
        "lang": made.language,
        "title": made.title,
        "about": made.about,
        "opening": made.opening,
        "tables": tables,
        "closing": made.closing,
    }
    return make_pdf(TEMPLATE, data)


def as_odt(report: Report) -> bytes:
    """For whoever goes on writing in it."""
    made = written_report(report)
    with translation.override(report.language):
        found: list[paper.Block] = [*_said([*made.about, *made.opening])]
        for one in made.tables:
            rows = [[row.name, *row.written] for row in one.rows]
            head = paper.Heading(2, paper.line(one.title))
            found += [head, paper.table(one.header, rows, figures=True)]
        found += _said(made.closing)
    return odt_of(paper.Paper(made.title, made.language, tuple(found)))


def _said(texts: list[str]) -> list[paper.Block]:
    """Every line stands as it was typed."""
    return [paper.Paragraph(paper.line(each)) for text in texts for each in text.split("\n")]


def as_csv(report: Report) -> bytes:
    """One figure a line: table, line, column, figure with a point."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    made = written_report(report)
    with translation.override(report.language):
        writer.writerow([_("Table"), _("Line"), _("Column"), _("Figure")])
    for table in made.tables:
        for row in table.rows:
            for column, cell in zip(table.header[1:], row.cells, strict=True):
                writer.writerow([table.title, _unarmed(row.name), column, cell])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(report: Report) -> bytes:
    """A sheet for each table; figures are numbers."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False}) as book:
        decimal = book.add_format({"num_format": "0.0"})
        for number, table in enumerate(written_report(report).tables, start=1):
            page = book.add_worksheet(_sheet_name(number, table.title))
            for column, name in enumerate(table.header):
                page.write_string(0, column, name)
            for at, row in enumerate(table.rows, start=1):
                page.write_string(at, 0, row.name)
                for column, cell in enumerate(row.cells, start=1):
                    page.write_number(
                        at, column, float(cell), decimal if isinstance(cell, Decimal) else None
                    )
            page.freeze_panes(1, 1)
            page.set_column(0, 0, 34)
            page.set_column(1, len(table.header) - 1, 16)
    return data.getvalue()


def _sheet_name(number: int, title: str) -> str:
    plain = "".join(" " if letter in "[]:*?/\\'" else letter for letter in title)
    return f"{number} {plain}"[:MOST_LETTERS].strip()


def _unarmed(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
