"""What is taken along: a guideline in every format, its sheets, its sources, in one zip."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping

from django.utils import translation
from django.utils.translation import gettext as _

from cordata.guidance.queries.guidelines import Reading, sheets_of
from cordata.kit.bibliography.bibtex import write_bibtex
from cordata.kit.paper.blocks import Box, Paper, words_of
from cordata.kit.paper.docx import docx_of
from cordata.kit.paper.epub import epub_of
from cordata.kit.paper.html import html_page
from cordata.kit.paper.odt import odt_of
from cordata.kit.paper.pdf import pdf_of
from cordata.web.guidelines.paper import csl_of, paper_of

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same edition gives the same zip


def as_epub(paper: Paper) -> bytes:
    """With its own words around it in its language."""
    with translation.override(paper.language):
        summary = _(
            "All of it is text with headings, lists and tables; drawings are told in words."
        )
        return epub_of(paper, contents=_("Contents"), summary=summary)


def as_html(paper: Paper) -> bytes:
    """A page of its own."""
    return html_page(paper).encode()


FORMATS: Mapping[str, tuple[str, Callable[[Paper], bytes]]] = {
    "pdf": ("application/pdf", pdf_of),
    "odt": ("application/vnd.oasis.opendocument.text", odt_of),
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        docx_of,
    ),
    "epub": ("application/epub+zip", as_epub),
    "html": ("text/html; charset=utf-8", as_html),
}
TO_FILL_IN = ("odt", "docx")


def sheet_paper(paper: Paper, number: int) -> Paper | None:
    """A sheet to fill in as a paper of its own, counted from 1; None if there is none."""
    sheets = sheets_of(paper.blocks)
    if not 1 <= number <= len(sheets):
        return None
    sheet: Box = sheets[number - 1]
    return Paper(
        title=words_of(sheet.title),
        language=paper.language,
        blocks=sheet.blocks,
        about=(paper.title,),
        authors=paper.authors,
        address=paper.address,
        day=paper.day,
    )


def kit_of(reading: Reading) -> bytes:
    """The zip."""
    paper, csl = paper_of(reading), csl_of(reading)
    name = reading.edition.guideline.slug
    files = {f"{name}.{ending}": make(paper) for ending, (_kind, make) in FORMATS.items()}
    for number, _sheet in enumerate(sheets_of(paper.blocks), start=1):
        sheet = sheet_paper(paper, number)
        for ending in TO_FILL_IN if sheet else ():
            files[f"sheet-{number}.{ending}"] = FORMATS[ending][1](sheet)  # type: ignore[arg-type]  # there is a sheet where there are endings
    files["cite.bib"] = write_bibtex([csl]).encode()
    files["cite.json"] = json.dumps([csl], ensure_ascii=False, indent=2).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for each, data in files.items():
            about = zipfile.ZipInfo(f"{name}-v{reading.edition.name}/{each}", LONG_AGO)
            about.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(about, data)
    return out.getvalue()
