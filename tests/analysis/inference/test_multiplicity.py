"""Several questions at once: the list of Benjamini and Hochberg, and what always holds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.inference.multiplicity import (
    benjamini_hochberg,
    benjamini_yekutieli,
    bonferroni,
    holm,
    max_t,
)
from cordata.analysis.inference.randomisation import randomise
from cordata.analysis.inference.seeds import chance
from tests.analysis.references import agrees

LIST = np.array(
    [.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528,
     .7590, 1],
)  # fmt: skip


@pytest.mark.parametrize(
    ("adjust", "rejected"),
    [(benjamini_hochberg, 4), (holm, 3), (bonferroni, 3), (benjamini_yekutieli, 3)],
)
def test_the_list_of_benjamini_and_hochberg(adjust, rejected):
    case = f"15 p-values, {adjust.__name__.replace('_', ' ')}"
    agrees(23, case, (adjust(LIST) <= 0.05).sum(), rejected)
    order = np.random.default_rng(1).permutation(15)
    np.testing.assert_array_equal(adjust(LIST[order]), adjust(LIST)[order])


def test_by_hand():
    p = np.array([0.01, 0.04, 0.03])

    np.testing.assert_allclose(bonferroni(p), [0.03, 0.12, 0.09])
    np.testing.assert_allclose(holm(p), [0.03, 0.06, 0.06])
    np.testing.assert_allclose(benjamini_hochberg(p), [0.03, 0.04, 0.04])
    np.testing.assert_allclose(benjamini_yekutieli(p), [0.055, 0.22 / 3, 0.22 / 3])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12).map(np.array))
def test_from_kind_to_strict(p):
    tiny = 1e-12
    assert (p <= benjamini_hochberg(p) + tiny).all()
    assert (benjamini_hochberg(p) <= holm(p) + tiny).all()
    assert (holm(p) <= bonferroni(p) + tiny).all()
    assert (benjamini_hochberg(p) <= benjamini_yekutieli(p) + tiny).all()
    assert (bonferroni(p) <= 1).all()


def lots(y):
    arm = np.arange(8) < 4
    return randomise(y, arm, np.ones((8, 1)), np.arange(8), np.zeros(8), chance(0))


def test_the_largest_of_one_question_is_that_question():
    one = lots(np.array([5.0, 3, 4, 1, 2, 0, 1, 3]))

    assert max_t([one])[0] == one.p()


def test_questions_in_other_units_are_the_same_questions():
    y = np.array([5.0, 3, 4, 1, 2, 0, 1, 3])

    found = max_t([lots(y), lots(100 * y + 7)])

    assert found == pytest.approx(lots(y).p())


def test_more_questions_raise_p_but_never_above_bonferroni():
    random = np.random.default_rng(3)
    family = [lots(random.normal(size=8)) for _ in range(4)]

    alone = np.array([one.p() for one in family])
    assert (max_t(family) >= alone).all()
    assert (max_t(family) <= np.minimum(1, 4 * alone)).all()


def test_a_question_without_any_spread_is_never_surprising():
    assert max_t([lots(np.ones(8))])[0] == 1.0
