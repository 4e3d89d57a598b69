"""Quantities, prices and bearers of a simulation, from records and from what costs guess."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.special import stdtrit

from cordata.analysis.costs.ledger import Payer
from cordata.analysis.spread.bill import Guess, Prices, Quantities
from cordata.costs.models import Bears, Item
from cordata.costs.queries import shipped
from cordata.costs.queries.prices import InForce
from cordata.costs.queries.usual import SPEED, Usual
from cordata.exchange.queries.learned import WEEKS, Lived
from cordata.exchange.queries.whose import LEAST, VIRTUAL

OFF = 0.5  # how far a guess of ours may be off, to both sides: as costs say it
# Guesses of ours, where too few years are over to tell.
ATTENDED, JOURNEYS, PEOPLE = 30.0, 4.0, 2.0


def quantities(
    lived: Sequence[Lived], model: str, like: Usual, prices: Mapping[Item, InForce]
) -> Quantities:
    """Of records where there are any, else of ours; nobody drives where all is online."""
    teacher = float(prices[Item.TEACHER].unit)
    pay = [float(prices[one].unit) / teacher for one in (Item.SUPPLY, Item.LEADER)]
    journeys = 0.0 if model == VIRTUAL else JOURNEYS
    travelled = [one for one in lived if one.journeys]
    return Quantities(
        mentee=mean_of([one.attended for one in lived], ATTENDED),
        visits=mean_of([one.journeys for one in lived], journeys),
        travellers=mean_of([one.people for one in travelled], PEOPLE),
        support=guess(float(like.support)),
        training=guess(float(like.training)),
        pay=Guess(1.0, min(1.0, *pay), max(1.0, *pay)),
    )


def guess(value: float) -> Guess:
    """As costs have them: off by half, to both sides."""
    return Guess(value, value * (1 - OFF), value * (1 + OFF))


def mean_of(values: Sequence[float], otherwise: float) -> Guess:
    """Of clusters, with its 95 % by t; our guess where there are none."""
    if len(values) < LEAST:
        return guess(otherwise)
    mean, n = float(np.mean(values)), len(values)
    off = float(stdtrit(n - 1, 0.975)) * float(np.std(values, ddof=1)) / float(np.sqrt(n))
    return Guess(mean, mean - off, mean + off)


def prices_of(prices: Mapping[Item, InForce]) -> Prices:
    """Every hour is priced as one of a teacher; whose it is makes the range."""
    teacher, kilometre = prices[Item.TEACHER], prices.get(Item.KILOMETRE)
    return Prices(
        hours=float(teacher.hours or shipped.HOURS),
        on_top=float(teacher.on_top or 0),
        kilometre=float(kilometre.unit) if kilometre else None,
        speed=float(SPEED),
        weeks=float(WEEKS),
    )


def bears(like: Usual) -> dict[str, tuple[tuple[str, float], ...]]:
    """As costs have it: own time, then lessons that are covered, then hours the school pays anyway."""
    own, covered = like.own_time / 100, float(like.covered)
    money = _payer(like.money)

    def hours(school: str) -> tuple[tuple[str, float], ...]:
        paid = covered * (1 - own)
        return ((Payer.STAFF, own), (money, paid), (school, 1 - own - paid))

    return {
        "mentors": hours(Payer.MENTOR_SCHOOL),
        "mentees": hours(Payer.MENTEE_SCHOOL),
        "travel": hours(Payer.MENTEE_SCHOOL),
        "driving": ((Payer.MENTEE_SCHOOL, 1.0),),
        "support": ((Payer.MINISTRY, 1.0),),
        "training": ((money, 1.0),),
    }


def _payer(bears: Bears) -> str:
    return Payer(bears.value)


def studied(lived: Sequence[Lived]) -> dict[str, tuple[float, float]]:
    """Between what nine of ten clusters lay; nothing where there are none to say it."""
    if not lived:
        return {}
    mentored = [float(one.schools) for one in lived]
    travelled = [one.minutes for one in lived if one.minutes] or [0.0]
    return {
        "schools": (1.0, sum(mentored)),
        "per_mentor": _middle(mentored),
        "hours": _middle([one.mentoring for one in lived]),
        "travel": _middle(travelled),
    }


def _middle(values: Sequence[float]) -> tuple[float, float]:
    low, high = np.quantile(values, [0.05, 0.95])
    return round(float(low), 1), round(float(high), 1)
