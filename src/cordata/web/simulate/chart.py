"""Schools that have begun year by year, as an SVG of bands: drawn by the server from the tested numbers."""

from dataclasses import dataclass

from cordata.analysis.contract import Estimate, Interval
from cordata.analysis.spread.scaling import Projection
from cordata.web.simulate.words import about

WIDE, HIGH = 480.0, 220.0
LEFT, RIGHT, TOP, BOTTOM = 10.0, 66.0, 24.0, 30.0


@dataclass(frozen=True)
class Bands:
    """Polygons and a line as SVG reads them, and labels with where they stand.

    goal   height of the line of all schools, with its label
    ticks  (x, label) of each year; ends: (x, y, label) of the last value
    """

    certain: str
    likely: str
    line: str
    dots: list[tuple[str, str]]
    goal: tuple[str, str]
    ticks: list[tuple[str, int]]
    end: tuple[str, str, str]


def bands_of(found: Projection) -> Bands | None:
    """None for one year, where there is nothing to draw between, and for no school."""
    rows = [one.all for one in found.years]
    if len(rows) < 2 or not found.ask.schools:  # noqa: PLR2004 - a band needs two ends
        return None
    most = max(found.ask.schools, *(_span(one, "interval").high for one in rows))
    across = [LEFT + (WIDE - LEFT - RIGHT) * at / (len(rows) - 1) for at in range(len(rows))]

    def down(value: float) -> float:
        return TOP + (HIGH - TOP - BOTTOM) * (1 - value / most)

    def area(name: str) -> str:
        spans = [_span(one, name) for one in rows]
        upper = [(x, down(one.high)) for x, one in zip(across, spans, strict=True)]
        lower = [(x, down(one.low)) for x, one in zip(across, spans, strict=True)]
        return _points([*upper, *reversed(lower)])

    middle = [(x, down(one.value)) for x, one in zip(across, rows, strict=True)]
    last = middle[-1]
    return Bands(
        certain=area("interval"),
        likely=area("likely"),
        line=_points(middle),
        dots=[(f"{x:.1f}", f"{y:.1f}") for x, y in middle],
        goal=(f"{down(found.ask.schools):.1f}", about(found.ask.schools)),
        ticks=[(f"{x:.1f}", at) for at, x in enumerate(across, start=1)],
        end=(f"{last[0] + 10:.1f}", f"{last[1] + 5:.1f}", about(rows[-1].value)),
    )


def _span(one: Estimate, name: str) -> Interval:
    found: Interval | None = getattr(one, name)
    return found or Interval(one.value, one.value)


def _points(some: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in some)
