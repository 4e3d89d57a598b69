"""From bytes to cells: what files of offices are like."""

import pytest

from cordata.analysis.registers.plain import guess_mapping
from cordata.analysis.registers.reading import read_register
from cordata.analysis.registers.rows import Reason, WrongFile
from cordata.analysis.registers.tables import read_table


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_line_ends_and_delimiters_are_found_out(end, delimiter):
    text = end.join(delimiter.join(line) for line in (("a", "b"), ("1", "2"), ("3", "4")))

    table = read_table(text.encode())

    assert (table.header, table.lines) == (("a", "b"), [["1", "2"], ["3", "4"]])
    assert table.delimiter == delimiter


def test_line_numbers_are_an_editor_s_whatever_stands_between():
    table = read_table(b'code,name\n1,"two\nlines"\n\n\n2,b\n')

    assert table.numbers == [2, 6]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not_text"),
        (b"PK\x03\x04 but no spreadsheet", "damaged_spreadsheet"),
        (b"one column\nonly", "not_a_table"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(data, code):
    with pytest.raises(WrongFile) as wrong:
        read_table(data)

    assert wrong.value.code == code


def test_a_header_alone_is_refused():
    with pytest.raises(WrongFile, match="no_lines"):
        read_register(
            b"code,name\n", "IT", "plain", {"school_code": "code", "school_name": "name"}
        )


def test_a_plain_table_in_another_language_is_understood_from_its_header():
    assert guess_mapping(("Kód", "Název", "Obec", "Žáků", "Poznámka")) == {
        "school_code": "Kód",
        "school_name": "Název",
        "municipality": "Obec",
        "pupils": "Žáků",
    }


def test_each_bad_cell_is_told_and_only_needed_ones_lose_the_line():
    data = b"code,name,alunni,lat,lon\n1,Uno,many,45.1,7.1\n,Due,1,,\n3,Tre,12,99,7\n"
    mapping = guess_mapping(("code", "name", "alunni", "lat", "lon"))

    reading = read_register(data, "IT", "plain", mapping)

    assert [row.school_code for row in reading.rows] == ["1", "3"]
    assert [(one.line, one.column, one.value, one.reason) for one in reading.problems] == [
        (2, "alunni", "many", Reason.BAD_NUMBER),
        (3, "code", "", Reason.MISSING_CODE),
        (4, "lat", "99", Reason.BAD_COORDINATE),
    ]
    assert reading.rows[0].pupils is None
