"""The ingredients of a programme: what was used, what it cost, and who bore it.

The ingredients method: identify, quantify, price, attribute, report. All money is ``Decimal``.
Source: Levin, McEwan, Belfield, Bowden and Shand (2018), Economic Evaluation in Education.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

OF_KIND = 2  # the part of an id in which lines of records name their kind


class Phase(StrEnum):
    """Whether it happens once, or every year."""

    START_UP = "start-up"
    RUNNING = "running"


class Category(StrEnum):
    """What kind of thing it is."""

    PERSONNEL = "personnel"
    TRAINING = "training"
    FACILITIES = "facilities"
    EQUIPMENT = "equipment"  # and materials
    TRAVEL = "travel"
    DIGITAL = "digital"
    OTHER = "other"


class Basis(StrEnum):
    """How the quantity is known."""

    MEASURED = "measured"
    REPORTED = "reported"
    ASSUMED = "assumed"


class PriceSource(StrEnum):
    """Where the price comes from."""

    PAID = "paid"
    SCALE = "payroll-scale"
    STANDARD = "standard-price"
    SHADOW = "shadow"  # what unpaid time would have cost


class Payer(StrEnum):
    """Who bears it in the end."""

    EU = "eu"
    MINISTRY = "ministry"
    REGION = "region"
    MAINTAINER = "maintainer"  # municipality or another owner of the school
    MENTOR_SCHOOL = "mentor-school"
    MENTEE_SCHOOL = "mentee-school"
    STAFF = "staff"  # in their own time
    OTHER = "other"


class Mode(StrEnum):
    """Whether money is spent because of the programme, or something there is used for it."""

    CASH = "cash"
    IN_KIND = "in-kind"


@dataclass(frozen=True, slots=True)
class Bearer:
    """A share of one line: above 0, at most 1."""

    payer: Payer
    share: Decimal
    mode: Mode = Mode.CASH


@dataclass(frozen=True, slots=True)
class Line:
    """One ingredient.

    quantity    in ``unit``: hours, days, tablets
    share_used  how much of it the programme uses, above 0 to 1
    price       local, of one unit, in ``currency`` of ``price_year``
    standard    price of one unit on the common list, in PPS of the base year; None if not there
    life_years  that it lasts; 0 is used up in the year it is bought
    start, end  first and last year of use; the same for what is used up
    bearers     their shares sum to exactly 1
    low, high   between which the quantity lies in 95 of 100 cases; None is exactly as said

    Raises ValueError where any of this does not hold.
    """

    id: str
    country: str
    category: Category
    phase: Phase
    basis: Basis
    quantity: Decimal
    price: Decimal
    currency: str
    price_year: int
    start: int
    end: int
    bearers: tuple[Bearer, ...]
    unit: str = ""
    price_source: PriceSource = PriceSource.PAID
    share_used: Decimal = Decimal(1)
    standard: Decimal | None = None
    life_years: Decimal = Decimal(0)
    low: Decimal | None = None
    high: Decimal | None = None
    activity: str = ""
    group: str = ""

    def __post_init__(self) -> None:
        total = sum((one.share for one in self.bearers), Decimal(0))
        if total != 1 or any(one.share <= 0 for one in self.bearers):
            raise ValueError(f"{self.id}: shares of bearers sum to {total}, not to 1")
        if not 0 < self.share_used <= 1:
            raise ValueError(f"{self.id}: {self.share_used} is no share")
        if min(self.quantity, self.price, self.life_years) < 0:
            raise ValueError(f"{self.id}: quantity, price and life are 0 or more")
        if (self.low is None) != (self.high is None) or not (
            self.range[0] <= self.quantity <= self.range[1]
        ):
            raise ValueError(f"{self.id}: the quantity is not between low and high")
        if self.end < self.start or (self.life_years == 0 and self.end > self.start):
            raise ValueError(f"{self.id}: what is used up has one year; split it by years")
        if self.life_years and self.end - self.start + 1 > self.life_years.to_integral_value(
            "ROUND_CEILING"
        ):
            raise ValueError(f"{self.id}: is used longer than it lasts")

    @property
    def used(self) -> Decimal:
        """Units that the programme uses."""
        return self.quantity * self.share_used

    @property
    def range(self) -> tuple[Decimal, Decimal]:
        """Ends of the quantity; the same where it is exactly as said."""
        low = self.quantity if self.low is None else self.low
        return low, self.quantity if self.high is None else self.high

    @property
    def guess(self) -> str:
        """What it rests on where it is guessed: lines of records are "cluster/term/kind", and one
        guess of a kind is behind all of them; any other line rests on itself.
        """
        parts = self.id.split("/")
        return parts[OF_KIND] if len(parts) > OF_KIND else self.id

    @property
    def is_unpaid(self) -> bool:
        """Somebody's own time is in it."""
        return any(one.payer is Payer.STAFF for one in self.bearers)
