"""What four do at the same moment is done once: over a real database, without the tests' own."""

import pytest

pytestmark = pytest.mark.killing


def test_what_is_sent_four_times_at_once_is_one_post(victim):
    assert victim.run("send_together") == ["4 sent, 1 made", "1 thread, 2 posts"]


def test_a_weekly_letter_is_written_once_by_four_workers(victim):
    assert victim.run("weekly_letter_together") == ["1 of 4 made it", "1 digest, 1 letter"]
