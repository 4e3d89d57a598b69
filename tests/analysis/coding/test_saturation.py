"""When documents say nothing new any more."""

import numpy as np
import pytest

from cordata.analysis.coding.saturation import any_order, saturation


def documents(*codes):
    return [frozenset(one) for one in codes]


def test_by_hand():
    # Base of four: a b c d e. Then f and g in two: 2/5; then g again and nothing: 1/5 (g is new
    # to the run that begins with it); then nothing.
    read = documents("ab", "bc", "d", "ae", "f", "g", "g", "a", "b")

    found = saturation(read)

    assert found.new == (0.4, 0.2, 0, 0)
    assert found.at == 8


def test_never():
    assert saturation(documents("a", "b", "c", "d", "e", "f")).at is None
    assert saturation(documents("a", "b")).new == ()


def test_nothing_to_begin_with():
    with pytest.raises(ValueError, match="no code"):
        saturation(documents("", "", "", "", "a"))


def test_the_curve_does_not_depend_on_the_order_they_came_in():
    # Three documents with one code each, and one with nothing: known codes rise to 3.
    present = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 0]], bool)

    found = any_order(present, np.random.default_rng(1), 4000)

    assert found[:, 0] == pytest.approx([0.75, 1.5, 2.25, 3], abs=0.03)
    assert found[-1].tolist() == [3, 3, 3]
    assert (found[:, 1] <= found[:, 0]).all()
