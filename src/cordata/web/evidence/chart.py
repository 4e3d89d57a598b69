"""Where the dots and intervals of a finding stand: one scale for all of its lines.

About zero; what cannot be less than nothing begins at it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import log

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from cordata.evidence.queries.shown import SLOPES, Shown
from cordata.web.costs.words import whole
from cordata.web.evidence.estimates import EACH, PERCENT, PLAIN, POINTS, SHARE, SLOPE, TIMES
from cordata.web.evidence.words import OF_MONEY, ends, likely_ends, measured, name_of, unit_of

SCALES = {
    PERCENT: (10.0, 25.0, 50.0, 100.0),
    SHARE: (0.5, 1.0),
    SLOPE: tuple(one * 10.0**size for size in range(-3, 4) for one in (1, 2, 5)),
    PLAIN: tuple(one * 10.0**size for size in range(8) for one in (1, 2, 5)),
}
SCALES |= dict.fromkeys(OF_MONEY, SCALES[PLAIN])
FROM_ZERO = {
    SHARE: (0.2, 0.4, 1.0),
    **dict.fromkeys(
        OF_MONEY, tuple(one * 10.0**size for size in range(8) for one in (1, 2, 4, 8))
    ),
}
ALONE = frozenset({SLOPE, EACH, TIMES})
LEAST = 10.0**-SLOPES  # a ratio that is shown as nothing
RATIOS = (
    2.0,
    4.0,
    10.0,
    100.0,
    10_000.0,
)  # a chart of times ends there, and at one divided by it
DIGITS = 9  # 100 × 0.15 is 15
TENTH = 0.1  # below it, a tick has more decimals
OF_POINTS = (0.5, 1.0, 2.0, 4.0)


@dataclass(frozen=True)
class Row:
    """One estimate: its words, and how far along its marks stand.

    ends, thin     where the truth almost certainly lies: in words, and (start, width) of its bar
    likely, thick  the same for where it likely lies
    """

    label: str
    value: str
    ends: str
    likely: str
    at: str
    thin: tuple[str, str]
    thick: tuple[str, str]
    is_main: bool


@dataclass(frozen=True)
class Chart:
    """``ticks`` are written at even distances from the left end to the right one.

    caption  the unit, and what the bars mean
    zero     how far along zero stands
    """

    caption: str
    ticks: list[str]
    rows: list[Row]
    has_likely: bool
    zero: str = "50%"


@dataclass(frozen=True)
class Axis:
    """From ``low`` at the left end to ``high`` at the right one."""

    low: float
    high: float

    def along(self, number: float) -> float:
        """How far to the right, in percent; what lies outside, at the end."""
        return 100 * min(1.0, max(0.0, (number - self.low) / (self.high - self.low)))

    def ticks(self, hundred: int) -> list[str]:
        """Five numbers at even distances."""
        step = (self.high - self.low) / 4
        return [_tick(round(hundred * (self.low + step * part), DIGITS)) for part in range(5)]


def beside(shown: Sequence[Shown], main: str) -> list[Shown]:
    """What the chart does not draw: it is in another unit."""
    return [one for one in shown if not _is_drawn(one.name, main)]


def _is_drawn(name: str, main: str) -> bool:
    # What one more of a column brings, or what one costs, is in a unit of its own.
    return name == main if unit_of(main) in ALONE else unit_of(name) == unit_of(main)


def chart_of(shown: Sequence[Shown], main: str) -> Chart:
    """The estimate that the sentence is about, and those in its unit."""
    alike = [one for one in shown if _is_drawn(one.name, main)]
    if unit_of(main) == TIMES:
        return _of_ratios(alike[0])
    alike.sort(key=lambda one: one.name != main)
    has_likely = any(one.likely for one in alike)
    axis = _axis(alike, unit_of(main))
    return Chart(
        _caption(main, has_likely=has_likely),
        axis.ticks(100 if unit_of(main) == SHARE else 1),
        [_row(one, axis, is_main=one.name == main) for one in alike],
        has_likely,
        f"{axis.along(0):.0f}%",
    )


def _axis(alike: Sequence[Shown], unit: str) -> Axis:
    said = [
        end for one in alike for end in (one.value, one.low, one.high) if end is not None
    ] or [0.0]
    begins = unit in FROM_ZERO and min(said) >= 0
    scales = FROM_ZERO[unit] if begins else SCALES.get(unit, OF_POINTS)
    reach = max(map(abs, said))
    scale = next((one for one in scales if one >= reach), scales[-1])
    return Axis(0.0 if begins else -scale, scale)


def _of_ratios(one: Shown) -> Chart:
    """As far to the right at twice as to the left at half: about 1, on the logarithm."""
    logs = [None if end is None else log(max(end, LEAST)) for end in (one.low, one.high)]
    at = log(max(one.value, LEAST))
    reach = max(abs(end) for end in (at, *logs) if end is not None)
    most = next((one for one in RATIOS if log(one) >= reach), RATIOS[-1])
    axis = Axis(-log(most), log(most))
    row = _row(replace(one, value=at, low=logs[0], high=logs[1]), axis, is_main=True)
    ticks = [_tick(most**part) for part in (-1, -0.5, 0, 0.5, 1)]
    named = replace(row, value=measured(one), ends=ends(one))
    return Chart(_caption(one.name, has_likely=False), ticks, [named], has_likely=False)


def _caption(main: str, *, has_likely: bool) -> str:
    unit = unit_of(main)
    if unit in OF_MONEY:
        return _(
            "In PPS at the prices of one year. Bars: where the truth likely (80 %) and almost "
            "certainly (95 %) lies, if what is assumed is off."
        )
    bars = _(
        "Thick bar: where the truth likely lies (80 %). Thin bar: where it almost certainly "
        "lies (95 %)."
    )
    if not has_likely:
        bars = _("The bar is where the truth almost certainly lies (95 %).")
    units = {
        PERCENT: _("In percent of the scale."),
        POINTS: _("In points of the scale from 1 to 5."),
        SHARE: _("Out of 100."),
        TIMES: _("How many times as likely against unlikely; 1 is no difference."),
    }
    return f"{units[unit]} {bars}" if unit in units else bars


def _row(one: Shown, axis: Axis, *, is_main: bool) -> Row:
    return Row(
        label=name_of(one.name),
        value=measured(one),
        ends=ends(one),
        likely=likely_ends(one),
        at=f"{axis.along(one.value):.1f}%",
        thin=_bar((one.low, one.high), axis),
        thick=_bar(one.likely or (None, None), axis),
        is_main=is_main,
    )


def _bar(span: tuple[float | None, float | None], axis: Axis) -> tuple[str, str]:
    """Where it starts and how wide it is; nothing without both ends."""
    low, high = span
    if low is None or high is None:
        return ("", "")
    start, stop = axis.along(low), axis.along(high)
    return (f"{start:.1f}%", f"{stop - start:.1f}%")


def _tick(number: float) -> str:
    places = 0 if number == int(number) else 2 if abs(number) >= TENTH else 4
    said = number_format(abs(number), places) if places else whole(Decimal(abs(number)))
    return f"{'−' if number < 0 else ''}{said}"
