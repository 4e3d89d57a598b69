"""A model as it is lived, read from records that fit in a comment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.coordination.enacted import AXES, LEAST, Fit, Held, drift, fit, read

records = st.lists(
    st.builds(
        Held, st.sampled_from(("coordinator", "mentor", "mentee")), st.booleans(), st.booleans()
    ),
    max_size=30,
)


def held(caller="mentor", *, online=False, with_mentor=True):
    return Held(caller, online, with_mentor)


def test_who_calls_tells_whose_initiative_it_is():
    # 3 of 4 by the coordinator: a quarter by schools, at most a third.
    lived = read("initiative", [held("coordinator")] * 3 + [held("mentee")])

    assert (lived.yes, lived.n, lived.level) == (1, 4, "authority")
    assert fit("initiative", "authority", lived) == Fit.SAME
    assert fit("initiative", "schools", lived) == Fit.OTHER


def test_half_and_half_is_neither_and_stands_partly_for_both():
    lived = read("initiative", [held("coordinator"), held("mentor")] * 3)

    assert lived.level == "shared"
    assert fit("initiative", "authority", lived) == Fit.PARTLY
    assert fit("initiative", "schools", lived) == Fit.PARTLY


def test_three_records_are_too_few_to_say():
    lived = read("mode", [held(online=True)] * 3)

    assert (lived.share, lived.level) == (1.0, "")
    assert fit("mode", "virtual", lived) == Fit.FEW
    assert read("mode", []).share is None


def test_one_meeting_on_the_spot_of_five_is_not_online_only():
    lived = read("mode", [held(online=True)] * 4 + [held()])

    assert (lived.level, fit("mode", "virtual", lived)) == ("blended", Fit.PARTLY)


def test_help_goes_both_ways_where_mentored_schools_call_or_meet_alone():
    # Of five that a school called, one by a mentored school and one without the mentor school;
    # what the coordinator calls tells nothing of it.
    some = [held()] * 3 + [held("mentee"), held(with_mentor=False), held("coordinator")]
    lived = read("direction", some)

    assert (lived.yes, lived.n, lived.level) == (2, 5, "reciprocal")
    assert fit("direction", "rotating", lived) == Fit.SAME
    assert fit("direction", "one_way", lived) == Fit.OTHER


def test_drift_is_the_way_from_the_first_period_told_to_the_last():
    by_schools, by_office = [held()] * 4, [held("coordinator")] * 4
    quarters = [read("initiative", one) for one in ([], by_office, [held()], by_schools)]

    assert drift(quarters) == (1, 3)
    assert drift(quarters[:3]) is None
    assert drift([]) is None


@pytest.mark.parametrize("axis", AXES)
@given(some=records)
def test_a_level_is_said_of_enough_records_alone_and_whatever_their_order(axis, some):
    lived = read(axis, some)

    assert lived == read(axis, some[::-1])
    assert bool(lived.level) == (lived.n >= LEAST)
    assert 0 <= lived.yes <= lived.n <= len(some)
    assert not lived.level or lived.level in AXES[axis].levels
