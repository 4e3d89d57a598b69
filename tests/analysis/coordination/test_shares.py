"""Shares over clusters: against the exact interval, and where clusters tell less than schools."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.coordination.shares import grouped_share
from cordata.analysis.spread.reach import Share

pairs = st.lists(
    st.integers(0, 9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=1,
    max_size=20,
)


def test_clusters_of_one_school_give_nearly_the_exact_interval():
    # 30 clusters of one school, 12 yes: the design effect is n / (n - 1) of 1, so 29 schools.
    found = grouped_share([1] * 12 + [0] * 18, [1] * 30)

    assert (found.yes, found.n, found.groups) == (12, 30, 30)
    low, high = Share(12, 30).interval()
    assert found.low == pytest.approx(low, abs=0.01)
    assert found.high == pytest.approx(high, abs=0.01)


def test_schools_that_all_do_as_their_cluster_does_count_as_clusters():
    # Eight clusters of four, five of them wholly: worth less than eight schools, not 32.
    alike = grouped_share([4] * 5 + [0] * 3, [4] * 8)
    mixed = grouped_share([3, 2, 3, 2, 3, 2, 3, 2], [4] * 8)

    low, high = Share(5, 8).interval()
    assert alike.low < low
    assert alike.high > high
    assert alike.high - alike.low > 2 * (mixed.high - mixed.low)


def test_by_hand():
    # Four clusters of 10 with 2, 4, 6, 8: p = .5, off = -3, -1, 1, 3.
    # v = 4/3 * 20 / 1600 = 1/60; .25 / v = 15; t(39) / t(3) squared = .40396: worth 6.0593.
    found = grouped_share([2, 4, 6, 8], [10] * 4)

    assert (found.low, found.high) == pytest.approx((0.1195, 0.8805), abs=2e-4)


def test_where_all_are_alike_each_cluster_counts_once():
    found = grouped_share([4] * 6, [4] * 6)

    assert (found.low, found.high) == pytest.approx((Share(6, 6).interval()[0], 1.0))


def test_below_four_clusters_no_interval_is_said():
    assert grouped_share([1, 2, 3], [4, 4, 4]).low is None
    assert grouped_share([], []).value is None


def test_more_yes_than_schools_is_refused():
    with pytest.raises(ValueError, match="more schools"):
        grouped_share([3], [2])


@given(pairs)
def test_the_share_lies_in_its_interval_and_order_does_not_matter(some):
    yes, n = [one for one, _of in some], [of for _one, of in some]
    found = grouped_share(yes, n)

    assert found == grouped_share(yes[::-1], n[::-1])
    if found.low is not None:
        assert 0 <= found.low <= found.value <= found.high <= 1
