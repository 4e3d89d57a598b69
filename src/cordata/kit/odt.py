"""Documents as OpenDocument text: headings, paragraphs, tables with a header row."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from odfdo import Cell, Document, Header, HeaderRows, Paragraph, Row, Style, Table

NUMBERS, HEADS = "Numbers", "Heads"


@dataclass(frozen=True)
class Part:
    """A paragraph ("text"), or a table below its heading ("table")."""

    kind: str
    words: str
    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


def make_odt(title: str, language: str, parts: Sequence[Part]) -> bytes:
    """The document as bytes. Data is never markup: it stands as people typed it."""
    document = Document("text")
    document.meta.title = title
    document.set_language(language)
    _add_styles(document)
    body = document.body
    body.clear()
    body.append(_heading(1, title))
    for number, part in enumerate(parts, start=1):
        if part.kind == "text":
            for line in part.words.split("\n"):
                body.append(Paragraph(line, style="Text_20_body"))
        else:
            body.append(_heading(2, part.words))
            body.append(_table(f"Table{number}", part))
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _heading(level: int, words: str) -> Header:
    heading = Header(level, words)
    heading.style = f"Heading_20_{level}"
    return heading


def _add_styles(document: Document) -> None:
    """Figures stand at the end of their cell; heads of columns are bold."""
    numbers = Style("paragraph", name=NUMBERS)
    numbers.set_properties({"fo:text-align": "end"}, area="paragraph")
    heads = Style("paragraph", name=HEADS, area="text", bold=True)
    for style in (numbers, heads):
        document.insert_style(style, automatic=True)


def _table(name: str, part: Part) -> Table:
    """The first row is marked as the header: readers announce it, printers repeat it."""
    table = Table(name)
    head = HeaderRows()
    head.append(_row(part.header, HEADS))
    table.append(head)
    for cells in part.rows:
        table.append(_row(cells, ""))
    return table


def _row(cells: Sequence[str], style: str) -> Row:
    row = Row()
    for at, words in enumerate(cells):
        cell = Cell()
        cell.append(Paragraph(words, style=style or (NUMBERS if at else None)))
        row.append(cell)
    return row
