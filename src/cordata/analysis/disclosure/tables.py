"""Published and hidden numbers, and the sums that hold between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Floats, Ints


@dataclass(frozen=True)
class Number:
    """One number that is or could be told.

    value      what is true
    low, high  what everybody knows of it beforehand
    cost       what is lost if it is hidden
    """

    key: str
    value: float
    low: float = 0.0
    high: float = float("inf")
    cost: float = 1.0


@dataclass(frozen=True)
class Tables:
    """Numbers in a row, and the sums between them.

    sums  (relations, numbers)  each row times the numbers is 0

    Raises ValueError if the numbers do not fulfil the sums or lie outside their bounds.
    """

    numbers: tuple[Number, ...]
    sums: Floats

    def __post_init__(self) -> None:
        value = self.value
        if self.sums.size and np.abs(self.sums @ value).max() > 1e-6 * max(1, value.max()):
            raise ValueError("the numbers do not add up")
        if (value < self.low - 1e-9).any() or (value > self.high + 1e-9).any():
            raise ValueError("a number is outside what everybody knows of it")

    @property
    def value(self) -> Floats:
        """What is true."""
        return np.array([one.value for one in self.numbers])

    @property
    def low(self) -> Floats:
        """Least that everybody knows."""
        return np.array([one.low for one in self.numbers])

    @property
    def high(self) -> Floats:
        """Most that everybody knows."""
        return np.array([one.high for one in self.numbers])

    @property
    def cost(self) -> Floats:
        """Price of hiding each."""
        return np.array([one.cost for one in self.numbers])

    def at(self, key: str) -> int:
        """Where a number stands."""
        return next(place for place, one in enumerate(self.numbers) if one.key == key)


def tables_of(numbers: Sequence[Number], sums: Mapping[str, Mapping[str, float]]) -> Tables:
    """Tables in which some numbers are sums of others: key -> {part: factor}."""
    place = {one.key: at for at, one in enumerate(numbers)}
    rows = np.zeros((len(sums), len(numbers)))
    for row, (key, parts) in enumerate(sums.items()):
        rows[row, place[key]] = -1.0
        for part, factor in parts.items():
            rows[row, place[part]] += factor
    return Tables(tuple(numbers), rows)


def with_margins(counts: Ints, cost: Floats | None = None) -> Tables:
    """A table of counts with the sums of its rows, of its columns and of all.

    counts  (rows, columns)
    cost    (rows + 1, columns + 1) of hiding, margins last; the count itself by default
    returns numbers called "row,column", from 0; margins have + for the row or column
    """
    height, width = counts.shape
    full = np.zeros((height + 1, width + 1))
    full[:height, :width] = counts
    full[:height, width] = counts.sum(axis=1)
    full[height] = full[:height].sum(axis=0)
    price = np.maximum(full, 1.0) if cost is None else cost
    names = [[f"{_name(r, height)},{_name(c, width)}" for c in range(width + 1)]
             for r in range(height + 1)]  # fmt: skip
    numbers = [
        Number(names[r][c], float(full[r, c]), cost=float(price[r, c]))
        for r, c in np.ndindex(height + 1, width + 1)
    ]
    sums: dict[str, Mapping[str, float]] = {}
    for r in range(height + 1):
        sums[names[r][width]] = {names[r][c]: 1.0 for c in range(width)}
    down = {names[height][c]: {names[r][c]: 1.0 for r in range(height)} for c in range(width)}
    return tables_of(numbers, sums | down)


def _name(at: int, size: int) -> str:
    return "+" if at == size else str(at)
