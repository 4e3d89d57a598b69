"""Hungary: a spreadsheet of places; the OM code is the school."""

import io

from openpyxl import Workbook

from cordata.analysis.registers.gazetteer import Gazetteer
from cordata.analysis.registers.reading import find_layout, read_register
from cordata.analysis.registers.rows import Reason

PLACE = "A feladatellátási hely"
HEADER = [
    "OM azonosító", "Intézmény megnevezése", f"{PLACE} sorszáma", f"{PLACE} megnevezése",
    f"{PLACE} irányítószáma", f"{PLACE} települése", f"{PLACE} pontos címe",
    f"{PLACE} vármegyéje",
]  # fmt: skip
HEAD = [27123.0, "Próba Általános Iskola", 1, "Próba Általános Iskola", 1037,
        "Budapest III. kerület", "Kő utca 1.", "Budapest"]  # fmt: skip
OTHER = [27123.0, "Próba Általános Iskola", 2, "Próba Óvoda", 9022, "Győr", "Fő tér 2.",
         "Győr-Moson-Sopron"]  # fmt: skip
PLACES = Gazetteer({}, {"9022": (47.69, 17.63)}, {})


def spreadsheet(*rows):
    book = Workbook()
    for row in (HEADER, *rows):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(*rows):
    data = spreadsheet(*rows)
    return read_register(data, "HU", find_layout(data, "HU"), places=PLACES)


def test_numbers_of_a_spreadsheet_are_codes_with_their_zeros():
    head, other = read(HEAD, OTHER).rows

    assert (head.school_code, head.site_code, head.is_main) == ("027123", "027123-001", True)
    assert (other.site_code, other.is_main) == ("027123-002", False)
    assert other.postcode == "9022"


def test_levels_follow_the_names_of_school_and_place():
    head, other = read(HEAD, OTHER).rows

    assert head.levels == ("1", "2")
    assert other.levels == ("02", "1", "2")


def test_a_district_of_budapest_is_its_own_town_and_the_rest_lies_by_postcode():
    head, other = read(HEAD, OTHER).rows

    assert head.municipality == "Budapest III. kerület"
    assert head.lat is None
    assert (other.lat, other.lon, other.precision) == (47.69, 17.63, "postcode")


def test_line_numbers_are_those_of_the_spreadsheet_also_after_an_empty_row():
    reading = read(HEAD, [None] * 8, ["", *OTHER[1:]])

    assert [(one.line, one.column, one.reason) for one in reading.problems] == [
        (4, "OM azonosító", Reason.MISSING_CODE)
    ]
