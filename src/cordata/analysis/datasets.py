"""A table by its content alone: the order of rows and columns and the kind of file leave no mark.

A column is truth values, numbers (NaN is missing) or words ("" is missing). Whole numbers and
numbers with a point are the same where they have the same value, as in a CSV file.
"""

import secrets
from hashlib import sha256
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

from cordata.analysis.address import PREFIX, address
from cordata.analysis.columns import Frame

EXACT = 2**53  # beyond, a float no longer holds every whole number


def in_order(frame: Frame) -> dict[str, NDArray[np.generic]]:
    """The same rows, sorted by all columns in the order of their names.

    What is computed then adds up in one order, however the rows came.

    Raises ValueError for columns of unequal length, or of anything but truth, numbers, words.
    """
    columns = {name: _normal(name, frame[name]) for name in sorted(frame)}
    if len({len(one) for one in columns.values()}) > 1:
        raise ValueError("columns of unequal length")
    if not columns:
        return {}
    order = np.lexsort([columns[name] for name in reversed(columns)])
    return {name: column[order] for name, column in columns.items()}


def dataset_address(frame: Frame) -> str:
    """The address of the content: a hash over the hashes of its columns, by name."""
    columns = in_order(frame)
    return address({normalize("NFC", name): _hash(one) for name, one in columns.items()})


def commitment(of: str) -> tuple[str, str]:
    """What may be published of a restricted address, and the nonce that opens it.

    A plain hash of few answers can be guessed by trying them all.
    """
    nonce = secrets.token_hex(32)
    return sealed(of, nonce), nonce


def sealed(of: str, nonce: str) -> str:
    """The commitment again, for whoever was given the nonce."""
    return PREFIX + sha256(f"{nonce}\n{of}".encode()).hexdigest()


def _hash(column: NDArray[np.generic]) -> str:
    if column.dtype.kind in "US":
        return address([str(one) for one in column])
    return address(None, {"column": column})


def _normal(name: str, column: NDArray[np.generic]) -> NDArray[np.generic]:
    kind = column.dtype.kind
    if kind == "b":
        return column
    if kind in "iu":
        if len(column) and np.abs(column.astype(object)).max() > EXACT:
            return np.array([str(one) for one in column.tolist()])
        return column.astype(np.float64)
    if kind == "f":
        numbers = column.astype(np.float64) + 0.0  # one zero
        return np.where(np.isnan(numbers), np.nan, numbers)
    if kind in "UO":
        if any(not isinstance(one, str) for one in column.tolist()):
            raise ValueError(f"column {name}: a word is missing or is no word")
        return np.array([normalize("NFC", one) for one in column.tolist()], dtype=np.str_)
    raise ValueError(f"column {name}: neither truth, numbers nor words")
