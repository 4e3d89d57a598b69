"""A ledger out of the columns of a table: one row per line and bearer."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Protocol

from cordata.analysis.cells import amounts, words
from cordata.analysis.columns import Frame
from cordata.analysis.contract import SpecError
from cordata.analysis.costs.ledger import (
    Basis,
    Bearer,
    Category,
    Line,
    Mode,
    Payer,
    Phase,
)
from cordata.analysis.costs.money import Index, Parity
from cordata.analysis.costs.totals import Prices


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what; rows of one line repeat everything but payer, share and mode.

    ``standard`` may be empty for a ledger without prices of a common list, ``low`` and ``high``
    for one without ranges.
    """

    line: str = "line"
    country: str = "country"
    category: str = "category"
    phase: str = "phase"
    basis: str = "basis"
    quantity: str = "quantity"
    share_used: str = "share_used"
    price: str = "price"
    currency: str = "currency"
    price_year: str = "price_year"
    life_years: str = "life_years"
    start: str = "start"
    end: str = "end"
    payer: str = "payer"
    share: str = "share"
    mode: str = "mode"
    group: str = "group"
    standard: str = ""
    low: str = ""
    high: str = ""


class Tables(Protocol):
    """What holds price tables as plain values."""

    @property
    def base(self) -> int: ...
    @property
    def labour(self) -> tuple[tuple[str, int, str], ...]: ...
    @property
    def general(self) -> tuple[tuple[str, int, str], ...]: ...
    @property
    def parities(self) -> tuple[tuple[str, int, str, str], ...]: ...


WORDS = ("line", "country", "category", "phase", "basis", "currency", "payer", "mode", "group")
NUMBERS = (
    "quantity", "share_used", "price", "price_year", "life_years", "start", "end", "share",
)  # fmt: skip
OPTIONAL = ("standard", "low", "high")
EACH = ("payer", "share", "mode")  # may differ between the rows of a line


def read_lines(columns: Columns, frame: Frame) -> list[Line]:
    """Lines in order of their ids.

    Raises SpecError for a missing column, an unknown word, or a line that does not hold, such
    as shares that do not sum to 1.
    """
    text = {one: words(frame, one, getattr(columns, one)).tolist() for one in WORDS}
    value = {one: amounts(frame, one, getattr(columns, one)) for one in NUMBERS}
    for one in OPTIONAL:
        if name := getattr(columns, one):
            value[one] = amounts(frame, one, name)
    rows: dict[str, list[int]] = {}
    for at, line in enumerate(text["line"]):
        rows.setdefault(line, []).append(at)
    return [_line(text, value, rows[line]) for line in sorted(rows)]


def _line(text: dict[str, list[str]], value: dict[str, list[Decimal]], rows: list[int]) -> Line:
    first, name = rows[0], text["line"][rows[0]]
    for columns in (text, value):
        for column, cells in columns.items():
            if column not in EACH and any(cells[at] != cells[first] for at in rows):
                do = "Give every row of a line the same, but payer, share and mode"
                raise SpecError(column, f"rows of line {name} differ", do)
    said = {one: cells[first] for one, cells in text.items()}
    sums = {one: cells[first] for one, cells in value.items()}
    try:
        return Line(
            name,
            said["country"],
            Category(said["category"]),
            Phase(said["phase"]),
            Basis(said["basis"]),
            sums["quantity"],
            sums["price"],
            said["currency"],
            _year(sums["price_year"]),
            _year(sums["start"]),
            _year(sums["end"]),
            tuple(_bearer(text, value, at) for at in rows),
            share_used=sums["share_used"],
            standard=sums.get("standard"),
            low=sums.get("low"),
            high=sums.get("high"),
            life_years=sums["life_years"],
            group=said["group"],
        )
    except ValueError as wrong:
        raise SpecError(
            f"line {name}", str(wrong), "Correct this line of the ledger"
        ) from wrong


def _year(written: Decimal) -> int:
    if written != int(written):
        raise ValueError(f"{written} is no year")
    return int(written)


def _bearer(text: dict[str, list[str]], value: dict[str, list[Decimal]], at: int) -> Bearer:
    return Bearer(Payer(text["payer"][at]), value["share"][at], Mode(text["mode"][at]))


def prices_of(spec: Tables) -> Prices:
    """Price tables as a spec holds them. Raises SpecError for what is no number above 0."""
    parities = {
        (country, year): Parity(currency, read_positive("parities", rate))
        for country, year, currency, rate in spec.parities
    }
    labour, general = _index("labour", spec.labour), _index("general", spec.general)
    return Prices(spec.base, labour, general, parities)


def read_rate(written: str) -> Decimal:
    """A discount rate a year, "0.03". Raises SpecError for what is none."""
    try:
        found = Decimal(written)
    except InvalidOperation:
        found = Decimal(-1)
    if not 0 <= found < 1:
        raise SpecError("rate", f"{written} is no discount rate", "Give a share, as 0.03")
    return found


def _index(where: str, rows: Iterable[tuple[str, int, str]]) -> Index:
    return {(country, year): read_positive(where, value) for country, year, value in rows}


def read_positive(where: str, written: str) -> Decimal:
    """A number above 0 as text. Raises SpecError for anything else."""
    try:
        found = Decimal(written)
    except InvalidOperation:
        found = Decimal(0)
    if not found > 0:
        raise SpecError(where, f"{written} is no price", "Give a number above 0, as text")
    return found
