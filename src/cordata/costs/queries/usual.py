"""What clusters of a coordination model usually use: the list begins with it, never empty.

These are guesses of ours, and every figure made of them says so until somebody confirms: hours a
week, shares and bearers follow what the models are said to need (docs/methods/costs.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from cordata.clusters.models import CoordinationModel
from cordata.costs.models import Bears, Kind
from cordata.cycles.queries.hours import Recorded

SPEED = 50  # kilometres that a car drives in an hour of recorded travel
TRAINED, LASTS = 3, 4  # years for which training, and equipment, serve
LIFE = {Kind.TRAINING: TRAINED, Kind.EQUIPMENT: LASTS}
CENTS = Decimal("0.01")


@dataclass(frozen=True)
class Usual:
    """A template: hours a week, shares of hours, hours of training in its first term."""

    coordination: Decimal
    support: Decimal
    covered: Decimal  # of teachers' hours at activities
    training: int
    own_time: int  # per cent
    money: Bears  # who bears cover and training


Label = CoordinationModel.Label
USUAL: Mapping[str, Usual] = {
    Label.TOP_DOWN: Usual(
        Decimal("0.5"), Decimal("0.5"), Decimal("0.5"), 16, 20, Bears.MINISTRY
    ),
    Label.BOTTOM_UP: Usual(
        Decimal("1.0"), Decimal("0.1"), Decimal("0.25"), 6, 50, Bears.MENTOR_SCHOOL
    ),
    Label.VIRTUAL: Usual(
        Decimal("0.75"), Decimal("0.3"), Decimal("0.1"), 12, 40, Bears.MINISTRY
    ),
    Label.HYBRID: Usual(
        Decimal("0.75"), Decimal("0.4"), Decimal("0.3"), 12, 30, Bears.MINISTRY
    ),
}


@dataclass(frozen=True)
class Used:
    """An ingredient before or after it was confirmed; the fields are those of the model."""

    kind: Kind
    quantity: Decimal
    bears: Bears
    own_time: int = 0
    life_years: int = 0


def usual_of(label: str, recorded: Recorded, weeks: int, *, trains: bool) -> list[Used]:
    """All kinds in order. ``weeks`` that the cluster was there; ``trains`` in its first term."""
    like = USUAL.get(label, USUAL[Label.HYBRID])
    taught = sum(
        recorded[f"{what}:{side}:teachers"] for what in ("time", "travel") for side in SIDES
    )
    quantity = {
        Kind.COORDINATION: like.coordination * weeks,
        Kind.SUPPORT: like.support * weeks,
        Kind.COVER: like.covered * taught / 60,
        Kind.TRAINING: Decimal(like.training if trains else 0),
        Kind.MENTOR_TRAVEL: Decimal(recorded["cars:mentor"] * SPEED) / 60,
        Kind.MENTEE_TRAVEL: Decimal(recorded["cars:mentee"] * SPEED) / 60,
    } | hours_recorded(recorded)
    bears = {
        Kind.MENTEE_TIME: Bears.MENTEE_SCHOOL, Kind.MENTEE_TRAVEL: Bears.MENTEE_SCHOOL,
        Kind.SUPPORT: Bears.MINISTRY, Kind.COVER: like.money, Kind.TRAINING: like.money,
    }  # fmt: skip
    own = (Kind.MENTOR_TIME, Kind.MENTEE_TIME, Kind.COORDINATION)
    return [
        Used(
            kind,
            quantity.get(kind, Decimal(0)).quantize(CENTS),
            bears.get(kind, Bears.MENTOR_SCHOOL),
            like.own_time if kind in own else 0,
            LIFE.get(kind, 0),
        )
        for kind in Kind
    ]


SIDES = ("mentor", "mentee")


def hours_recorded(recorded: Recorded) -> dict[Kind, Decimal]:
    """Hours of each side, at activities and on the road to them."""
    found = {}
    for side, kind in zip(SIDES, (Kind.MENTOR_TIME, Kind.MENTEE_TIME), strict=True):
        minutes = sum(
            number
            for name, number in recorded.items()
            if name.startswith((f"time:{side}:", f"travel:{side}:"))
        )
        found[kind] = (Decimal(minutes) / 60).quantize(CENTS)
    return found
