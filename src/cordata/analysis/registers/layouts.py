"""Which columns an official register has, and how one of its lines becomes a row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cordata.analysis.registers.cells import Cells
from cordata.analysis.registers.rows import RegisterRow

Line = Mapping[str, str]


@dataclass(frozen=True)
class Layout:
    """One register's shape. ``row`` returns None for lines that are no schools."""

    name: str
    country: str
    needed: tuple[str, ...]
    row: Callable[[Cells], RegisterRow | None]

    def fits(self, header: tuple[str, ...]) -> bool:
        """Whether all needed columns are there, in whatever order."""
        return set(self.needed) <= set(header)
