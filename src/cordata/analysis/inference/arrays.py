"""Keys as numbers, and the sums that follow a key."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cordata.analysis.arrays import Floats, Ints


def codes(keys: NDArray[Any]) -> tuple[Ints, int]:
    """Keys as integers from 0 in their own order, and how many different ones there are."""
    names, at = np.unique(keys, return_inverse=True)
    return at.reshape(len(keys)).astype(np.int64), len(names)


def sums(values: Floats, at: Ints, size: int) -> Floats:
    """Add up the rows of each key, in the order in which they stand.

    values   (n,) or (n, k)
    at       (n,) from 0 to ``size`` - 1
    returns  (size,) or (size, k)
    """
    if values.ndim == 1:
        return np.bincount(at, values, minlength=size).astype(np.float64)
    added: Floats = np.zeros((size, values.shape[1]))
    for column in range(values.shape[1]):
        added[:, column] = np.bincount(at, values[:, column], minlength=size)
    return added


def dummies(keys: NDArray[Any]) -> Floats:
    """One column of 0 and 1 for every key but the first: (n, keys - 1)."""
    at, size = codes(keys)
    columns: Floats = (at[:, None] == np.arange(1, size)).astype(np.float64)
    return columns
