"""How far one word is from another, and which of many is the nearest."""

from collections.abc import Iterable


def steps_between(one: str, other: str, most: int) -> int:
    """Letters put in, left out, changed or swapped with their neighbour; ``most`` + 1 if more.

    Each letter takes part in one swap only (optimal string alignment).

    Source: Damerau (1964), "A technique for computer detection and correction of spelling
    errors", Communications of the ACM 7(3).
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        oldest, before, row = before, row, [at]
        for to, against in enumerate(other, 1):
            steps = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != against))
            swapped = at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == against
            row.append(min(steps, oldest[to - 2] + 1) if swapped else steps)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word with the fewest steps from ``word``, the first in the alphabet of several.

    One step is allowed, two from eight letters on: more would be another word. "" if none.
    """
    most = 2 if len(word) >= 8 else 1  # noqa: PLR2004 - said above
    found = ((steps_between(word, one, most), one) for one in known if one != word)
    return min((pair for pair in found if pair[0] <= most), default=(0, ""))[1]
