"""Equal content has one address, whatever carried it; one changed cell has another."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.datasets import commitment, dataset_address, in_order, sealed
from tests.analysis.references import agrees

FRAME = {
    "school": np.array(["sch_b", "sch_a", "sch_a"]),
    "wave": np.array([1, 1, 2]),
    "mean": np.array([3.25, np.nan, 2.0]),
    "member": np.array([True, False, False]),
}
ROWS = st.lists(
    st.tuples(
        st.text(max_size=3), st.integers(-9, 9), st.floats(allow_infinity=False, width=32)
    ),
    min_size=1,
    max_size=8,
)


def framed(rows):
    words, whole, numbers = zip(*rows, strict=True)
    return {"w": np.array(words, dtype=object), "i": np.array(whole), "f": np.array(numbers)}


def test_the_address_is_known_by_heart():
    """A change of this value breaks every address that was ever published."""
    known = "sha256:2ab624c3c612f5fbbef917e1db159beb0f40e1890d9c2fcf3fbe113705996a1a"
    agrees(44, "three rows, four columns", dataset_address(FRAME), known)


@given(ROWS, st.randoms())
def test_order_of_rows_and_columns_leaves_no_mark(rows, random):
    other = list(rows)
    random.shuffle(other)
    turned = dict(reversed(framed(other).items()))
    assert dataset_address(turned) == dataset_address(framed(rows))


@given(ROWS, st.integers(0, 7), st.integers(1, 5))
def test_one_changed_cell_has_another_address(rows, at, by):
    changed = framed(rows)
    changed["i"] = changed["i"].copy()
    changed["i"][at % len(rows)] += by
    moved = sorted(zip(*[one.tolist() for one in changed.values()], strict=True), key=repr)
    same = sorted(zip(*[one.tolist() for one in framed(rows).values()], strict=True), key=repr)
    assert (dataset_address(changed) == dataset_address(framed(rows))) == (
        repr(moved) == repr(same)
    )


def test_whole_numbers_and_numbers_with_a_point_are_the_same_content():
    whole, point = np.array([1, 2, 0]), np.array([1.0, 2.0, -0.0])
    assert dataset_address({"a": whole}) == dataset_address({"a": point})
    assert dataset_address({"a": np.array([2**53 + 1])}) != dataset_address(
        {"a": np.array([2**53])}
    )


def test_a_word_that_looks_like_a_number_is_none():
    assert dataset_address({"a": np.array(["1"])}) != dataset_address({"a": np.array([1])})
    assert dataset_address({"a": np.array(["é"])}) == dataset_address(
        {"a": np.array(["e\u0301"])}
    )


def test_rows_come_sorted_by_all_columns():
    rows = in_order(FRAME)
    assert rows["mean"].tolist()[:2] == [2.0, 3.25]
    assert rows["school"].tolist() == ["sch_a", "sch_b", "sch_a"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"a": np.array([1]), "b": np.array([1, 2])},
        {"a": np.array(["x", None], dtype=object)},
        {"a": np.array([1j])},
    ],
)
def test_what_has_no_normal_form_is_refused(wrong):
    with pytest.raises(ValueError, match="column"):
        dataset_address(wrong)


def test_a_commitment_opens_with_its_nonce_only():
    of = dataset_address(FRAME)
    shown, nonce = commitment(of)
    assert sealed(of, nonce) == shown
    assert commitment(of)[0] != shown
    assert sealed(of, "0" * 64) != shown
