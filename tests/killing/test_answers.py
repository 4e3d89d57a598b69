"""Many at once, each on a connection of its own: one slip opens one sheet, and closing loses none."""

import pytest

pytestmark = pytest.mark.killing


def test_one_slip_opens_one_sheet_and_pages_of_a_sheet_do_not_cross(victim):
    assert victim.run("press_together") == ["1", "6"]


def test_what_is_accepted_while_a_round_closes_is_frozen(victim):
    assert victim.run("close_while_answering") == ["True", "0", "0"]
