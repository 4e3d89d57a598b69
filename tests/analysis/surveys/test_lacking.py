"""What a school lacks, counted as the lowest point: the rerun of research."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.surveys.codes import REASONS
from cordata.analysis.surveys.lacking import as_lowest
from cordata.analysis.surveys.persons import person_scores
from cordata.analysis.surveys.scales import Scale

SCALE = Scale("C", (0, 1, 2), (False, True, False), 5)
CODES = st.sampled_from([*range(1, 6), *REASONS])


def test_it_is_one_and_of_a_reversed_item_the_highest_point():
    answers = np.array([[-9, -9, 5, -9], [3, 2, -8, 1]], dtype=np.int8)

    found = as_lowest([SCALE], answers)

    assert found.tolist() == [[1, 5, 5, -9], [3, 2, -8, 1]]
    assert answers[0, 0] == -9
    assert person_scores(SCALE, found)[0] == (1 + 1 + 5) / 3


@given(st.lists(st.tuples(CODES, CODES, CODES), min_size=1, max_size=8))
def test_nobody_who_had_a_score_gets_a_higher_one(rows):
    answers = np.array(rows, dtype=np.int8)
    before, after = (
        person_scores(SCALE, one) for one in (answers, as_lowest([SCALE], answers))
    )

    had = np.isfinite(before)
    assert (after[had] <= before[had] + 1e-12).all()
    same = (answers != -9).all(axis=1)
    assert np.array_equal(before[same], after[same], equal_nan=True)
