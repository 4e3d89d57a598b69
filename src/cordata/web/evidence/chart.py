"""Where the dots and intervals of a finding stand: one scale about zero for all of its lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format

from cordata.evidence.queries.shown import Shown
from cordata.web.evidence.words import (
    PERCENT,
    PLAIN,
    SHARE,
    SLOPE,
    ends,
    measured,
    name_of,
    unit_of,
)

SCALES = {
    PERCENT: (10.0, 25.0, 50.0, 100.0),
    SHARE: (0.5, 1.0),
    SLOPE: tuple(one * 10.0**size for size in range(-3, 4) for one in (1, 2, 5)),
    PLAIN: tuple(one * 10.0**size for size in range(8) for one in (1, 2, 5)),
}
TENTH = 0.1  # below it, a tick has more decimals
POINTS = (0.5, 1.0, 2.0, 4.0)


@dataclass(frozen=True)
class Row:
    """One estimate: its words, and how far along its marks stand."""

    label: str
    value: str
    ends: str
    at: str
    start: str
    width: str
    is_main: bool


@dataclass(frozen=True)
class Chart:
    """``ticks`` are written at even distances from the left end to the right one."""

    ticks: list[str]
    rows: list[Row]


def chart_of(shown: Sequence[Shown], main: str) -> Chart:
    """The estimate that the sentence is about, and those in its unit."""
    alike = [one for one in shown if unit_of(one.name) == unit_of(main)]
    alike.sort(key=lambda one: one.name != main)
    reach = max(
        (
            abs(end)
            for one in alike
            for end in (one.value, one.low, one.high)
            if end is not None
        ),
        default=0.0,
    )
    scales = SCALES.get(unit_of(main), POINTS)
    scale = next((one for one in scales if one >= reach), scales[-1])
    ticks = [_tick(scale * part) for part in (-1, -0.5, 0, 0.5, 1)]
    return Chart(ticks, [_row(one, scale, is_main=one.name == main) for one in alike])


def _row(one: Shown, scale: float, *, is_main: bool) -> Row:
    low = one.value if one.low is None else one.low
    high = one.value if one.high is None else one.high
    start, stop = _along(low, scale), _along(high, scale)
    return Row(
        name_of(one.name), measured(one), ends(one), f"{_along(one.value, scale):.1f}%",
        f"{start:.1f}%", f"{stop - start:.1f}%", is_main,
    )  # fmt: skip


def _along(number: float, scale: float) -> float:
    return 100 * min(1.0, max(0.0, (number + scale) / (2 * scale)))


def _tick(number: float) -> str:
    places = 0 if number == int(number) else 2 if abs(number) >= TENTH else 4
    whole = number_format(abs(number), places)
    return f"{'−' if number < 0 else ''}{whole}"
