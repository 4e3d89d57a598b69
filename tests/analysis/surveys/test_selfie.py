"""Area means of SELFIE: read from a table, every bad cell said with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.registers.rows import WrongFile
from cordata.analysis.surveys.selfie import AreaMean, BadCell, read_means

HEAD = "area;voice;n;mean\n"


def test_a_table_is_read_with_comma_or_point_and_long_names():
    table = HEAD + "A;leaders;3;3,67\nB. Collaboration;Teachers;23;2.5\nH;Pupils;88;4\n"

    found = read_means(table.encode())

    assert found.rows == (
        AreaMean("A", "leaders", 3, 3.67),
        AreaMean("B", "teachers", 23, 2.5),
        AreaMean("H", "students", 88, 4.0),
    )
    assert found.bad == ()


def test_other_columns_and_their_order_do_not_matter():
    table = "mean,level,voice,area,n\n3.4,lower,students,C,40\n"

    assert read_means(table.encode()).rows == (AreaMean("C", "students", 40, 3.4),)


@pytest.mark.parametrize(
    ("line", "bad"),
    [
        ("I;teachers;5;3", ("area", "bad_area", "I")),
        ("Aa;teachers;5;3", ("area", "bad_area", "Aa")),
        ("A;parents;5;3", ("voice", "bad_voice", "parents")),
        ("A;teachers;0;3", ("n", "bad_n", "0")),
        ("A;teachers;5.5;3", ("n", "bad_n", "5.5")),
        ("A;teachers;999999999;3", ("n", "bad_n", "999999999")),
        ("A;teachers;5;5.1", ("mean", "bad_mean", "5.1")),
        ("A;teachers;5;0,9", ("mean", "bad_mean", "0,9")),
        ("A;teachers;5;nan", ("mean", "bad_mean", "nan")),
        ("A;teachers;5;", ("mean", "bad_mean", "")),
    ],
)
def test_a_bad_cell_is_said_with_its_line_and_column(line, bad):
    found = read_means(f"{HEAD}B;teachers;5;3\n{line}\n".encode())

    assert found.bad == (BadCell(3, *bad),)
    assert len(found.rows) == 1


def test_an_area_told_twice_by_one_voice_is_bad():
    found = read_means(f"{HEAD}A;teachers;5;3\nA;teachers;6;3\n".encode())

    assert found.bad == (BadCell(3, "area", "twice", "A, teachers"),)


@pytest.mark.parametrize("data", [b"", b"area;voice;mean\nA;teachers;3\n", b"hello"])
def test_what_is_no_such_table_is_refused(data):
    with pytest.raises(WrongFile):
        read_means(data)


@given(
    st.lists(st.lists(st.text(alphabet='AH4.,;"leadrs\n9', max_size=8), min_size=4, max_size=4))
)
def test_no_table_makes_the_reader_fall(lines):
    table = HEAD + "\n".join(";".join(line) for line in lines)

    found = read_means(table.encode())

    assert all(1 <= row.mean <= 5 and row.n >= 1 for row in found.rows)
