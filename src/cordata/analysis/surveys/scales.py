"""Which statements make up a scale, and which of them may be compared between rounds."""

from collections.abc import Sequence
from dataclasses import dataclass

MAX_POINTS = 100  # more would not fit beside the reasons in a signed byte


@dataclass(frozen=True)
class Item:
    """One statement of an instrument. Its key is the same in all languages and rounds.

    points    the scale runs from 1 to this
    reversed  agreeing means less of what the scale measures
    core      locked; local and optional items are never scored
    """

    key: str
    scale: str
    points: int = 5
    reversed: bool = False
    core: bool = True


@dataclass(frozen=True)
class Scale:
    """The columns of an answer table that are averaged, and which of them are reversed."""

    key: str
    columns: tuple[int, ...]
    reversed: tuple[bool, ...]
    points: int = 5

    def __post_init__(self) -> None:
        if not self.columns or len(self.columns) != len(self.reversed):
            raise ValueError(f"{self.key}: a scale needs items, and a direction for each")
        if not 2 <= self.points <= MAX_POINTS:  # noqa: PLR2004 - one point tells nothing
            raise ValueError(f"{self.key}: a scale has 2 to {MAX_POINTS} points")


def scales_of(items: Sequence[Item], *others: Sequence[Item]) -> tuple[Scale, ...]:
    """The scales of an instrument, in the order in which they first appear.

    items    in the order of the columns of the answer table
    others   instruments of the rounds or schools that it is compared with: an item that is
             not core in every one, or that is another question there (points, direction,
             scale), is left out; so is a scale that loses all its items

    Raises ValueError if the items of one scale have different numbers of points.
    """
    same = [{one for one in other if one.core} for other in others]
    kept: dict[str, list[int]] = {}
    for column, item in enumerate(items):
        if item.core and all(item in other for other in same):
            kept.setdefault(item.scale, []).append(column)
    return tuple(_scale(key, columns, items) for key, columns in kept.items())


def same_areas(items: Sequence[Item], others: Sequence[Item]) -> frozenset[str]:
    """Scales for which two versions of an instrument score the very same items."""
    ours, theirs = ({one for one in some if one.core} for some in (items, others))
    changed = {one.scale for one in ours ^ theirs}
    return frozenset(one.scale for one in ours) - changed


def _scale(key: str, columns: list[int], items: Sequence[Item]) -> Scale:
    points = {items[column].points for column in columns}
    if len(points) > 1:
        raise ValueError(f"{key}: items with {sorted(points)} points cannot be averaged")
    return Scale(
        key=key,
        columns=tuple(columns),
        reversed=tuple(items[column].reversed for column in columns),
        points=points.pop(),
    )
