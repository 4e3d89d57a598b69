"""Sheets as lines of ``analysis.costs``: from hours to money, nothing in between is counted twice."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from cordata.analysis.costs.ledger import (
    Basis,
    Bearer,
    Category,
    Line,
    Mode,
    Payer,
    Phase,
    PriceSource,
)
from cordata.costs.models import Item, Kind
from cordata.costs.queries import shipped
from cordata.costs.queries.prices import InForce, in_pps
from cordata.costs.queries.sheets import Sheet
from cordata.costs.queries.usual import Used
from cordata.cycles.queries.hours import ROLES

GUESS = Decimal("0.5")  # a guess may be off by half, either way
SHARE = Decimal("1e-14")  # shares are kept so that a column of floats has them exactly
PAID_BY = dict(zip(ROLES, (Item.LEADER, Item.TEACHER, Item.OTHER), strict=True))
ITEMS = {
    Kind.COORDINATION: Item.TEACHER, Kind.SUPPORT: Item.TEACHER, Kind.TRAINING: Item.TEACHER,
    Kind.COVER: Item.SUPPLY, Kind.MENTOR_TRAVEL: Item.KILOMETRE,
    Kind.MENTEE_TRAVEL: Item.KILOMETRE,
}  # fmt: skip
CATEGORIES = {
    Kind.COVER: Category.PERSONNEL, Kind.TRAINING: Category.TRAINING,
    Kind.MENTOR_TRAVEL: Category.TRAVEL, Kind.MENTEE_TRAVEL: Category.TRAVEL,
    Kind.ROOMS: Category.FACILITIES, Kind.EQUIPMENT: Category.EQUIPMENT,
}  # fmt: skip
SIDES = {Kind.MENTOR_TIME: "mentor", Kind.MENTEE_TIME: "mentee"}
COVERED = "teachers"  # whose lessons a supply teacher takes


@dataclass(frozen=True)
class Ledger:
    """Lines, and what has no price: with any of it, no sum may be shown.

    minutes  by id of a line of recorded time: what activities say today
    """

    lines: list[Line] = field(default_factory=list)
    missing: set[Item] = field(default_factory=set)
    minutes: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class _Part:
    """One line of an ingredient: of a role, or "" for the whole; ``own`` of it in own time, 0 to 1."""

    role: str
    quantity: Decimal
    own: Decimal


def ledger_of(
    sheets: Iterable[Sheet],
    prices: Mapping[Item, InForce],
    standard: Mapping[Item, Decimal],
) -> Ledger:
    """All lines of some sheets of one country, priced."""
    found = Ledger()
    for sheet in sheets:
        for used in sheet.used:
            for part in _parts(sheet, used):
                _add(found, sheet, used, part, prices, standard)
    return found


def _parts(sheet: Sheet, used: Used) -> Iterator[_Part]:
    """Recorded time by role; everything else as it is."""
    if side := SIDES.get(used.kind):
        for role in ROLES:
            hours = _hours(sheet, side, role)
            if hours or _minutes_now(sheet, side, role):
                covered = _covered(sheet) if role == COVERED else Decimal(0)
                yield _uncovered(_Part(role, hours, _own(used)), covered)
    elif used.quantity:
        yield _Part("", used.quantity, _own(used))


def _own(used: Used) -> Decimal:
    return Decimal(used.own_time) / 100


def _hours(sheet: Sheet, side: str, role: str) -> Decimal:
    minutes = sheet.counted[f"time:{side}:{role}"] + sheet.counted[f"travel:{side}:{role}"]
    return Decimal(minutes) / 60


def _covered(sheet: Sheet) -> Decimal:
    """Share of teachers' paid hours, of both sides, in which a supply teacher took their lessons.

    Only one hour is given up then, and it is counted as cover.
    """
    paid = sum(
        _hours(sheet, SIDES[one.kind], COVERED) * (1 - _own(one))
        for one in sheet.used
        if one.kind in SIDES
    )
    return min(sheet.quantity(Kind.COVER) / paid, Decimal(1)) if paid else Decimal(0)


def _uncovered(part: _Part, covered: Decimal) -> _Part:
    """Without the covered share of its paid hours; own time stays whole."""
    own = part.quantity * part.own
    left = own + (part.quantity - own) * (1 - covered)
    return _Part(part.role, left, (own / left).quantize(SHARE) if left else part.own)


def _minutes_now(sheet: Sheet, side: str, role: str) -> int:
    return sheet.now[f"time:{side}:{role}"] + sheet.now[f"travel:{side}:{role}"]


def _add(
    found: Ledger, sheet: Sheet, used: Used, part: _Part,
    prices: Mapping[Item, InForce], standard: Mapping[Item, Decimal],
) -> None:  # fmt: skip
    country = sheet.cluster.cohort.country_id
    item = PAID_BY[part.role] if part.role else ITEMS.get(used.kind)
    price = _money(sheet, country) if item is None else prices.get(item)
    if price is None:
        if item is not None and part.quantity:
            found.missing.add(item)
        return
    worth = in_pps(price.unit, country, price) if item is None else standard[price.item]
    line = _line(sheet, used, part, price, worth)
    found.lines.append(line)
    if part.role:
        found.minutes[line.id] = _minutes_now(sheet, SIDES[used.kind], part.role)


def _money(sheet: Sheet, country: str) -> InForce | None:
    """One unit of the national currency, as it was paid in the year of the term."""
    currency = shipped.currency_of(country)
    year = sheet.term.starts_on.year
    return InForce(Item.OTHER, Decimal(1), currency, year, "") if currency else None


def _line(sheet: Sheet, used: Used, part: _Part, price: InForce, standard: Decimal) -> Line:
    """A guess has a range; what was recorded or confirmed is taken as said."""
    role, quantity = part.role, part.quantity
    guessed = not role and sheet.confirmed is None
    country, year = sheet.cluster.cohort.country_id, sheet.cluster.cohort.starts_on.year
    name = f"{sheet.cluster.public_id}/{sheet.term.number}/{used.kind}"
    return Line(
        id=f"{name}/{role}" if role else name,
        country=country,
        category=CATEGORIES.get(used.kind, Category.PERSONNEL),
        phase=Phase.START_UP if used.life_years else Phase.RUNNING,
        basis=Basis.MEASURED if role else Basis.ASSUMED if guessed else Basis.REPORTED,
        quantity=quantity,
        price=price.unit,
        currency=price.currency,
        price_year=shipped.year_known(country, price.year),
        start=year,
        end=year,
        bearers=_bearers(used, part.own),
        unit=used.kind.unit,
        price_source=PriceSource.SCALE if price.hours else PriceSource.PAID,
        standard=standard,
        life_years=Decimal(used.life_years),
        low=quantity * (1 - GUESS) if guessed else None,
        high=quantity * (1 + GUESS) if guessed else None,
        group=sheet.cluster.public_id,
    )


def _bearers(used: Used, own: Decimal) -> tuple[Bearer, ...]:
    """Own time is borne by the people themselves; the rest by who was said."""
    mode = Mode.IN_KIND if used.kind.is_staff else Mode.CASH
    shares = (
        Bearer(Payer(used.bears), 1 - own, mode),
        Bearer(Payer.STAFF, own, Mode.IN_KIND),
    )
    return tuple(one for one in shares if one.share)
