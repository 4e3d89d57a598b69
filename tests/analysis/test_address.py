"""One content, one address: on every machine, in every order, in three formats."""

import csv
import io
import json
import sys
from hashlib import sha256

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from cordata.analysis.address import address, canonical, is_address

texts = st.text(max_size=8)
contents = st.recursive(
    st.none() | st.booleans() | st.integers() | texts
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip
tables = arrays(np.int8, array_shapes(max_dims=3, max_side=4), elements=st.integers(-9, 5))


def test_canonical_bytes_by_hand():
    content = {"b": [1, 2.5, None, True], "a": "é"}

    assert canonical(content) == '{"a":"é","b":[1,2.5,null,true]}'.encode()


def test_an_address_by_hand():
    # Each part after its length in eight bytes: the words, what the table is, the table.
    parts = [b'{"wave":1}', b'["answers","i2",[2]]', b"\x01\x00\xf7\xff"]
    by_hand = sha256(b"".join(len(one).to_bytes(8, "big") + one for one in parts))

    found = address({"wave": 1}, {"answers": np.array([1, -9], dtype=">i2")})

    assert found == "sha256:" + by_hand.hexdigest()
    assert is_address(found)


def test_it_stays_the_same_for_ever():
    assert address({"a": [1, "ž"]}) == (
        "sha256:f1fe860be6f73f3b20e8c1187a4879b6c664a4792f800c897c82fd27ef63fb9f"
    )


@given(contents, st.randoms(use_true_random=False))
def test_order_of_keys_and_a_trip_through_json_leave_no_mark(content, chance):
    def shuffled(one):
        if isinstance(one, dict):
            keys = list(one)
            chance.shuffle(keys)
            return {key: shuffled(one[key]) for key in keys}
        return [shuffled(each) for each in one] if isinstance(one, list) else one

    assert address(shuffled(content)) == address(content)
    assert address(json.loads(canonical(content))) == address(content)
    assert address(json.loads(json.dumps(content))) == address(content)


@given(tables)
def test_memory_layout_and_byte_order_leave_no_mark(table):
    other = ">" if sys.byteorder == "little" else "<"
    wide = table.astype(np.int32)

    assert address({}, {"t": np.asfortranarray(table)}) == address({}, {"t": table})
    assert address({}, {"t": np.repeat(table, 2, axis=0)[::2]}) == address({}, {"t": table})
    assert address({}, {"t": wide.astype(wide.dtype.newbyteorder(other))}) == address(
        {}, {"t": wide}
    )


@given(tables, st.data())
def test_one_changed_cell_changes_it(table, data):
    at = data.draw(st.integers(0, table.size - 1))
    changed = table.copy()
    changed.flat[at] ^= 1

    assert address({}, {"t": changed}) != address({}, {"t": table})


@given(tables)
def test_shape_kind_and_name_are_part_of_it(table):
    whole = address({}, {"t": table})

    assert address({}, {"t": table.reshape(1, *table.shape)}) != whole
    assert address({}, {"t": table.view(np.uint8)}) != whole
    assert address({}, {"u": table}) != whole
    assert address({"t": 1}, {"t": table}) != whole


def test_the_same_answers_from_three_formats_have_one_address():
    answers = np.array([[1, 5], [-9, 3]], dtype=np.int8)
    file = io.StringIO()
    csv.writer(file).writerows(answers.tolist())
    from_csv = np.array(list(csv.reader(io.StringIO(file.getvalue()))), dtype=np.int8)
    from_json = np.array(json.loads(json.dumps(answers.tolist())), dtype=np.int8)
    saved = io.BytesIO()
    np.save(saved, answers)
    saved.seek(0)

    found = {address({}, {"t": one}) for one in (answers, from_csv, from_json, np.load(saved))}

    assert len(found) == 1


def test_missing_and_zero_have_one_form():
    odd = np.array([0x7FF8000000000001], dtype=np.uint64).view(np.float64)

    assert address({}, {"t": odd}) == address({}, {"t": np.array([np.nan])})
    assert address({}, {"t": np.array([-0.0])}) == address({}, {"t": np.array([0.0])})
    assert address(-0.0) == address(0.0)


def test_an_empty_table_and_a_single_number_have_addresses():
    none, one = np.zeros((0, 3), dtype=np.int8), np.array(3.5)

    assert len({address({}, {"t": table}) for table in (none, none.T, one)}) == 3


def test_infinity_and_order_of_tables():
    table = np.array([np.inf, -np.inf, 1.0])

    assert address({}, {"a": table, "b": -table}) == address({}, {"b": -table, "a": table})
    assert address({}, {"a": table}) != address({}, {"a": -table})


def test_a_letter_and_its_accent_are_one_letter():
    assert address({"ž": "č"}) == address({"z\u030c": "c\u030c"})


def test_whole_numbers_and_floats_are_two_things():
    assert address(1) != address(1.0)


@pytest.mark.parametrize(
    "content",
    [float("nan"), float("inf"), {1: 2}, {"ž": 1, "z\u030c": 2}, b"bytes", {1, 2}, [object()]],
)
def test_what_has_no_one_form_is_refused(content):
    with pytest.raises(ValueError, match=r"form|text|twice"):
        address(content)


@pytest.mark.parametrize(
    "table",
    [np.array(["a"]), np.array([None]), np.array([1j]), np.array([1], dtype=np.longdouble)],
)
def test_a_table_without_canonical_bytes_is_refused(table):
    with pytest.raises(ValueError, match="canonical bytes"):
        address({}, {"t": table})


@pytest.mark.parametrize("text", ["", "sha256:", "sha256:" + "G" * 64, "md5:" + "0" * 64])
def test_what_is_no_address(text):
    assert not is_address(text)
