"""Czechia: generic names, two exports, places that may come but no pupils."""

import json

import pytest

from cordata.analysis.registers.gazetteer import Gazetteer
from cordata.analysis.registers.reading import find_layout, read_register
from cordata.analysis.registers.rows import Reason, WrongFile

HEADER = "Id. zařízení;Typ;Název zařízení;Obec;Ulice;Č.p.;Č.o.;PSČ;Platnost zařízení"
LINE = "2345678;B00;Základní škola;Písek;Husovo nábřeží;12;4;397 01;Platné"
PLACES = Gazetteer({}, {"39701": (49.31, 14.15)}, {})


def read(*lines, encoding="utf-8"):
    data = "\n".join([HEADER, *lines]).encode(encoding)
    return read_register(data, "CZ", find_layout(data, "CZ"), places=PLACES)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "utf-16"])
def test_every_usual_encoding_gives_the_same_names(encoding):
    (row,) = read(LINE, encoding=encoding).rows

    assert row.school_name == "Základní škola, Písek, Husovo nábřeží 12/4"


def test_a_name_of_its_own_stays_as_it_is():
    line = LINE.replace("Základní škola", "Základní škola T. G. Masaryka Písek")

    assert read(line).rows[0].school_name == "Základní škola T. G. Masaryka Písek"


def test_codes_have_nine_digits_and_the_postcode_places_the_school():
    (row,) = read(LINE).rows

    assert row.school_code == row.site_code == "002345678"
    assert (row.lat, row.lon, row.precision) == (49.31, 14.15, "postcode")
    assert row.levels == ("1", "2")
    assert row.pupils is None


def test_canteens_and_closed_facilities_are_no_schools():
    canteen = LINE.replace("B00", "L11").replace("2345678", "1")
    closed = LINE.replace("Platné", "Zrušené").replace("2345678", "2")

    reading = read(LINE, canteen, closed)

    assert (len(reading.rows), reading.skipped) == (1, 2)


def test_bad_lines_are_told_with_their_line_and_lose_no_other():
    nameless = LINE.replace("Základní škola", "Nezadáno").replace("2345678", "3")

    reading = read(nameless, "4;B00", LINE, LINE)

    assert [row.line for row in reading.rows] == [4]
    assert [(one.line, one.reason) for one in reading.problems] == [
        (2, Reason.MISSING_NAME),
        (3, Reason.SHORT_ROW),
        (5, Reason.DUPLICATE_CODE),
    ]


ENTITY = {
    "redIzo": 600012345,
    "uplnyNazev": "Základní škola a mateřská škola Lhota",
    "adresa": {"obec": "Lhota", "ulice": None, "cisloDomovni": 7, "psc": "397 01"},
    "skolyAZarizeni": [
        {"izo": 2345678, "druh": "B00"},
        {"izo": 2345679, "druh": "A00"},
        {"izo": 2345680, "druh": "L11"},
    ],
}


def test_the_json_of_legal_entities_gives_their_schools():
    data = json.dumps({"list": [ENTITY]}).encode()

    reading = read_register(data, "CZ", find_layout(data, "CZ"), places=PLACES)

    assert [(row.school_code, row.levels) for row in reading.rows] == [
        ("002345678", ("1", "2")),
        ("002345679", ("02",)),
    ]
    assert reading.rows[0].owner_code == "600012345"
    assert reading.rows[0].address == "7"
    assert reading.skipped == 1


@pytest.mark.parametrize("data", [b"{}", b'{"list": ', b'{"list": 3}'])
def test_another_json_is_refused_whole(data):
    with pytest.raises(WrongFile, match="not_the_czech_list"):
        read_register(data, "CZ", find_layout(data, "CZ"))
