"""Where the marks of a strip stand: leaders a circle, teachers a square, pupils a triangle."""

from dataclasses import dataclass

from cordata.web.reports.words import Line

LOWEST, HIGHEST = 1.0, 5.0


@dataclass(frozen=True)
class Place:
    """One mark: whose, and how far along in per cent; hollow where it stood before."""

    voice: str
    percent: str
    before: bool


def places_of(line: Line) -> list[Place]:
    """Marks of before first, so that those of now lie on top."""
    then = [
        Place(cell.voice, percent(cell.at_before), before=True)
        for cell in line.cells
        if cell.at_before is not None
    ]
    now = [
        Place(cell.voice, percent(cell.at), before=False)
        for cell in line.cells
        if cell.at is not None
    ]
    return then + now


def percent(mean: float) -> str:
    """How far along the strip a mean stands."""
    return f"{100 * (mean - LOWEST) / (HIGHEST - LOWEST):.1f}%"
