"""Two one-sided tests, Welch, and the four verdicts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.contract import Interval
from cordata.analysis.inference.equivalence import Verdict, tost, verdict, welch
from cordata.analysis.inference.robust import Coefficient
from tests.analysis.references import agrees


def test_the_example_of_lakens():
    found = welch((5.25, 5.22), (0.95, 0.83), (95, 89))
    bound = 0.43 * ((0.95**2 + 0.83**2) / 2) ** 0.5

    two = tost(found, bound)

    assert found.df == pytest.approx(181.1, abs=0.05)
    agrees(22, "Lakens, both t", (two.t_low, two.t_high), (3.150, -2.693), within=5e-4)
    agrees(22, "Lakens, p", two.p, 0.0039, within=5e-5)
    ends = found.interval(0.90)
    assert (ends.low, ends.high) == pytest.approx((-0.187, 0.247), abs=5e-4)


@given(st.floats(-1, 1), st.floats(0.01, 1), st.floats(2, 100), st.floats(0.01, 1))
def test_p_of_five_percent_is_a_ninety_percent_interval_inside(value, error, df, bound):
    found = Coefficient(value, error, df)
    ends = found.interval(0.90)
    if abs(tost(found, bound).p - 0.05) > 1e-9:
        assert (tost(found, bound).p < 0.05) == (-bound < ends.low and ends.high < bound)


@pytest.mark.parametrize(
    ("value", "error", "word"),
    [
        (0.5, 0.1, Verdict.BENEFICIAL),
        (-0.5, 0.1, Verdict.HARMFUL),
        (0.0, 0.1, Verdict.EQUAL),
        (0.1, 0.03, Verdict.EQUAL),  # surely above 0, and surely too small to matter
        (0.2, 0.2, Verdict.INCONCLUSIVE),
        (0.0, 0.5, Verdict.INCONCLUSIVE),
    ],
)
def test_the_four_verdicts(value, error, word):
    found = Coefficient(value, error, 1e6)

    assert verdict(found.interval(), found.interval(0.90), 0.2) is word


def test_without_an_interval_nothing_is_known():
    assert verdict(None, None, 0.2) is Verdict.INCONCLUSIVE
    assert verdict(None, Interval(-1, 1, 0.9), 0.2) is Verdict.INCONCLUSIVE
