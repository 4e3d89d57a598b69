"""Whose cost: of all of society, of the authority that runs schools, of the school itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cordata.analysis.costs.ledger import Bearer, Mode, Payer


class View(StrEnum):
    """A perspective; always report the first three together.

    SCHOOL_ADDITIONAL is the school's new spending alone, without staff and rooms it already
    has: the only view on which the bands of the EEF may be read.
    """

    SOCIETAL = "societal"
    AUTHORITY = "authority"
    SCHOOL = "school"
    SCHOOL_ADDITIONAL = "school-additional"


PAYERS: Mapping[View, frozenset[Payer]] = {
    View.SOCIETAL: frozenset(Payer),
    View.AUTHORITY: frozenset({Payer.MINISTRY, Payer.REGION, Payer.MAINTAINER}),
    View.SCHOOL: frozenset({Payer.MENTOR_SCHOOL, Payer.MENTEE_SCHOOL}),
    View.SCHOOL_ADDITIONAL: frozenset({Payer.MENTOR_SCHOOL, Payer.MENTEE_SCHOOL}),
}


@dataclass(frozen=True, slots=True)
class Transfer:
    """Money that one payer hands to another: a grant. Nothing is used up by it.

    ``amount`` is in the unit of the costs it is added to, of one year.
    """

    giver: Payer
    receiver: Payer
    amount: Decimal
    year: int


def borne(bearers: Iterable[Bearer], view: View) -> Decimal:
    """Share of a line that a view counts, 0 to 1."""
    counted = (
        one.share
        for one in bearers
        if one.payer in PAYERS[view]
        and (view is not View.SCHOOL_ADDITIONAL or one.mode is Mode.CASH)
    )
    return sum(counted, Decimal(0))


def handed_over(transfers: Iterable[Transfer], view: View) -> dict[int, Decimal]:
    """What transfers add to a view each year: given minus received; societal is always 0."""
    inside, net = PAYERS[view], dict[int, Decimal]()
    for one in transfers:
        sign = (one.giver in inside) - (one.receiver in inside)
        net[one.year] = net.get(one.year, Decimal(0)) + sign * one.amount
    return net
