"""Model and country: which cannot be told apart, and who says anything about it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.contract import Level
from cordata.analysis.effects.identification import aliased, identify


def test_every_country_its_own_model_is_no_comparison_of_models():
    country = np.repeat(["BE", "CZ", "HR"], 4)
    model = np.repeat(["one to one", "group", "group"], 4)

    found = identify(country, model, np.arange(12))

    assert found.contrasts == 0
    assert found.is_aliased
    assert not found.informative.any()
    check = aliased(found)[0]
    assert (check.code, check.level) == ("aliased_axis", Level.REFUSE)
    assert check.facts == {"contrasts": 0, "needed": 1, "countries": 0}


def test_one_country_with_both_levels_is_enough_and_only_it_counts():
    country = np.repeat(["BE", "CZ", "HR"], 4)
    model = np.array([0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1])
    mentor = np.array([1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])

    found = identify(country, model, mentor)

    assert not found.is_aliased
    assert aliased(found) == ()
    assert found.informative.tolist() == [True] * 4 + [False] * 8
    assert found.groups.tolist() == [1, 2]
    assert found.countries == 1


def test_of_three_levels_one_may_still_be_a_country():
    # 0 and 1 meet in Belgium; 2 is Czechia's own.
    found = identify(np.array(["BE", "BE", "CZ", "CZ"]), np.array([0, 1, 2, 2]), np.arange(4))

    assert (found.contrasts, found.levels) == (1, 3)
    assert found.is_aliased


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=1, max_size=20))
def test_contrasts_are_components_that_countries_join(pairs):
    """Levels are comparable where a chain of countries with both joins them: count the chains."""
    country, level = np.array(pairs).T
    joined = {int(one): {int(one)} for one in np.unique(level)}
    for _ in range(4):
        for place in np.unique(country):
            met = set().union(*(joined[int(one)] for one in np.unique(level[country == place])))
            for one in met:
                joined[one] |= met
    chains = {frozenset(one) for one in joined.values()}

    found = identify(country, level, np.arange(len(pairs)))

    assert found.contrasts == found.levels - len(chains)
    assert found.is_aliased == (len(chains) > 1)


@pytest.mark.parametrize("size", [1, 2])
def test_one_level_needs_no_contrast(size):
    found = identify(np.arange(size), np.zeros(size), np.arange(size))

    assert (found.contrasts, found.levels, found.is_aliased) == (0, 1, False)
