"""Complementary suppression: the worked example exactly, the cheapest, and never broken."""

from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cordata.analysis.disclosure.attack import solved, work_out, work_out_whole
from cordata.analysis.disclosure.suppress import WIDTH, suppress
from cordata.analysis.disclosure.tables import Number, tables_of, with_margins
from tests.analysis.disclosure.test_attack import TOY
from tests.analysis.references import agrees


def names(tables, hidden):
    return {tables.numbers[at].key for at in np.flatnonzero(hidden)}


def small_cells(counts):
    """Inner cells of 1 to 4 people, as places in the table with margins."""
    width = counts.shape[1] + 1
    return [r * width + c for r, c in np.ndindex(*counts.shape) if 0 < counts[r, c] < 5]


@pytest.mark.parametrize("whole", [False, True])
def test_the_worked_example_exactly(whole):
    cell = TOY.at("2,1")

    found = suppress(TOY, {cell: WIDTH}, whole=whole)

    assert names(TOY, found.hidden) == {"2,1", "1,0", "1,1", "2,0"}
    agrees(9, "3 x 3 table, weight", found.cost - 3, 44)
    agrees(9, "3 x 3 table, interval", found.known[cell], (0, 20), within=1e-9)


tables = st.tuples(st.integers(2, 3), st.integers(2, 4)).flatmap(
    lambda shape: arrays(np.int64, shape, elements=st.integers(0, 30))
)


@settings(max_examples=12, deadline=None)
@given(tables)
def test_no_small_cell_is_recovered_from_the_table_and_its_margins(counts):
    small = small_cells(counts)
    assume(small)
    whole = with_margins(counts)
    open_ = np.zeros(len(whole.numbers), dtype=bool)
    open_[small[0]] = True
    assert solved(whole, open_)[small[0]]  # alone it leaks: there is something to protect

    found = suppress(whole, dict.fromkeys(small, WIDTH), whole=True)

    assert not solved(whole, found.hidden)[small].any()
    for cell in small:
        assert found.hidden[cell]
        assert work_out(whole, found.hidden, cell).width >= WIDTH - 1e-5
        low, high = work_out_whole(whole, found.hidden, cell)
        assert high - low >= WIDTH


@settings(max_examples=10, deadline=None)
@given(arrays(np.int64, (2, 3), elements=st.integers(1, 12)))
def test_nothing_cheaper_would_do(counts):
    small = small_cells(counts)
    assume(small)
    whole = with_margins(counts)
    margins = np.ones((3, 4), dtype=bool)
    margins[:2, :3] = False
    shown = margins.ravel()
    needed = {one: min(WIDTH, work_out(whole, ~shown, one).width) for one in small}

    found = suppress(whole, dict.fromkeys(small, WIDTH), shown=shown)

    best = np.inf
    for choice in product([False, True], repeat=6):
        hidden = np.zeros((3, 4), dtype=bool)
        hidden[:2, :3] = np.reshape(choice, (2, 3))
        hidden = hidden.ravel()
        if hidden[small].all() and whole.cost[hidden].sum() < best:
            safe = all(
                work_out(whole, hidden, one).width >= width - 1e-6
                for one, width in needed.items()
            )
            best = whole.cost[hidden].sum() if safe else best
    assert found.cost == pytest.approx(best)


def test_whole_numbers_can_tell_more_and_then_more_is_hidden():
    # a + 10 b = 12: a from 0 to 12, but in whole numbers 2 or 12.
    numbers = [Number("a", 2, cost=1), Number("b", 1, cost=1), Number("t", 12, cost=9)]
    sums = tables_of(numbers, {"t": {"a": 1.0, "b": 10.0}})

    loose, whole = (suppress(sums, {0: 11.0}, whole=one) for one in (False, True))

    assert names(sums, loose.hidden) == {"a", "b"}
    assert names(sums, whole.hidden) == {"a", "t"}


def test_what_was_published_cannot_be_taken_back_but_is_made_no_worse():
    numbers = [Number("a", 2), Number("b", 30), Number("c", 9), Number("t", 41)]
    sums = tables_of(numbers, {"t": {"a": 1.0, "b": 1.0, "c": 1.0}})
    shown = np.array([False, False, True, True])

    found = suppress(sums, {0: 99.0}, shown=shown)

    assert names(sums, found.hidden) == {"a", "b"}
    assert found.known[0] == pytest.approx((0, 32))
    assert suppress(sums, {2: 5.0}, shown=shown).known[2] == (9, 9)


def test_nothing_to_protect_hides_nothing():
    found = suppress(TOY, {})

    assert (found.hidden.any(), found.cost, found.cuts) == (False, 0, 0)
