"""Numbers in a sentence, each tied to a number of a result, or not."""

import re
from collections.abc import Collection, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Any

# 0.21, 1,240 or 1.240 are read in both ways of writing; a year or a count is a number, too.
NUMBER = re.compile(r"(?<![\w.,])[-−+]?\d+(?:[.,]\d+)*")


type Known = tuple[float, int]  # a number, and the most decimals with which it is shown


def shown_in(
    result: Mapping[str, Any],
    *,
    places: int = 2,
    finer: Mapping[str, int] = MappingProxyType({}),
) -> list[Known]:
    """Every number that a result shows: estimates with their ends, and how many stand behind.

    places  decimals of each number
    finer   estimates that are shown with other decimals
    """
    found: list[Known] = []
    for name, one in result["estimates"].items():
        most = finer.get(name, places)
        plain = [each for each in one.values() if isinstance(each, int | float)]
        found += [(float(each), most) for each in plain]
        found += [(float(each), places) for each in one.get("likely", ())]
        if one["level"]:
            found.append((100 * one["level"], places))
    sizes = chain.from_iterable(one.values() for one in result["sizes"].values())
    return [*found, *((float(one), places) for one in sizes)]


def untied(sentence: str, known: Collection[Known]) -> list[str]:
    """The numbers of a sentence that no known number rounds to, as they stand there.

    A number may be written without its sign: "fell by 0.3" is -0.3. One with more decimals than
    are shown is never tied: whoever may try could ask for one digit after the other.
    """
    return [
        found
        for found in NUMBER.findall(sentence)
        if not any(_may_be(number, places, known) for number, places in _readings(found))
    ]


def unnumbered(text: str) -> str:
    """The same without its numbers, as a reader sees that some stood there."""
    return NUMBER.sub("…", text)


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


def _may_be(number: float, places: int, known: Collection[Known]) -> bool:
    half = 0.5 * 10.0**-places * (1 + 1e-9)
    return any(places <= most and abs(abs(one) - number) <= half for one, most in known)
