"""A paper as DOCX, for those whose office writes in it."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from cordata.kit.paper.blocks import (
    Block,
    Box,
    Heading,
    Items,
    Line,
    Paper,
    Paragraph,
    Picture,
    Table,
    line,
)
from cordata.kit.paper.drawing import png_of

LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
WIDE = Cm(15)
SMALL = Pt(9)


def docx_of(paper: Paper) -> bytes:
    """The bytes, with language, title, real lists and heads of tables that repeat."""
    document = docx.Document()
    document.core_properties.title = paper.title
    document.core_properties.author = "; ".join(paper.authors)
    document.core_properties.language = paper.language
    _speak(document, paper.language)
    document.add_heading(paper.title, 1)
    for words in filter(None, paper.about):
        _quiet(document, line(words))
    if paper.address:
        _quiet(document, line(paper.address, href=paper.address))
    _add(document, paper.blocks, 1)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _speak(document: Document, language: str) -> None:
    """The language that readers speak it in."""
    properties = document.styles["Normal"].element.get_or_add_rPr()
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    properties.append(spoken)


def _add(document: Document, blocks: Iterable[Block], below: int) -> None:
    for one in blocks:
        match one:
            case Heading():
                _say(document.add_heading("", min(one.level + below - 1, 6)), one.line)
            case Paragraph():
                if one.quiet:
                    _quiet(document, one.line)
                else:
                    _say(document.add_paragraph(), one.line)
            case Items():
                _list(document, one)
            case Table():
                _table(document, one)
            case Picture():
                _picture(document, one)
            case Box():
                _box(document, one, below)


def _box(document: Document, box: Box, below: int) -> None:
    deeper = below if box.kind == "quote" else below + 2
    if box.title:
        _say(document.add_heading("", min(below + 2, 6)), box.title)
    if box.label:
        _quiet(document, line(box.label))
    _add(document, box.blocks, deeper)


def _quiet(document: Document, spans: Line) -> None:
    paragraph = document.add_paragraph()
    _say(paragraph, spans)
    for run in paragraph.runs:
        run.font.size = SMALL


def _say(into: Any, spans: Line) -> None:
    for one in spans:
        if one.href.startswith(("http", "mailto:")):
            _link(into, one.href, one.words)
        else:
            run = into.add_run(one.words)
            run.bold, run.italic = one.strong or None, one.emphasis or None


def _link(into: Any, href: str, words: str) -> None:
    """Word keeps addresses beside the text, and python-docx writes no links by itself."""
    kept = into.part.relate_to(href, LINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), kept)
    run = into.add_run(words)
    run.underline = True
    link.append(run._r)
    into._p.append(link)


def _list(document: Document, items: Items) -> None:
    style = {"bullets": "List Bullet", "steps": "List Number", "checks": "List"}[items.kind]
    number = _begin_again(document) if items.kind == "steps" else None
    for one in items.items:
        paragraph = document.add_paragraph(style=style)
        if items.kind == "checks":
            paragraph.add_run("☐ ")
        _say(paragraph, one)
        if number is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_numId().val = number


def _begin_again(document: Document) -> int:
    """A new numbering, so that each list of steps begins with 1."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    kept = numbering.num_having_numId(style).abstractNumId.val
    number = numbering.add_num(kept)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def _table(document: Document, table: Table) -> None:
    if table.caption:
        _quiet(document, line(table.caption))
    made = document.add_table(rows=0, cols=len(table.header), style="Table Grid")
    _row(made, table.header, strong=True)
    head = made.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:tblHeader"))
    for cells in table.rows:
        _row(made, cells, ends=table.figures)
    document.add_paragraph()  # Word joins tables that touch


def _row(
    table: Any, cells: Sequence[Line], *, strong: bool = False, ends: bool = False
) -> None:
    for at, (cell, spans) in enumerate(zip(table.add_row().cells, cells, strict=True)):
        paragraph = cell.paragraphs[0]
        _say(paragraph, spans)
        for run in paragraph.runs if strong else ():
            run.bold = True
        if ends and at:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _picture(document: Document, picture: Picture) -> None:
    document.add_picture(io.BytesIO(png_of(picture.svg)), width=WIDE)
    drawn = document.inline_shapes[-1]._inline.docPr
    drawn.set("descr", picture.alt)
    if picture.caption:
        _quiet(document, line(picture.caption))
