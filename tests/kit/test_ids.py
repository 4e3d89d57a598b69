"""Public ids: later ones sort after earlier ones, and no two of a process are the same."""

import secrets
import time

from cordata.kit import ids


def test_later_ids_sort_after_earlier_ones(monkeypatch):
    made = []
    for second in (1_000_000_000, 1_000_000_001, 2_000_000_000):
        monkeypatch.setattr(time, "time", lambda second=second: second + 0.5)
        made.append(ids.new("sch"))
    assert made == sorted(made)
    assert all(
        len(one) == len("sch_") + 14 and set(one[4:]) <= set(ids.ALPHABET) for one in made
    )


def test_chance_that_draws_the_same_twice_in_a_second_is_asked_again(monkeypatch):
    drawn = iter([7, 7, 7, 8, 7])
    monkeypatch.setattr(secrets, "randbelow", lambda _below: next(drawn))
    monkeypatch.setattr(time, "time", lambda: 1_234_567_890.0)
    assert [ids.new("sch")[-1], ids.new("cls")[-1]] == ["7", "8"]
    monkeypatch.setattr(time, "time", lambda: 1_234_567_891.0)
    assert ids.new("sch")[-1] == "7"  # another second: another id, whatever chance draws


def test_a_hundred_thousand_at_once_are_all_different():
    assert len({ids.new("sch") for _ in range(100_000)}) == 100_000
