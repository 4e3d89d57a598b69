"""Response rates, and items that do not fit many."""

import numpy as np
import pytest

from cordata.analysis.surveys.gates import (
    Gate,
    not_applicable,
    not_applicable_moved,
    often_not_applicable,
    response_gate,
)
from cordata.analysis.surveys.scales import Scale
from tests.analysis.surveys.answers import table
from tests.analysis.surveys.test_scoring import one_school

ONE = Scale("one", (0,), (False,))


@pytest.mark.parametrize(
    ("came", "invited", "gate"),
    [
        (10, 20, Gate.OK), (9, 20, Gate.WARN), (6, 20, Gate.WARN), (5, 20, Gate.REFUSE),
        (0, 20, Gate.REFUSE), (5, None, Gate.UNKNOWN), (5, 0, Gate.UNKNOWN),
        (21, 20, Gate.UNKNOWN),
    ],
)  # fmt: skip
def test_half_is_enough_and_below_three_in_ten_is_none(came, invited, gate):
    assert response_gate(came, invited) == gate


def counts_of(*codes):
    return one_school(table(*([code] for code in codes)), (ONE,)).counts


def share_of(*codes):
    return not_applicable(counts_of(*codes))


def test_those_who_never_came_to_an_item_do_not_count():
    # Reached by 3, -9, -8: one of three; broke off and not asked are left out.
    assert not_applicable(counts_of(3, -9, -8, -7, -1)).item() == pytest.approx(1 / 3)
    assert np.isnan(not_applicable(counts_of(-7, -1)).item())


@pytest.mark.parametrize(("codes", "often"), [([3] * 4 + [-9], False), ([3] * 3 + [-9], True)])
def test_one_in_five_is_still_usual(codes, often):
    assert often_not_applicable(share_of(*codes)).item() == often


@pytest.mark.parametrize(("later", "moved"), [([3] * 8 + [-9] * 2, False), ([3] * 7 + [-9] * 3, True)])  # fmt: skip
def test_ten_points_more_or_fewer_are_still_usual(later, moved):
    earlier, now = share_of(*[3] * 9, -9), share_of(*later)

    assert not_applicable_moved(now, earlier).item() == moved
    assert not_applicable_moved(earlier, now).item() == moved
    assert not not_applicable_moved(share_of(-1), earlier).item()
