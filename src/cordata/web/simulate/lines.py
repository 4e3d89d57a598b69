"""A projection as a table and as JSON: the numbers of the page, unrounded."""

from collections.abc import Iterator
from typing import Any

from cordata.analysis.contract import Estimate
from cordata.analysis.spread.scaling import DRAWS, METHOD, Projection
from cordata.exchange.queries.terms import Basis

HEADER = ("measure", "of", "year", "unit", "value", "likely_low", "likely_high",
          "certain_low", "certain_high")  # fmt: skip
PLACES = 2
# What is told of each year; "" is money.
UNITS = {
    "begun": "schools", "all": "schools", "completed": "schools", "weighted": "schools",
    "mentors": "schools", "load": "hours a week", "cost": "",
}  # fmt: skip


def lines_of(found: Projection, basis: Basis) -> Iterator[list[object]]:
    """A line for every number; what was asked comes first."""
    money = basis.currency
    for name in found.ask.__dataclass_fields__:
        value = getattr(found.ask, name)
        yield ["asked", name, "", "", "" if value is None else value, "", "", "", ""]
    for at, year in enumerate(found.years, start=1):
        for name, unit in UNITS.items():
            yield _line(name, "", at, unit or money, getattr(year, name))
        for payer, one in year.borne.items():
            yield _line("borne", payer, at, money, one)
    yield _line("total", "", "", money, found.total)
    if found.each:
        yield _line("each", "", "", money, found.each)
    for measure, some in (("spent", found.parts), ("borne", found.borne)):
        for name, one in some.items():
            yield _line(measure, name, "", money, one)
    for driver in found.drivers:
        span = driver.likely
        yield ["driver", driver.name, "", money, "", round(span.low, PLACES),
               round(span.high, PLACES), "", ""]  # fmt: skip
    yield ["mentors", "", "", "schools", found.mentors, "", "", "", ""]
    yield ["chance", "", "", "share of futures", round(found.chance, 4), "", "", "", ""]
    yield ["growth", "", "", "mentors a year", round(found.factor, 4), "", "", "", ""]
    for name, side in sorted(found.outside.items()):
        yield ["outside", name, "", side, getattr(found.ask, name), "", "", "", ""]


def document_of(found: Projection, basis: Basis) -> dict[str, Any]:
    """The same for programs, with what it rests on."""
    return {
        "method": METHOD,
        "draws": DRAWS,
        "seed": found.seed,
        "country": basis.country,
        "model": basis.model,
        "currency": basis.currency,
        "known": {
            name: {"yes": one.yes, "asked": one.asked, "from": basis.sources[name].kind}
            for name, one in basis.terms.known.items()
        },
        "fidelity": basis.terms.fidelity,
        "studied": {name: list(span) for name, span in basis.terms.studied.items()},
        "numbers": [dict(zip(HEADER, one, strict=True)) for one in lines_of(found, basis)],
    }


def _line(measure: str, of: str, year: object, unit: str, one: Estimate) -> list[object]:
    ends: list[object] = []
    for span in (one.likely, one.interval):
        ends += (
            ["", ""] if span is None else [round(span.low, PLACES), round(span.high, PLACES)]
        )
    return [measure, of, year, unit, round(one.value, PLACES), *ends]
