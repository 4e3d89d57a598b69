"""E5, registered: what a programme costs, by view, payer, kind and unit."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from cordata.analysis.cells import chosen, named
from cordata.analysis.columns import Frame
from cordata.analysis.contract import Arm, Check, Estimate, Level, Result, Size, worst
from cordata.analysis.costs.bands import EDITIONS, YEARS, band
from cordata.analysis.costs.ledger import Line
from cordata.analysis.costs.looks import looks
from cordata.analysis.costs.money import NoPrice
from cordata.analysis.costs.range import drawn_totals, interval
from cordata.analysis.costs.reading import (
    Columns,
    prices_of,
    read_lines,
    read_positive,
    read_rate,
)
from cordata.analysis.costs.totals import Prices, PriceSet, by, by_payer, by_year, total
from cordata.analysis.costs.units import Served, per_unit
from cordata.analysis.costs.views import View
from cordata.analysis.costs.years import BASE_RATE, SHOWN_RATES

METHOD = "costs/1"


@dataclass(frozen=True, slots=True)
class CostsSummary:
    """A ledger, one row of the table per line and bearer.

    base      year whose prices, and from which, all is counted
    columns   (role, column) where the table calls it otherwise; roles as in ``reading.Columns``
    view      the view that the first estimate is of
    of        "local" or "standard" prices
    labour, general  price indices: (country, year, value)
    parities  (country, year, currency, units per PPS)
    mentees, mentors  how many were served; keys as in ``units.Served``
    pounds    pounds sterling that buy what one PPS of the base year buys: gives the band of the EEF
              over three years from ``base``; empty for none
    diary     weeks with a diary of hours, of all weeks; none if hours come from elsewhere
    """

    base: int
    columns: tuple[tuple[str, str], ...] = ()
    view: str = View.SOCIETAL
    of: str = PriceSet.LOCAL
    rate: str = str(BASE_RATE)
    labour: tuple[tuple[str, int, str], ...] = ()
    general: tuple[tuple[str, int, str], ...] = ()
    parities: tuple[tuple[str, int, str, str], ...] = ()
    mentees: tuple[tuple[str, int], ...] = ()
    mentors: tuple[tuple[str, int], ...] = ()
    diary: tuple[int, int] | None = None
    pounds: str = ""
    draws: int = 2000


def costs_summary(spec: CostsSummary, frame: Frame, seed: int) -> Result:
    """The total in the view that was asked for, then all views, rates, payers, kinds and units.

    Estimates are in PPS of the base year: "societal", "authority", "school" (always all three),
    "school-additional", "societal@0", "payer:ministry", "category:travel",
    "societal/schools:mentees" ... The first, and what it is for each unit, have an interval where
    quantities have ranges.
    """
    columns = named(Columns, "columns", spec.columns)
    lines, prices = read_lines(columns, frame), prices_of(spec)
    sizes: dict[Arm, Size] = {"all": Size(len(lines), groups=len({one.group for one in lines}))}
    checks = _checks(lines, prices, spec)
    if worst(checks) is Level.REFUSE:
        return Result(METHOD, "E5", {}, sizes, tuple(checks), seed=seed)
    of, rate = chosen(PriceSet, "of", spec.of), read_rate(spec.rate)
    asked = chosen(View, "view", spec.view)
    first = total(lines, prices, asked, of=of, rate=rate)
    found = {spec.view: first}
    for view in View:
        for shown in sorted({rate, *SHOWN_RATES}):
            name = str(view) if shown == rate else f"{view}@{shown.normalize():f}"
            found[name] = total(lines, prices, view, of=of, rate=shown)
    found |= _parts(lines, prices, of, rate)
    estimates = {name: Estimate(float(value)) for name, value in found.items()}
    chance = np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed)))
    drawn = drawn_totals(lines, prices, asked, chance, of=of, rate=rate, draws=spec.draws)
    whole = Estimate(float(first), interval=interval(drawn))
    estimates |= {spec.view: whole} | _units(spec, first, whole)
    checks += _band(spec, lines, prices, of, rate)
    return Result(METHOD, "E5", estimates, sizes, tuple(checks), seed=seed)


def _checks(lines: list[Line], prices: Prices, spec: CostsSummary) -> list[Check]:
    """Warnings; a missing price refuses everything: a sum without it would be a wrong sum."""
    of, rate = chosen(PriceSet, "of", spec.of), read_rate(spec.rate)
    try:
        total(lines, prices, View.SOCIETAL, of=of, rate=rate)
        found = looks(lines, prices, rate=rate, of=of, diary_weeks=spec.diary)
    except NoPrice as missing:
        return [Check("price_missing", Level.REFUSE, {"of": str(missing)})]
    return [Check("lines", Level.OK if lines else Level.REFUSE, {"lines": len(lines)}), *found]


def _band(
    spec: CostsSummary, lines: list[Line], prices: Prices, of: PriceSet, rate: Decimal
) -> list[Check]:
    """Band of the EEF, if pounds and pupils are known; a look without any blame."""
    pupils = dict(spec.mentees).get("pupils", 0)
    if not spec.pounds or pupils < 1:
        return []
    view, pounds = View.SCHOOL_ADDITIONAL, read_positive("pounds", spec.pounds)
    spent = by_year(lines, prices, view, of=of, rate=rate)
    years = {
        year: pounds * spent.get(year, Decimal(0))
        for year in range(spec.base, spec.base + YEARS)
    }
    facts = {"band": band(years, pupils, view), "edition": EDITIONS[-1].seen}
    return [Check("cost_band", Level.OK, facts)]


def _parts(
    lines: list[Line], prices: Prices, of: PriceSet, rate: Decimal
) -> dict[str, Decimal]:
    traits = {
        "payer": by_payer(lines, prices, of=of, rate=rate),
        "category": by(lines, lambda one: str(one.category), prices, of=of, rate=rate),
        "phase": by(lines, lambda one: str(one.phase), prices, of=of, rate=rate),
        "basis": by(lines, lambda one: str(one.basis), prices, of=of, rate=rate),
    }
    return {
        f"{trait}:{name}": parts[name]
        for trait, parts in traits.items()
        for name in sorted(parts)
    }


def _units(spec: CostsSummary, cost: Decimal, whole: Estimate) -> dict[str, Estimate]:
    """Each with its interval: how many were served is known, so the ends are parted alike."""
    found: dict[str, Decimal] = {}
    each = per_unit(
        cost,
        named(Served, "mentees", spec.mentees),
        named(Served, "mentors", spec.mentors),
    )
    for unit, value in each.items():
        if value.mentees is not None:
            found[f"{spec.view}/{unit}:mentees"] = value.mentees
        if value.all is not None and (unit == "contact_hours" or dict(spec.mentors).get(unit)):
            found[f"{spec.view}/{unit}:all"] = value.all
    return {name: _part(value, cost, whole) for name, value in found.items()}


def _part(value: Decimal, cost: Decimal, whole: Estimate) -> Estimate:
    ends = whole.interval.times(float(value / cost)) if whole.interval and cost else None
    return Estimate(float(value), interval=ends)
