"""How far a wave can be trusted: against the functions of analysis on the same rows."""

import numpy as np
import pytest

from cordata.analysis.surveys.scales import Item, scales_of
from cordata.surveys.queries.quality import quality_of
from cordata.surveys.queries.table import VOICES, Table

TEACHERS = VOICES.index("teachers")


def table(rows, schools, asked=3):
    items = tuple(Item(f"A{n}", "A") for n in range(asked))
    codes = np.array(rows, dtype=np.int8)
    return Table(items, codes, np.array(schools), np.full(len(rows), TEACHERS, dtype=np.int64))


def test_two_schools_that_agree_within_and_differ_between():
    # Every person gives one answer to all three items: they measure one thing.
    rows = [[2, 2, 2]] * 10 + [[1, 1, 1]] * 6 + [[5, 5, 5]] * 10 + [[4, 4, 4]] * 6
    found = table(rows, [0] * 16 + [1] * 16)

    (one,) = quality_of(found, scales_of(found.items))

    assert (one.area, one.voice, one.items) == ("A", "teachers", 3)
    assert one.alpha.estimate == pytest.approx(1.0)
    assert one.icc1 > 0.9
    assert one.median > 0.9
    assert one.shared == "shared"


def test_items_of_another_voice_are_left_out_of_a_scale():
    rows = [[n % 5 + 1, n % 4 + 1, -1] for n in range(40)]
    found = table(rows, [n % 2 for n in range(40)])

    (one,) = quality_of(found, scales_of(found.items))

    assert one.items == 2


def test_too_few_people_or_one_school_tell_nothing():
    few = table([[1, 2, 3]] * 29, [0] * 14 + [1] * 15)
    one_school = table([[1, 2, 3]] * 40, [0] * 40)

    assert quality_of(few, scales_of(few.items)) == []
    assert quality_of(one_school, scales_of(one_school.items)) == []
