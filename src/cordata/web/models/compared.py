"""Models side by side: cells in words, strips of shares, and lines for spreadsheets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cordata.analysis.coordination.shares import GroupedShare
from cordata.evidence.models import Finding
from cordata.evidence.queries.comparison import SHOWN, Cell, Side, effect_known
from cordata.web.costs.words import PPS
from cordata.web.evidence.asked import outcome_asked
from cordata.web.evidence.chart import Chart, chart_of
from cordata.web.evidence.estimates import POINTS
from cordata.web.evidence.words import ends, measured, unit_of
from cordata.web.models.words import level_name, lifts

EACH = "/schools:mentees"  # ends the name of a cost that is for each mentored school


@dataclass(frozen=True)
class Said:
    """One cell: its number or none, where it lies, what it is out of, and what it rests on."""

    value: str
    within: str
    out_of: str
    finding: Finding | None = None
    why_not: str = ""
    lifts: str = ""


@dataclass(frozen=True)
class Column:
    """One level of the axis, with its four cells."""

    level: str
    name: str
    there: str
    effect: Said
    cost: Said
    reach: Said
    lasts: Said


@dataclass(frozen=True)
class Strip:
    """Shares of one measure: rows of (level, value, within, at, start, width)."""

    title: str
    rows: list[tuple[str, str, str, str, str, str]]


def columns_of(axis: str, sides: Sequence[Side]) -> list[Column]:
    """Every level; those that no cluster has say so."""
    return [
        Column(
            level=one.level,
            name=level_name(axis, one.level),
            there=_there(one),
            effect=_effect(one),
            cost=_cost(one.cost),
            reach=_share(one.reach),
            lasts=_share(one.lasts, over=True),
        )
        for one in sides
    ]


def lifted_by(columns: Sequence[Column]) -> list[tuple[str, str]]:
    """What would lift each "not enough data", said once for all levels that lack the same."""
    found: dict[str, list[str]] = {}
    for one in columns:
        if one.effect.lifts:
            found.setdefault(one.effect.lifts, []).append(one.name)
    return [(", ".join(names), words) for words, names in found.items()]


def effects_of(axis: str, sides: Sequence[Side]) -> Chart | None:
    """Dots and bands of the effects in points, about zero; None where there is none."""
    there = [
        (level_name(axis, one.level), one.effect.shown)
        for one in sides
        if one.effect is not None and unit_of(one.effect.shown.name) == POINTS
    ]
    if not there:
        return None
    # One name for all of them: what differs is the level, not what the number is of.
    chart = chart_of([replace(shown, name="effect") for _name, shown in there], "effect")
    rows = zip(there, chart.rows, strict=True)
    named = [replace(row, label=name, is_main=False) for (name, _shown), row in rows]
    return replace(chart, rows=named)


def strips_of(axis: str, sides: Sequence[Side]) -> list[Strip]:
    """Reach and what lasts, of those levels that can be drawn."""
    measures = (
        (_("Reached, of 100 mentored schools"), [one.reach for one in sides]),
        (
            _("Going on after support has ended, of 100 mentored schools"),
            [one.lasts for one in sides],
        ),
    )
    made = [
        Strip(
            title,
            [
                _strip(level_name(axis, side.level), share)
                for side, share in zip(sides, shares, strict=True)
                if share.n >= SHOWN
            ],
        )
        for title, shares in measures
    ]
    return [one for one in made if one.rows]


def lines_of(axis: str, sides: Sequence[Side]) -> Iterator[list[object]]:
    """Every number of the page; nothing where the page shows nothing."""
    effect = ": ".join(filter(None, (_("Effect"), outcome_of(sides))))
    for one in sides:
        name = level_name(axis, one.level)
        for measure, cell, unit in (
            (effect, one.effect, pgettext("of a scale", "points")),
            (_("Cost"), one.cost, PPS),
        ):
            if cell is not None:
                shown, size = cell.shown, cell.behind
                yield [name, measure, shown.value, shown.low, shown.high, unit, size.schools or None,
                       size.clusters, cell.finding.public_id]  # fmt: skip
        for measure, share in ((_("Reach"), one.reach), (_("What lasts"), one.lasts)):
            if share.n >= SHOWN and share.value is not None:
                numbers = [share.value, share.low, share.high]
                rounded = [None if each is None else round(each, 4) for each in numbers]
                yield [name, measure, *rounded, _("share"), share.n, share.groups, ""]


def outcome_of(sides: Sequence[Side]) -> str:
    """What the effects are on: the same for all of them; "" where there is none."""
    cell = next((one.effect for one in sides if one.effect), None)
    return outcome_asked(cell.finding.run.table.params) if cell else ""


def effect_of(label: str) -> Said:
    """What one of the common labels changes against the others, as the page of all models says it."""
    return _of_effect(effect_known("label", label))


def _there(side: Side) -> str:
    if not side.clusters:
        return _("No cluster yet")
    clusters = ngettext("%(number)d cluster", "%(number)d clusters", side.clusters)
    countries = ngettext("in %(number)d country", "in %(number)d countries", side.countries)
    return f"{clusters % {'number': side.clusters}} {countries % {'number': side.countries}}"


def _effect(side: Side) -> Said:
    said = _of_effect(side.effect)
    return said if said.value else replace(said, lifts=lifts(side.enough))


def _of_effect(found: Cell | None) -> Said:
    if found is None:
        return Said("", "", "", why_not=_("not enough data to compare"))
    return Said(measured(found.shown), ends(found.shown), _behind(found), found.finding)


def _cost(cell: Cell | None) -> Said:
    if cell is None:
        return Said("", "", "", why_not=_("no finding yet"))
    each = _("for each mentored school") if cell.shown.name.endswith(EACH) else _("in all")
    clusters = ngettext("%(number)d cluster", "%(number)d clusters", cell.behind.clusters)
    out_of = f"{each} · {clusters % {'number': cell.behind.clusters}}"
    return Said(measured(cell.shown), ends(cell.shown), out_of, cell.finding)


def _behind(cell: Cell) -> str:
    said = ngettext(
        "%(number)d school, %(clusters)d clusters",
        "%(number)d schools, %(clusters)d clusters",
        cell.behind.schools,
    )
    return said % {"number": cell.behind.schools, "clusters": cell.behind.clusters}


def _share(share: GroupedShare, *, over: bool = False) -> Said:
    if not share.n:
        none = (
            _("none could be followed after support yet")
            if over
            else _("no mentored school yet")
        )
        return Said("", "", "", why_not=none)
    if share.n < SHOWN:
        return Said("", "", "", why_not=_("fewer than five schools"))
    value = ngettext(
        "%(yes)d of %(number)d school", "%(yes)d of %(number)d schools", share.n
    ) % {"yes": share.yes, "number": share.n}
    out_of = ngettext("%(number)d cluster", "%(number)d clusters", share.groups)
    return Said(value, _within(share), out_of % {"number": share.groups})


def _within(share: GroupedShare) -> str:
    if share.low is None or share.high is None:
        return ""
    facts = {"low": _hundred(share.low), "high": _hundred(share.high)}
    return _("%(low)d to %(high)d of 100") % facts


def _hundred(share: float) -> int:
    return round(100 * share)


def _strip(name: str, share: GroupedShare) -> tuple[str, str, str, str, str, str]:
    at = share.value or 0.0
    low = at if share.low is None else share.low
    high = at if share.high is None else share.high
    return (
        name, f"{_hundred(at)}", _within(share), f"{100 * at:.1f}%", f"{100 * low:.1f}%",
        f"{100 * (high - low):.1f}%",
    )  # fmt: skip
