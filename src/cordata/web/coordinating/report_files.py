"""A report as PDF, ODT, CSV and XLSX: the tables of ``tables.py``, and nothing of their own."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cordata.cycles.models import Report
from cordata.cycles.queries.reported import said_in
from cordata.cycles.queries.reports import figures_of, words_of_report
from cordata.kit.days import day
from cordata.kit.paper import blocks as paper
from cordata.kit.paper.odt import odt_of
from cordata.kit.pdf import make_pdf
from cordata.networks.queries.words import word_for
from cordata.surveys.queries.asked import asked_in
from cordata.web.coordinating.said import Said, said_of
from cordata.web.coordinating.tables import Table, tables_of
from cordata.web.tables import csv_bytes

TEMPLATE = Path(__file__).with_name("report.typ")
MOST_LETTERS = 31  # in the name of a sheet


@dataclass(frozen=True)
class Written:
    """A report in its own language, ready to be laid out."""

    language: str
    title: str
    about: list[str]
    opening: list[str]
    tables: list[Table]
    said: list[Said]
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
            tables_of(figures, asked_in(report)),
            said_of(said_in(report)),
            _paragraphs(words["closing"].body),
        )


def name_of(report: Report) -> str:
    """For a file among many: country, what it calls a cluster, year, term or title."""
    cohort, spoken = report.cohort, report.language
    with translation.override(spoken):
        term = report.get_term_display() if report.term else ""
        cluster = word_for(cohort.country, "cluster", spoken, many=True)
        parts = [cohort.country_id, cluster, cohort.name, str(term), report.title]
    return "-".join(filter(None, (slugify(one.replace("/", " ")) for one in parts)))


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
        "heard": _heard(made),
        "said": [
            {"title": one.title, "lang": one.language or made.language, "answers": one.answers}
            for one in made.said
        ],
        "closing": made.closing,
    }
    return make_pdf(TEMPLATE, data)


def as_odt(report: Report) -> bytes:
    """For whoever goes on writing in it."""
    made = written_report(report)
    with translation.override(report.language):
        found: list[paper.Block] = [*_lines([*made.about, *made.opening])]
        for one in made.tables:
            rows = [[row.name, *row.written] for row in one.rows]
            head = paper.Heading(2, paper.line(one.title))
            found += [head, paper.table(one.header, rows, figures=True)]
        if made.said:
            found.append(paper.Heading(2, paper.line(_heard(made))))
        for said in made.said:
            found += _answers(said)
        found += _lines(made.closing)
    return odt_of(paper.Paper(made.title, made.language, tuple(found)))


def _heard(made: Written) -> str:
    """Above what clusters say."""
    with translation.override(made.language):
        return _("What the clusters say")


def _answers(said: Said) -> Iterator[paper.Block]:
    """The questions in the language of the report, the answers in that of the cluster."""
    yield paper.Heading(3, paper.line(said.title))
    for question, words in said.answers:
        yield paper.Paragraph(paper.line(question, strong=True))
        yield from _lines([words], said.language)


def _lines(texts: list[str], language: str = "") -> list[paper.Block]:
    """Every line stands as it was typed."""
    return [
        paper.Paragraph(paper.line(each), language=language)
        for text in texts
        for each in text.splitlines()
    ]


def as_csv(report: Report) -> bytes:
    """One figure a line: table, line, column, figure."""
    made = written_report(report)
    with translation.override(report.language):
        header = [_("Table"), _("Line"), _("Column"), _("Figure")]
    return csv_bytes(
        header,
        (
            [table.title, row.name, column, "" if cell is None else cell]
            for table in made.tables
            for row in table.rows
            for column, cell in zip(table.header[1:], row.cells, strict=True)
        ),
    )


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
                    if cell is not None:
                        kind = decimal if isinstance(cell, Decimal) else None
                        page.write_number(at, column, float(cell), kind)
            page.freeze_panes(1, 1)
            page.set_column(0, 0, 34)
            page.set_column(1, len(table.header) - 1, 16)
    return data.getvalue()


def _sheet_name(number: int, title: str) -> str:
    plain = "".join(" " if letter in "[]:*?/\\'" else letter for letter in title)
    return f"{number} {plain}"[:MOST_LETTERS].strip()
