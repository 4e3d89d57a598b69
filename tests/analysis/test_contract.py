"""A refusal shows no number; the worst check decides."""

import pytest

from cordata.analysis.contract import Check, Estimate, Interval, Level, Result, SpecError, worst

FEW = Check("few_groups", Level.REFUSE, {"groups": 3, "needed": 4})
NOISY = Check("few_pre_waves", Level.WARN)


def result(*checks, **estimates):
    return Result("ancova/1", "E1", estimates, {}, checks)


def test_the_worst_check_decides():
    assert worst([]) is Level.OK
    assert worst([NOISY, FEW]) is Level.REFUSE
    assert result(NOISY, effect=Estimate(0.2)).warnings == (NOISY,)


def test_a_refusal_shows_no_number():
    refused = result(FEW)
    assert refused.is_refused
    assert refused.refusals == (FEW,)
    with pytest.raises(ValueError, match="still shows a number"):
        result(FEW, effect=Estimate(0.2))


def test_an_interval_holds_its_ends():
    assert 0.1 in Interval(0.1, 0.3)
    assert 0.31 not in Interval(0.1, 0.3)


def test_a_wrong_spec_says_where_what_and_what_to_do():
    error = SpecError("outcome", "no column is called so", "Choose one of: y0, y1")
    assert str(error) == "outcome: no column is called so. Choose one of: y0, y1"
