"""Where the marks of a strip stand: leaders a circle, teachers a square, pupils a triangle."""

from dataclasses import dataclass

from cordata.web.reports.words import Line

LOWEST, HIGHEST = 1.0, 5.0


@dataclass(frozen=True)
class Place:
    """One mark: whose, and how far along and down in per cent; hollow where it stood before."""

    voice: str
    percent: str
    before: bool
    down: str = "50%"


def places_of(line: Line) -> list[Place]:
    """Marks of before above those of now: where little moved, one would hide the other."""
    then = [
        Place(cell.voice, percent(cell.at_before), before=True, down="24%")
        for cell in line.cells
        if cell.at_before is not None
    ]
    down = "76%" if then else "50%"
    now = [
        Place(cell.voice, percent(cell.at), before=False, down=down)
        for cell in line.cells
        if cell.at is not None
    ]
    return then + now


def percent(mean: float) -> str:
    """How far along the strip a mean stands."""
    return f"{100 * (mean - LOWEST) / (HIGHEST - LOWEST):.1f}%"
