"""Amounts of costs in words: one place for pages and files."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata.analysis.costs.ledger import Payer
from cordata.analysis.costs.totals import PriceSet
from cordata.analysis.costs.views import View
from cordata.costs.models import Bears
from cordata.costs.queries import shipped
from cordata.costs.queries.bills import Bill
from cordata.costs.queries.network import Row
from cordata.costs.queries.prices import local_of

PPS = "PPS"
TOGETHER = "\N{NO-BREAK SPACE}"  # a number and its unit stay on one line
VIEWS = {
    View.SOCIETAL: gettext_lazy("Everybody, own time of staff among it"),
    View.AUTHORITY: gettext_lazy("The authority: ministry, region, municipality"),
    View.SCHOOL: gettext_lazy("The schools, with hours of staff they have anyway"),
    View.SCHOOL_ADDITIONAL: gettext_lazy("The schools, additional spending alone"),
}
BANDS = {
    "very-low": gettext_lazy("very low cost"),
    "low": gettext_lazy("low cost"),
    "moderate": gettext_lazy("moderate cost"),
    "high": gettext_lazy("high cost"),
    "very-high": gettext_lazy("very high cost"),
}

# Why there is no band yet.
LACKS = {
    "spent": gettext_lazy(
        "What schools spent is not known: a price is missing, or nothing has taken place."
    ),
    "pounds": gettext_lazy(
        "Nobody has given yet how many pounds sterling buy what one PPS buys."
    ),
    "pupils": gettext_lazy("Some mentee schools do not say how many pupils they have."),
    "year": gettext_lazy("The year is not over: a part of it would look like a cheap year."),
}


@dataclass(frozen=True)
class Money:
    """Writes amounts that are kept in PPS: as they are, or in a national currency."""

    country: str
    of: PriceSet = PriceSet.LOCAL

    @property
    def unit(self) -> str:
        """Three letters."""
        return PPS if self.of is PriceSet.STANDARD else shipped.currency_of(self.country)

    def value(self, pps: Decimal) -> Decimal:
        """The amount in that unit."""
        return pps if self.of is PriceSet.STANDARD else local_of(pps, self.country)

    def say(self, pps: Decimal | None) -> str:
        """As "1,240 EUR"; a dash for what is not known."""
        return "–" if pps is None else f"{whole(self.value(pps))}{TOGETHER}{self.unit}"

    def between(self, bill: Bill) -> str:
        """As "1,100 to 1,400 EUR"; "" where nothing is guessed."""
        if bill.between is None:
            return ""
        low, high = (Decimal(end) for end in (bill.between.low, bill.between.high))
        return _("%(low)s to %(high)s") % {
            "low": whole(self.value(low)),
            "high": self.say(high),
        }

    def per_school_between(self, row: Row) -> str:
        """The same for each school."""
        if row.bill is None or row.bill.between is None or not row.schools:
            return ""
        ends = (row.bill.between.low, row.bill.between.high)
        low, high = (Decimal(end) / row.schools for end in ends)
        return _("%(low)s to %(high)s") % {
            "low": whole(self.value(low)),
            "high": self.say(high),
        }


def whole(number: Decimal) -> str:
    """Without decimals, thousands parted as the language does."""
    rounded = number.quantize(Decimal(1), ROUND_HALF_UP)
    return str(number_format(rounded, 0, force_grouping=True))


def hours(minutes: int) -> str:
    """Whole hours."""
    return whole(Decimal(minutes) / 60)


def precise(number: Decimal) -> str:
    """With cents, as prices are read."""
    return str(
        number_format(number.quantize(Decimal("0.01"), ROUND_HALF_UP), 2, force_grouping=True)
    )


def percent(share: Decimal | float) -> str:
    """Of one, as whole per cent."""
    return _("%(number)s %%") % {"number": whole(100 * Decimal(share))}


def payer_name(payer: str) -> str:
    """Who bears it in the end."""
    return _("staff, in their own time") if payer == Payer.STAFF else str(Bears(payer).label)


def borne_in_words(bill: Bill, money: Money) -> Sequence[tuple[str, int, str, str]]:
    """Who, how many per cent, that in words, how much: the most first."""
    return [
        (
            payer_name(who),
            int(100 * part / bill.total) if bill.total else 0,
            percent(part / bill.total if bill.total else Decimal(0)),
            money.say(part),
        )
        for who, part in bill.borne
    ]
