"""Steps between words, against a slow oracle that is obviously right."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.wording.nearest import nearest, steps_between

words = st.text("abc", max_size=6)


@cache
def slowly(one, other):
    """The definition of optimal string alignment, as a recursion."""
    if not one or not other:
        return len(one) + len(other)
    found = min(
        slowly(one[:-1], other) + 1,
        slowly(one, other[:-1]) + 1,
        slowly(one[:-1], other[:-1]) + (one[-1] != other[-1]),
    )
    if len(one) > 1 and len(other) > 1 and one[-2:] == other[-2:][::-1]:
        found = min(found, slowly(one[:-2], other[:-2]) + 1)
    return found


@given(one=words, other=words, most=st.integers(0, 3))
def test_counts_steps_up_to_the_most(one, other, most):
    assert steps_between(one, other, most) == min(slowly(one, other), most + 1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("mentorign", "mentoring"), ("mentring", "mentoring"), ("mentr", "mentor"), ("skol", "")],
)
def test_takes_the_nearest_word_within_reach(typed, meant):
    assert nearest(typed, ["mentoring", "mentor", "reading"]) == meant


def test_of_several_the_first_in_the_alphabet():
    assert nearest("cart", ["part", "card"]) == "card"
    assert nearest("cart", []) == ""
