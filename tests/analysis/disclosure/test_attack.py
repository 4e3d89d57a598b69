"""The attack is a real one: it finds what brute force finds, and it breaks an open table."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import OptimizeResult

from cordata.analysis.disclosure.attack import answer, solved, work_out, work_out_whole
from cordata.analysis.disclosure.tables import Number, Tables, tables_of, with_margins

TOY = with_margins(np.array([[20, 50, 10], [8, 19, 22], [17, 3, 13]]))


def only(tables, *keys):
    hidden = np.zeros(len(tables.numbers), dtype=bool)
    hidden[[tables.at(key) for key in keys]] = True
    return hidden


def test_one_hidden_cell_of_a_table_with_margins_is_recovered_exactly():
    hidden, cell = only(TOY, "2,1"), TOY.at("2,1")
    found = work_out(TOY, hidden, cell)

    assert (found.low, found.high) == (3, 3)
    assert work_out_whole(TOY, hidden, cell) == (3, 3)
    assert solved(TOY, hidden)[cell]


def test_two_in_a_row_are_recovered_by_their_columns():
    assert solved(TOY, only(TOY, "2,1", "2,0"))[TOY.at("2,1")]


def test_four_in_a_rectangle_are_not():
    hidden = only(TOY, "1,0", "1,1", "2,0", "2,1")

    assert not solved(TOY, hidden).any()
    found = work_out(TOY, hidden, TOY.at("2,1"))
    assert (found.low, found.high) == pytest.approx((0, 20))


small = arrays(np.int64, (2, 3), elements=st.integers(0, 3))
places = st.sets(st.integers(0, 5), min_size=1, max_size=4)


@settings(max_examples=30, deadline=None)
@given(small, places)
def test_whole_numbers_are_narrowed_down_as_far_as_trying_all_would(counts, secret):
    tables, hidden = with_margins(counts), np.zeros((3, 4), dtype=bool)
    secret = sorted(secret)
    for one in secret:
        hidden[divmod(one, 3)] = True
    tried = np.repeat(counts.ravel()[None], 7 ** len(secret), axis=0)
    tried[:, secret] = list(product(range(7), repeat=len(secret)))
    tried = tried.reshape(-1, 2, 3)
    fits = tried[
        (tried.sum(axis=1) == counts.sum(axis=0)).all(axis=1)
        & (tried.sum(axis=2) == counts.sum(axis=1)).all(axis=1)
    ]
    for r, c in (divmod(one, 3) for one in secret):
        seen = fits[:, r, c]
        ends = (seen.min(), seen.max())
        assert work_out_whole(tables, hidden.ravel(), r * 4 + c) == ends
        known = work_out(tables, hidden.ravel(), r * 4 + c)
        assert known.low <= ends[0] + 1e-6
        assert known.high >= ends[1] - 1e-6


@settings(max_examples=30, deadline=None)
@given(small, arrays(np.bool_, 12))
def test_what_algebra_solves_the_programme_knows_exactly(counts, hidden):
    tables = with_margins(counts)

    for at in np.flatnonzero(solved(tables, hidden)):
        known = work_out(tables, hidden, int(at))
        assert known.low == pytest.approx(known.high, abs=1e-6)
        assert known.low == pytest.approx(tables.value[at], abs=1e-6)


def test_without_any_sum_only_the_bounds_are_known():
    tables = Tables((Number("a", 3, 1, 5), Number("b", 2)), np.zeros((0, 2)))
    both = np.ones(2, dtype=bool)

    assert (work_out(tables, both, 0).low, work_out(tables, both, 0).high) == (1, 5)
    assert work_out(tables, both, 1).width == np.inf
    assert work_out_whole(tables, both, 1) == (0, np.inf)
    assert not solved(tables, both).any()
    assert not solved(tables, ~both).any()


def test_a_solver_that_gives_up_lets_nothing_pass():
    with pytest.raises(RuntimeError, match="time limit"):
        answer(OptimizeResult(success=False, message="time limit", x=None))


@pytest.mark.parametrize(
    "numbers",
    [[Number("a", 3), Number("t", 4)], [Number("a", 9, 1, 5), Number("t", 9)],
     [Number("a", 0, 1, 5), Number("t", 0)]],
)  # fmt: skip
def test_tables_that_contradict_themselves_are_refused(numbers):
    with pytest.raises(ValueError, match="number"):
        tables_of(numbers, {"t": {"a": 1.0}})
