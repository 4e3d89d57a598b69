"""A projection in words, rows and marks: one place for the page and its parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordata.analysis.contract import Estimate, Interval
from cordata.analysis.spread.scaling import Projection
from cordata.costs.models import Bears
from cordata.exchange.queries.terms import Basis
from cordata.web.costs.words import payer_name, whole
from cordata.web.simulate.naming import driver_name, part_name

DIGITS = 3  # more would say that we know more than we do
TOGETHER = "\N{NO-BREAK SPACE}"
HUNDRED = 100


@dataclass(frozen=True)
class Said:
    """A number with where it likely (80 %) and almost certainly (95 %) lies; "" where it is exact."""

    value: str
    likely: str
    certain: str


@dataclass(frozen=True)
class Bar:
    """A row with its bar: ``part`` of ``most``."""

    name: str
    part: float
    most: float
    said: str
    beside: str = ""


@dataclass(frozen=True)
class YearRow:
    """One year of the table."""

    number: int
    begun: Said
    all: Said
    completed: Said
    mentors: Said
    load: Said
    cost: Said


def about(number: float, digits: int = DIGITS) -> str:
    """To so many digits, thousands parted as the language does: 312,000."""
    amount = Decimal(repr(float(number)))
    if not amount:
        return whole(Decimal(0))
    step = Decimal(1).scaleb(max(amount.adjusted() - digits + 1, 0))
    return whole((amount / step).quantize(Decimal(1), ROUND_HALF_UP) * step)


def money(number: float, currency: str) -> str:
    """As "312,000 EUR"."""
    return f"{about(number)}{TOGETHER}{currency}"


def said(one: Estimate, unit: str = "") -> Said:
    """With the unit once at the end."""
    behind = f"{TOGETHER}{unit}" if unit else ""
    return Said(
        f"{about(one.value)}{behind}",
        _between(one.likely, behind),
        _between(one.interval, behind),
    )


def _between(span: Interval | None, behind: str = "") -> str:
    if span is None or about(span.low) == about(span.high):
        return ""
    return _("%(low)s to %(high)s") % {
        "low": about(span.low),
        "high": f"{about(span.high)}{behind}",
    }


def years_of(found: Projection, currency: str) -> list[YearRow]:
    """Every year, from 1."""
    return [
        YearRow(
            at, said(one.begun), said(one.all), said(one.completed), said(one.mentors),
            said(one.load), said(one.cost, currency),
        )
        for at, one in enumerate(found.years, start=1)
    ]  # fmt: skip


def borne_by_year(found: Projection, currency: str) -> list[tuple[str, list[Said]]]:
    """What each bears in each year, from the first; the one that bears most comes first."""
    return [
        (_payer(name), [said(year.borne[name], currency) for year in found.years])
        for name, whole_sum in found.borne.items()
        if whole_sum.value > 0
    ]


def bars_of(amounts: Mapping[str, Estimate], currency: str, *, payers: bool) -> list[Bar]:
    """Who bears it, or what it is spent on; of each hundred of the money, how much."""
    whole_sum = sum(one.value for one in amounts.values())
    return [
        Bar(
            _payer(name) if payers else part_name(name),
            one.value,
            whole_sum,
            money(one.value, currency),
            _("%(number)d of each 100") % {"number": round(HUNDRED * one.value / whole_sum)},
        )
        for name, one in amounts.items()
        if one.value > 0
    ]


def _payer(name: str) -> str:
    if name in {Bears.MENTOR_SCHOOL.value, Bears.MENTEE_SCHOOL.value}:
        # Hours that are paid anyway: a ministry must not take them for money it saves.
        return _("%(payer)s, with hours they pay anyway") % {"payer": payer_name(name)}
    return payer_name(name)


def drivers_of(found: Projection, currency: str) -> list[Bar]:
    """What makes the range wide, the most first; what moves nothing is left out."""
    widest = found.drivers[0].width
    return [
        Bar(
            driver_name(one.name),
            one.width,
            widest,
            _between(one.likely, f"{TOGETHER}{currency}"),
        )
        for one in found.drivers
        if widest and one.width >= widest / HUNDRED
    ]


def widest(found: Projection) -> list[str]:
    """The two drivers that matter most, or fewer."""
    return [driver_name(one.name) for one in found.drivers[:2] if one.width > 0]


def driven_by(found: Projection) -> str:
    """In a sentence: the two that matter most; "" where nothing is unsure."""
    names = widest(found)
    if not names:
        return ""
    if len(names) == 1:
        return _("What makes the range wide: %(first)s.") % {"first": names[0]}
    return _("What makes the range wide, the most first: %(first)s; %(second)s.") % {
        "first": names[0],
        "second": names[1],
    }


def of_hundred(share: float) -> int:
    """Futures of a hundred; never "100" or "0" where it is not all or none."""
    found = round(HUNDRED * share)
    if 0 < share < 1:
        return min(max(found, 1), HUNDRED - 1)
    return found


def why_so_many(found: Projection) -> str:
    """Beside the mentor schools to begin with."""
    if found.ask.mentors is not None:
        return _("as you said")
    if found.is_likely:
        return _("so that all likely begin in time")
    return _("as many as the money allows")


def sentence(found: Projection, basis: Basis, country: str, model: str) -> str:
    """What may be quoted: the question, the answer, its range and its limits.

    It stands alone where it is quoted: so it never puts the bill of some schools beside all of them.
    """
    said_so = _in_time if found.is_likely else _too_few
    in_time = _("All begin in time in %(number)d of 100 futures.") % {
        "number": of_hundred(found.chance)
    }
    return f"{said_so(found, basis, country, model)} {in_time}"


def _too_few(found: Projection, basis: Basis, country: str, model: str) -> str:
    """Money or mentor schools are not enough: how many schools that bill is for."""
    facts = {
        "country": country, "model": model, "years": _in_years(found),
        "begun": about(found.years[-1].all.value), "schools": whole(Decimal(found.ask.schools)),
        "cost": money(found.total.value, basis.currency),
        "likely": said(found.total, basis.currency).likely,
    }  # fmt: skip
    if not facts["likely"]:
        return (
            _("%(country)s, %(model)s. Schools that begin in %(years)s: about %(begun)s of "
              "%(schools)s. Cost in all: about %(cost)s.")
            % facts
        )  # fmt: skip
    return (
        _("%(country)s, %(model)s. Schools that begin in %(years)s: about %(begun)s of "
          "%(schools)s. Cost in all: about %(cost)s, likely %(likely)s.")
        % facts
    )  # fmt: skip


def _in_years(found: Projection) -> str:
    years = ngettext("%(number)d year", "%(number)d years", found.ask.years)
    return years % {"number": found.ask.years}


def _in_time(found: Projection, basis: Basis, country: str, model: str) -> str:
    schools = ngettext(
        "%(number)s mentored school", "%(number)s mentored schools", found.ask.schools
    ) % {"number": whole(Decimal(found.ask.schools))}
    facts = {
        "country": country, "model": model, "schools": schools, "years": _in_years(found),
        "cost": money(found.total.value, basis.currency),
        "likely": said(found.total, basis.currency).likely,
    }  # fmt: skip
    if not facts["likely"]:
        return (
            _("%(country)s, %(model)s: %(schools)s in %(years)s cost about %(cost)s in all.")
            % facts
        )
    return (
        _("%(country)s, %(model)s: %(schools)s in %(years)s cost about %(cost)s in all, likely "
          "%(likely)s.")
        % facts
    )  # fmt: skip
