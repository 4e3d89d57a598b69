"""OpenDocument text, opened again by a parser."""

import io

from odfdo import Document, Frame

from cordata.kit.paper.blocks import Heading, Paper, Paragraph, line, table
from cordata.kit.paper.odt import odt_of
from tests.kit.paper.one import PAPER

REPORT = Paper(
    "Relazione d’autunno",
    "it",
    (
        Paragraph(line("Prima riga <b>")),
        Heading(2, line("Ore")),
        table(["Cluster", "Ore"], [["A: Valli", "1,5"], ["B: Monti", "2,0"]], figures=True),
    ),
)


def opened(paper):
    return Document(io.BytesIO(odt_of(paper)))


def test_what_people_typed_stands_as_they_typed_it():
    body = opened(REPORT).body

    assert [one.inner_text for one in body.headers] == ["Relazione d’autunno", "Ore"]
    assert body.get_paragraphs()[0].inner_text == "Prima riga <b>"


def test_a_table_has_a_header_row_that_readers_announce():
    (found,) = opened(REPORT).body.tables

    cells = [one.inner_text for one in found.get_paragraphs()]
    assert cells == ["Cluster", "Ore", "A: Valli", "1,5", "B: Monti", "2,0"]
    assert "table-header-rows" in found.serialize()
    assert [one.style for one in found.get_paragraphs()][-1] == "Numbers"


def test_it_says_its_title_its_authors_and_its_language():
    document = opened(PAPER)

    assert document.meta.title == "How we visit & what for"
    assert document.meta.creator == "Paola Serra; Ana Kovač"
    assert document.get_language() == "it"


def test_lists_are_lists_links_are_links_and_drawings_have_words():
    body = opened(PAPER).body

    styles = [one.style for one in body.get_lists()]
    assert styles == ["List_20_1", "Numbering_20_1", "Ticks", "Numbering_20_1"]
    assert [one.url for one in body.get_links()][-1] == "https://example.org/a?b=1&c=2"
    (frame,) = (one for one in body.get_frames() if isinstance(one, Frame))
    assert frame.svg_description == "25 more of 100 goals, from 15 to 35"
