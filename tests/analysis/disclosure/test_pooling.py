"""Pooling: what the groups together can take away from a sum never leaves a few people."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.disclosure.pooling import LEAST_GROUPS, LEAST_PEOPLE, poolable

schools = st.lists(st.tuples(st.integers(0, 30), st.booleans()), max_size=7)


def test_by_hand():
    people, known = np.array([20, 30, 4]), np.array([True, True, False])
    # 54 less 20 and 30 would tell the four: they stay out.
    assert poolable(people, known).tolist() == [True, True, False]
    # Three small schools hide in each other: 4 + 4 + 4 people.
    many = np.array([20, 4, 4, 4])
    assert poolable(many, np.array([True, False, False, False])).all()
    # One school of 25 whose own figure is hidden would be told alone.
    assert poolable(np.array([20, 25]), np.array([True, False])).tolist() == [True, False]


@given(schools)
def test_no_coalition_works_out_a_few_or_one_school(given):
    people = np.array([n for n, _k in given], dtype=np.int64)
    known = np.array([k and n > 0 for n, k in given], dtype=bool)
    inside = poolable(people, known)

    # An attacker knows the sum and any of the known figures. What is left over is new only if
    # it contains somebody whose figure was not known.
    tellers = [at for at in range(len(people)) if inside[at] and known[at]]
    for size in range(len(tellers) + 1):
        for taken in combinations(tellers, size):
            left = [at for at in range(len(people)) if inside[at] and at not in taken]
            secret = [at for at in left if not known[at]]
            if secret:
                assert people[secret].sum() >= LEAST_PEOPLE
                assert len(secret) >= LEAST_GROUPS


@given(schools)
def test_nothing_is_left_out_without_need(given):
    people = np.array([n for n, _k in given], dtype=np.int64)
    known = np.array([k and n > 0 for n, k in given], dtype=bool)
    inside = poolable(people, known)

    assert (inside & (people == 0)).sum() == 0
    assert (inside | ~known | (people == 0)).all()


def test_the_attack_works_where_nothing_is_left_out():
    # The table that the rule changes: told as it is, the four are worked out.
    people, scores = np.array([20, 30, 4]), np.array([60.0, 100.0, 7.0])
    assert scores.sum() - scores[:2].sum() == scores[2]
    assert not poolable(people, np.array([True, True, False]))[2]
