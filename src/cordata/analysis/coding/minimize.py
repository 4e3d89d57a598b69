"""Shortest ways to say which rows of a truth table are in: Quine and McCluskey, all of them.

An implicant is a tuple of 1 (present), 0 (absent) and None (either), one per condition. Exact
up to six conditions or so: covers are searched through, never guessed.
Sources: Quine (1952), American Mathematical Monthly 59; McCluskey (1956), Bell System Technical
Journal 35; Petrick (1956).
"""

from collections.abc import Collection, Iterable

type Row = tuple[int, ...]
type Implicant = tuple[int | None, ...]
type Model = tuple[Implicant, ...]


def covers(implicant: Implicant, row: Row) -> bool:
    """Whether a row is among those that an implicant stands for."""
    return all(said in {None, seen} for said, seen in zip(implicant, row, strict=True))


def primes(on: Collection[Row], free: Collection[Row] = ()) -> list[Implicant]:
    """Implicants of rows that are in (and of those that are free) that no shorter one holds.

    Only those that cover a row that is in; in order.
    """
    level: set[Implicant] = {*on, *free}
    found: set[Implicant] = set()
    while level:
        merged, used = _merge(level)
        found |= level - used
        level = merged
    return sorted((one for one in found if any(covers(one, row) for row in on)), key=order)


def _merge(level: set[Implicant]) -> tuple[set[Implicant], set[Implicant]]:
    """Implicants that differ in one condition become one without it."""
    merged: set[Implicant] = set()
    used: set[Implicant] = set()
    for implicant in level:
        for at, said in enumerate(implicant):
            other = (*implicant[:at], 0, *implicant[at + 1 :])
            if said == 1 and other in level:
                merged.add((*implicant[:at], None, *implicant[at + 1 :]))
                used |= {implicant, other}
    return merged, used


def minimal(on: Collection[Row], free: Collection[Row] = ()) -> list[Model]:
    """All models of the fewest implicants that cover every row that is in; none for no rows."""
    if not on:
        return []
    candidates = primes(on, free)
    who = {row: [one for one in candidates if covers(one, row)] for row in sorted(on)}
    most = 1
    while not (found := set(_covers(who, frozenset(), most))):
        most += 1
    return sorted(
        (tuple(sorted(one, key=order)) for one in found), key=lambda m: [*map(order, m)]
    )


def _covers(
    who: dict[Row, list[Implicant]], model: frozenset[Implicant], left: int
) -> Iterable[frozenset[Implicant]]:
    """Every way to cover the rows with ``left`` more implicants, the scarcest row first."""
    open_rows = [row for row, ones in who.items() if model.isdisjoint(ones)]
    if not open_rows:
        yield model
    elif left:
        for one in who[min(open_rows, key=lambda row: len(who[row]))]:
            yield from _covers(who, model | {one}, left - 1)


def order(implicant: Implicant) -> tuple[int, ...]:
    """Present before absent before either, condition by condition."""
    return tuple({1: 0, 0: 1, None: 2}[said] for said in implicant)


def written(model: Model, names: tuple[str, ...]) -> str:
    """A model as people write it: "A*~B + C"; "1" where it holds always."""
    return " + ".join(_term(one, names) for one in model)


def _term(implicant: Implicant, names: tuple[str, ...]) -> str:
    said = zip(implicant, names, strict=True)
    literals = [name if one else f"~{name}" for one, name in said if one is not None]
    return "*".join(literals) or "1"
