"""Columns that a spec names: there, of the right kind, or a word about what is wrong."""

import numpy as np
import pytest

from cordata.analysis.columns import keys, matrix, numbers, within
from cordata.analysis.contract import SpecError

FRAME = {
    "school": np.array(["b", "a", "b"]),
    "points": np.array([1, 2, 3]),
    "wave": np.array([2.0, np.nan, 1.0]),
}


def test_numbers_and_keys():
    assert numbers(FRAME, "outcome", "points").tolist() == [1.0, 2.0, 3.0]
    found = keys(FRAME, "school", "school")
    assert (found.code.tolist(), found.names, found.count) == ([1, 0, 1], ("a", "b"), 2)
    assert keys(FRAME, "school", "points").names == (1, 2, 3)
    assert matrix(FRAME, "covariates", ()).shape == (3, 0)
    assert matrix(FRAME, "covariates", ("points", "wave")).shape == (3, 2)
    assert matrix({}, "covariates", ()).shape == (0, 0)


@pytest.mark.parametrize(
    ("call", "what"),
    [
        (lambda: numbers(FRAME, "outcome", "gain"), "no column is called 'gain'"),
        (lambda: numbers(FRAME, "outcome", "school"), "'school' holds no numbers"),
        (lambda: keys(FRAME, "outcome", "wave"), "'wave' is empty in some rows"),
        (lambda: within(95, "outcome", 0, 1), "95 is not between 0 and 1"),
    ],
)
def test_what_is_wrong(call, what):
    with pytest.raises(SpecError) as error:
        call()

    assert (error.value.where, error.value.what) == ("outcome", what)
