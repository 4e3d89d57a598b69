"""Which schools a call is for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.selection.conditions import (
    SchoolFacts,
    Unmet,
    check,
    meets,
    stratum_of,
    unmet,
)

SMALL = SchoolFacts(frozenset({"1", "2"}), "Puglia", "state", 90, remote=True, priority=True)
FACTS = st.builds(
    SchoolFacts,
    levels=st.frozensets(st.sampled_from(["02", "1", "2", "3"])),
    region=st.sampled_from(["", "Puglia", "Lazio"]),
    sector=st.sampled_from(["", "state", "private"]),
    pupils=st.none() | st.integers(0, 3000),
    remote=st.booleans(),
    priority=st.booleans(),
)
CONDITIONS = st.fixed_dictionaries(
    {},
    optional={
        "levels": st.lists(st.sampled_from(["1", "3"]), min_size=1, unique=True),
        "regions": st.just(["Puglia"]),
        "sectors": st.just(["state"]),
        "least_pupils": st.integers(0, 500),
        "most_pupils": st.integers(500, 3000),
        "remote": st.booleans(),
        "priority": st.booleans(),
    },
)


@pytest.mark.parametrize(
    ("conditions", "lacks"),
    [
        ({}, []),
        ({"levels": ["2", "3"]}, []),
        ({"levels": ["3"]}, [Unmet("levels", ["3"], ["1", "2"])]),
        ({"regions": ["Lazio"]}, [Unmet("regions", ["Lazio"], "Puglia")]),
        ({"least_pupils": 90, "most_pupils": 90}, []),
        ({"least_pupils": 91}, [Unmet("least_pupils", 91, 90)]),
        ({"most_pupils": 89}, [Unmet("most_pupils", 89, 90)]),
        ({"remote": True, "priority": True}, []),
        ({"remote": False}, []),
    ],
)
def test_by_hand(conditions, lacks):
    assert unmet(conditions, SMALL) == lacks


def test_what_is_not_known_meets_nothing():
    everything = {"levels": ["1"], "regions": ["Puglia"], "least_pupils": 1, "most_pupils": 9}

    assert [one.key for one in unmet(everything, SchoolFacts())] == list(everything)


@given(CONDITIONS, CONDITIONS, FACTS)
def test_more_conditions_never_let_more_schools_in(one, other, facts):
    both = one | other

    assert not meets(both, facts) or meets(other, facts)
    assert meets({}, facts)


@given(st.lists(CONDITIONS, max_size=4), FACTS)
def test_a_school_is_in_the_first_stratum_it_meets(conditions, facts):
    found = stratum_of(list(enumerate(conditions)), facts)

    fitting = [at for at, one in enumerate(conditions) if meets(one, facts)]
    assert found == (fitting[0] if fitting else None)


@pytest.mark.parametrize("wrong", [{"colour": "red"}, {"least_pupils": 9, "most_pupils": 8}])
def test_conditions_that_are_none_are_refused(wrong):
    with pytest.raises(ValueError, match=r"no condition|no interval"):
        check(wrong)
