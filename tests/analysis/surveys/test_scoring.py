"""School scores: exact, the same in any order, the same for one school and for all."""

from statistics import fmean, variance
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.surveys import scoring
from cordata.analysis.surveys.persons import person_scores
from cordata.analysis.surveys.scales import Scale
from cordata.analysis.surveys.scoring import score_schools
from cordata.analysis.surveys.shares import agreeing, point_counts, point_shares
from tests.analysis.surveys.answers import PAIR, TWO_SCALES, people, table


def one_school(answers, scales=TWO_SCALES):
    """All answers are of one voice of one school."""
    zero = np.zeros(len(answers), dtype=np.int64)
    return score_schools(scales, answers, zero, zero, schools=1, voices=1)


def test_two_teachers_by_hand():
    # First: (4 + 4 + (6 - 4)) / 3 = 10/3. Second: two of three answered, (5 + 4) / 2 = 9/2.
    # Mean (10/3 + 9/2) / 2 = 47/12; variance (9/2 - 10/3)^2 / 2 = (7/6)^2 / 2 = 49/72.
    scores = one_school(table([4, 4, 4], [5, 4, -9]), (PAIR,))

    assert scores.n.tolist() == [[[2]]]
    assert scores.mean.item() == 47 / 12
    assert scores.variance.item() == 49 / 72
    assert scores.counts[0, 0, 2].tolist() == [0, 0, 0, 1, 0, 1, 0, 0, 0]


def test_nobody_and_one_person():
    nobody = one_school(np.zeros((0, 7), dtype=np.int8))
    one = one_school(table([1, 1, 5, 5, 5, 5, 5]))

    assert nobody.n.tolist() == [[[0, 0]]]
    assert np.isnan(nobody.mean).all()
    assert one.mean.tolist() == [[[1.0, 5.0]]]
    assert np.isnan(one.variance).all()


@given(people(7), st.data())
def test_scores_are_those_of_each_school_and_voice_alone(answers, data):
    rows = len(answers)
    school = np.array(data.draw(st.lists(st.integers(0, 2), min_size=rows, max_size=rows)), int)
    voice = np.array(data.draw(st.lists(st.integers(0, 1), min_size=rows, max_size=rows)), int)

    together = score_schools(TWO_SCALES, answers, school, voice, schools=3, voices=2)

    for s in range(3):
        for v in range(2):
            alone = answers[(school == s) & (voice == v)]
            assert together.respondents[s, v] == len(alone)
            for a, scale in enumerate(TWO_SCALES):
                found = person_scores(scale, alone)
                slow = found[np.isfinite(found)].tolist()
                assert together.n[s, v, a] == len(slow)
                if slow:
                    assert together.mean[s, v, a] == pytest.approx(fmean(slow), rel=1e-12)
                if len(slow) > 1:
                    expected = pytest.approx(variance(slow), rel=1e-9, abs=1e-12)
                    assert together.variance[s, v, a] == expected


@given(people(7), st.randoms(use_true_random=False))
def test_order_and_blocks_do_not_change_the_last_digit(answers, chance):
    order = list(range(len(answers)))
    chance.shuffle(order)
    with patch.object(scoring, "BLOCK", 4):
        shuffled = one_school(answers[order])
    scores = one_school(answers)

    for name in ("n", "mean", "variance", "counts", "respondents"):
        np.testing.assert_array_equal(getattr(scores, name), getattr(shuffled, name))


@given(st.integers(1, 5), st.integers(2, 40))
def test_people_who_answer_alike_do_not_vary_at_all(point, many):
    scores = one_school(np.full((many, 7), point, dtype=np.int8), (TWO_SCALES[1],))

    assert scores.mean.item() == point
    assert scores.variance.item() == 0.0


def test_a_long_scale_with_many_holes_is_still_exact():
    # 27 to 40 answers out of 40: the common denominator needs more than 64 bits.
    answers = np.full((14, 40), 3, dtype=np.int8)
    for row in range(14):
        answers[row, :row] = -9
        answers[row, row] = 5
    scores = one_school(answers, (Scale("long", tuple(range(40)), (False,) * 40),))

    slow = person_scores(Scale("long", tuple(range(40)), (False,) * 40), answers)
    assert scores.mean.item() == pytest.approx(fmean(slow), rel=1e-15)
    assert scores.variance.item() == pytest.approx(variance(slow.tolist()), rel=1e-12)


@given(people(7))
def test_every_answer_is_counted_once(answers):
    scores = one_school(answers)

    assert (scores.counts.sum(axis=3) == len(answers)).all()
    lead = np.where(answers[:, :3] > 0, answers[:, :3], 0)
    lead[:, 2] = np.where(lead[:, 2] > 0, 6 - lead[:, 2], 0)
    for point in range(1, 6):
        assert point_counts(scores)[0, 0, 0, point - 1] == (lead == point).sum()


def test_shares_are_of_the_answers_that_have_a_point():
    scores = one_school(table([4, 4, 2], [5, -9, -8]), (PAIR,))  # 4, 4, 4 and 5

    assert point_shares(scores)[0, 0, 0].tolist() == [0, 0, 0, 0.75, 0.25]


def test_agreeing_is_told_with_its_cut():
    assert agreeing((0.1, 0.2, 0.3, 0.25, 0.15)) == pytest.approx(0.4)
    assert agreeing((0.1, 0.2, 0.3, 0.25, 0.15), top=3) == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("answers", "school", "what"),
    [
        (table([0, 1, 1]), [0], "item 0"),
        (table([1, 1, 6]), [0], "item 2"),
        (table([1, -3, 1]), [0], "item 1"),
        (table([1, 1, 1]), [1], "school"),
        (table([1, 1, 1]), [-1], "school"),
        (table([1, 1, 1], [1, 1, 1]), [0], "rows"),
    ],
)
def test_what_is_no_answer_is_refused(answers, school, what):
    school = np.array(school)
    with pytest.raises(ValueError, match=what):
        score_schools((PAIR,), answers, school, school * 0, schools=1, voices=1)
