"""RE-AIM shares, stages, dependence."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from cordata.analysis.spread.reach import (
    Implementation,
    Share,
    adoption,
    busiest,
    maintenance,
    reach,
    recurrent,
    who_is_missing,
)
from cordata.analysis.spread.stages import Event, Spell, Stage, durations, falls, spells


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_share_has_both_numbers_and_an_exact_interval(of, more):
    share = Share(of, of + more)
    if not share.total:
        assert share.value is share.interval() is None
        return
    exact = binomtest(of, share.total).proportion_ci(0.9, "exact")
    assert share.interval(0.9) == pytest.approx((exact.low, exact.high), abs=1e-9)
    assert share.value == of / share.total


def test_more_than_all_is_no_share():
    with pytest.raises(ValueError, match="3 of 2"):
        Share(3, 2)


def test_reach_and_who_is_missing():
    came = np.array([True, True, True, False, False, False])
    years = np.array([1.0, 2, 3, 11, 12, 13])

    assert reach(came) == Share(3, 6)
    assert who_is_missing(years, came) == -10  # (2 - 12) / 1
    assert who_is_missing(years[:4], came[:4]) is None
    assert who_is_missing(np.ones(6), came) is None


def test_adoption_by_stratum():
    found = adoption(["town", "rural", "town"], np.array([True, False, False]))
    assert found == {"rural": Share(0, 1), "town": Share(1, 2), "all": Share(1, 3)}
    done = Implementation(actions=Share(8, 10), contact=found["all"], adapted=2)
    assert done.actions.value == 0.8


def test_maintenance_counts_only_where_somebody_looked():
    assert maintenance([12, 3, None, 14], 12) == Share(2, 3)
    assert maintenance([None], 6).value is None


def test_dependence():
    paid = {"project": 60.0, "municipality": 30.0, "ministry": 10.0}
    assert recurrent(paid, frozenset({"municipality", "ministry"})) == 0.4
    assert recurrent({}, frozenset()) is None
    assert busiest({"ana": 6, "bo": 3, "cy": 1}) == 0.6
    assert busiest({}) is None


UNTIL = date(2026, 6, 30)


def at(school, stage, month, day=1, year=2026):
    return Event(school, stage, date(year, month, day))


E, I1, I2, F = Stage


def test_stays_fall_back_and_end_at_the_last_look():
    events = [
        at("a", I2, 3),
        at("a", E, 1),
        at("a", I1, 2),
        at("a", I1, 5),  # back
        at("a", F, 7),  # after the last look
        at("b", E, 1),
        at("b", E, 2),  # it was there already
        at("b", I1, 3),
        at("b", I2, 3),  # two on one day
    ]

    found = spells(events, UNTIL)

    assert found == [
        Spell("a", E, 31, left=True),
        Spell("a", I1, 28, left=True),
        Spell("a", I2, 61, left=True),
        Spell("a", I1, 60, left=False),
        Spell("b", E, 59, left=True),
        Spell("b", I2, 121, left=False),
    ]
    assert falls(found) == 1
    assert {stage: curve.median() for stage, curve in durations(found).items()} == {
        E: 31,
        I1: 28,
        I2: 61,
    }


def test_two_stages_on_one_day_may_return_to_where_it_was():
    found = spells([at("a", I1, 1), at("a", E, 2), at("a", I1, 2)], date(2026, 2, 10))
    assert found == [Spell("a", I1, 40, left=False)]


def test_a_stage_entered_on_the_last_day_has_no_duration():
    assert durations(spells([at("a", F, 6, 30)], UNTIL)) == {}
