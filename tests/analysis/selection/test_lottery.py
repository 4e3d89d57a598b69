"""The draw can be repeated by anyone, and favours nobody."""

import hashlib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.selection.lottery import commitment, draw, lot, new_seed

NAMES = ["IT-26-001", "IT-26-002", "IT-26-003"]


def test_a_lot_is_what_any_sha256_makes_of_the_three_texts():
    told = hashlib.sha256(b"seed\n17 4 33\nIT-26-001").hexdigest()

    assert lot("IT-26-001", seed="seed", public="17 4 33") == told


def test_the_digest_of_the_seed_is_published_test_vector():
    # FIPS 180-4, SHA-256 of "abc".
    assert commitment("abc") == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )


def test_seeds_are_long_and_never_the_same():
    seeds = {new_seed() for _ in range(100)}

    assert len(seeds) == 100
    assert all(len(seed) == 64 for seed in seeds)


@given(st.permutations(NAMES))
def test_the_order_of_the_list_does_not_matter(names):
    assert draw(names, seed="s") == draw(NAMES, seed="s")


@given(st.lists(st.text("abcdef", min_size=1), unique=True, min_size=1), st.data())
def test_striking_a_name_off_moves_no_other(names, data):
    gone = data.draw(st.sampled_from(names))
    others = [name for name in names if name != gone]

    assert draw(others, seed="s") == [name for name in draw(names, seed="s") if name != gone]


def test_each_of_the_six_orders_comes_equally_often():
    counts = Counter(tuple(draw(NAMES, seed=str(seed))) for seed in range(6_000))

    # Chi-square with 5 degrees of freedom: 20.5 is passed once in a thousand times.
    assert len(counts) == 6
    assert sum((count - 1_000) ** 2 / 1_000 for count in counts.values()) < 20.5


def test_public_words_change_the_draw():
    assert len({tuple(draw(NAMES, seed="s", public=str(n))) for n in range(50)}) == 6


def test_a_name_twice_on_the_list_is_refused():
    with pytest.raises(ValueError, match="twice on the list: b"):
        draw(["a", "b", "b"], seed="s")


def test_line_breaks_are_refused_because_they_could_hide_another_text():
    with pytest.raises(ValueError, match="line break"):
        lot("a", seed="s\nt")
