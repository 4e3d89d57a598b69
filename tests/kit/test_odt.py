"""OpenDocument text, opened again by a parser."""

import io

from odfdo import Document

from cordata.kit.odt import Part, make_odt

PARTS = [
    Part("text", "Prima riga <b>\nseconda"),
    Part("table", "Ore", ["Cluster", "Ore"], [["A: Valli", "1,5"], ["B: Monti", "2,0"]]),
]


def opened():
    return Document(io.BytesIO(make_odt("Relazione d’autunno", "it", PARTS)))


def test_what_people_typed_stands_as_they_typed_it():
    body = opened().body

    assert [one.inner_text for one in body.headers] == ["Relazione d’autunno", "Ore"]
    texts = [one.inner_text for one in body.get_paragraphs()]
    assert texts[:2] == ["Prima riga <b>", "seconda"]


def test_a_table_has_a_header_row_that_readers_announce():
    (table,) = opened().body.tables

    cells = [one.inner_text for one in table.get_paragraphs()]
    assert cells == ["Cluster", "Ore", "A: Valli", "1,5", "B: Monti", "2,0"]
    assert "table-header-rows" in table.serialize()


def test_it_says_its_title_and_its_language():
    document = opened()

    assert document.meta.title == "Relazione d’autunno"
    assert document.get_language() == "it"
