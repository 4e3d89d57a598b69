"""Numbers in a sentence, each tied to a number of a result, or not."""

import re
from collections.abc import Collection, Mapping
from itertools import chain
from typing import Any

# 0.21, 1,240 or 1.240 are read in both ways of writing; a year or a count is a number, too.
NUMBER = re.compile(r"(?<![\w.,])[-−+]?\d+(?:[.,]\d+)*")


def shown_in(result: Mapping[str, Any]) -> list[float]:
    """Every number that a result shows: estimates with their ends, and how many stand behind."""
    found = result["estimates"].values()
    estimates = chain.from_iterable(one.values() for one in found)
    likely = chain.from_iterable(one.get("likely", ()) for one in found)
    sizes = chain.from_iterable(one.values() for one in result["sizes"].values())
    every = chain(estimates, likely, sizes)
    plain = [one for one in every if one is not None and not isinstance(one, list)]
    levels = [100 * one["level"] for one in result["estimates"].values() if one["level"]]
    return [float(one) for one in (*plain, *levels)]


def untied(sentence: str, known: Collection[float]) -> list[str]:
    """The numbers of a sentence that no known number rounds to, as they stand there.

    A number may be written without its sign: "fell by 0.3" is -0.3.
    """
    return [
        found
        for found in NUMBER.findall(sentence)
        if not any(_may_be(number, places, known) for number, places in _readings(found))
    ]


def _readings(found: str) -> list[tuple[float, int]]:
    """(value, decimals): "1,240" may be one and a quarter, or over a thousand."""
    digits = found.replace("−", "-").lstrip("+-")
    marks = [mark for mark in digits if mark in ".,"]
    whole = float(re.sub("[.,]", "", digits))
    if not marks:
        return [(whole, 0)]
    decimals = len(digits) - max(digits.rfind("."), digits.rfind(",")) - 1
    read = [(whole / 10**decimals, decimals)]
    if decimals == 3:  # noqa: PLR2004 - thousands
        read.append((whole, 0))
    return read


def _may_be(number: float, places: int, known: Collection[float]) -> bool:
    half = 0.5 * 10.0**-places * (1 + 1e-9)
    return any(abs(abs(one) - number) <= half for one in known)
