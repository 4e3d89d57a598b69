"""A table of what schools a place has: read as spreadsheets write it, every fault with its line."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.advice.places import HEADER, VALUES, Problem, read_place, write_place

GOOD = "dimension,value,schools\nlevel,1,1200\nsize,small,300\n\nlanguage,pt,1500\n"


def test_a_table_is_read_whatever_parts_its_cells():
    expected = {"level": {"1": 1200.0}, "size": {"small": 300.0}, "language": {"pt": 1500.0}}
    for text in (GOOD, GOOD.replace(",", ";"), GOOD.replace(",", "\t"), f"\ufeff{GOOD}"):
        assert read_place(text) == (expected, [])
    assert read_place(GOOD.replace("level", " Level "))[0] == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", Problem(1, "header")),
        ("level,1,2", Problem(1, "header")),
        ("dimension,value,schools\n", Problem(1, "empty")),
        ("dimension,value,schools\ncolour,1,2", Problem(2, "dimension", "colour")),
        ("dimension,value,schools\nsize,huge,2", Problem(2, "value", "huge")),
        ("dimension,value,schools\nlanguage,portuguese,2", Problem(2, "value", "portuguese")),
        ("dimension,value,schools\nsize,small,some", Problem(2, "number", "some")),
        ("dimension,value,schools\nsize,small,-3", Problem(2, "number", "-3")),
        ("dimension,value,schools\nsize,small", Problem(2, "number", "")),
        ("dimension,value,schools\nsize,small,1\nsize,small,2", Problem(3, "twice", "small")),
        ("dimension,value,schools\n" + "size,small,1\n" * 300, Problem(301, "long")),
    ],
)
def test_a_fault_is_told_with_its_line(text, problem):
    assert read_place(text)[1] == [problem]


@given(st.dictionaries(st.sampled_from(tuple(VALUES)), st.integers(0, 10**6), min_size=1))
def test_what_is_written_is_read_again(numbers):
    place = {one: {VALUES[one][0]: float(number)} for one, number in numbers.items()}
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(HEADER)
    rows.writerows([*row[:2], int(row[2])] for row in write_place(place))

    assert read_place(out.getvalue()) == (place, [])
