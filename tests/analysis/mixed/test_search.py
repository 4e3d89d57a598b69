"""The lowest place of a height: in a valley, beside a saddle, on a flat floor."""

import numpy as np
import pytest

from cordata.analysis.mixed.search import lowest


def test_a_valley_is_found_to_the_last_digits():
    def valley(x):
        return 1e4 + (x[0] - 0.3) ** 2 + 3 * (x[1] - 2 * x[0]) ** 2 + np.exp(x[1])

    found = lowest(valley, np.array([1.0, 0.0]))
    again = lowest(valley, np.array([-1.0, 0.0]))

    assert found == pytest.approx(again, abs=1e-8)
    slope = [2 * (found[0] - 0.3) - 12 * (found[1] - 2 * found[0])]
    slope.append(6 * (found[1] - 2 * found[0]) + np.exp(found[1]))
    assert slope == pytest.approx([0, 0], abs=1e-7)


def test_a_saddle_at_nothing_is_left():
    # As a deviance is: the same for x and -x, with a hill at 0. The search begins on the hill.
    found = lowest(lambda x: (x[0] ** 2 - 0.25) ** 2, np.array([1e-9]))

    assert abs(found[0]) == pytest.approx(0.5, abs=1e-8)


def test_a_floor_too_flat_to_refine_keeps_what_was_found():
    found = lowest(lambda x: 1e4 + x[0] ** 8, np.array([1.0]))

    assert abs(found[0]) < 0.2


def test_a_step_that_would_lead_far_off_is_not_taken():
    def edge(x):
        return 1e4 + 100 * abs(x[0] - 0.7) ** 1.1

    assert lowest(edge, np.array([1.0])) == pytest.approx([0.7], abs=0.01)
