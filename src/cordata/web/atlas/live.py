"""What our own network shows of a way: the numbers of the page that compares models, no others."""

from collections.abc import Iterable
from dataclasses import dataclass

from cordata.evidence.queries.comparison import compare_on
from cordata.guidance.queries.atlas import Described
from cordata.web.models.compared import Column, columns_of

MOST = 4  # side by side


@dataclass(frozen=True)
class Beside:
    """A way and its columns: one for each of its levels."""

    described: Described
    columns: list[Column]

    @property
    def is_one(self) -> bool:
        """Whether the name of the way says already which level it is."""
        return len(self.columns) == 1


def with_live(ways: Iterable[Described]) -> list[Beside]:
    """Each with what is known of it here. As many queries as for one axis."""
    ways = list(ways)
    axes = sorted({one.way.axis for one in ways})
    sides = compare_on(axes) if axes else {}
    columns = {axis: columns_of(axis, some) for axis, some in sides.items()}
    found = []
    for one in ways:
        pairs = zip(sides[one.way.axis], columns[one.way.axis], strict=True)
        mine = [column for side, column in pairs if side.level in one.way.levels]
        found.append(Beside(one, mine))
    return found
