"""What clusters confirm that they used, and the prices that countries give: invented, like all here."""

from dataclasses import replace
from decimal import Decimal
from functools import partial

from cordata.accounts.models import User
from cordata.costs.actions import confirm_term, set_price
from cordata.costs.models import Item, Kind
from cordata.costs.queries.sheets import mark_of, sheet_of
from cordata.costs.queries.terms import terms_of
from cordata.costs.queries.usual import CENTS, Used
from cordata.demo.year.almanac import Deed, moment
from cordata.demo.year.people import Team
from cordata.networks.models import Country

SOURCE = "Invented for the demo"
# What a kilometre costs, in the currency of the country.
KILOMETRES = {
    "BE": "0.40",
    "CZ": "6.00",
    "HR": "0.40",
    "HU": "90.00",
    "IT": "0.40",
    "PT": "0.40",
}
ROOMS = {"CZ": 25, "HU": 380}  # units of the currency for a euro or so
TOP = Decimal("0.25")  # contributions of employers, where one coordinator entered them
ENTERED = "HR"
LATE = "C"  # the cluster of this letter has not confirmed its second term


def prices(country: Country, year: int, by: User) -> None:
    """What no publication gives for all countries."""
    given = {Item.KILOMETRE: Decimal(KILOMETRES[country.pk]), Item.POUND: Decimal("1.00")}
    for item, amount in given.items():
        set_price(country, item, amount=amount, year=year, source=SOURCE, by=by)
    if country.pk == ENTERED:
        set_price(
            country, Item.TEACHER, amount=Decimal(21600), hours=1720, on_top=TOP, year=year,
            source=SOURCE, by=by,
        )  # fmt: skip


def confirmations(team: Team, year: int, zone: str) -> list[Deed]:
    """Both terms a week after their end; one cluster is late."""
    deeds: list[Deed] = [(moment(year + 1, 2, 6, 9, zone), partial(_confirm, team, 0))]
    if team.cluster.letter != LATE:
        deeds.append((moment(year + 1, 7, 7, 9, zone), partial(_confirm, team, 1)))
    return deeds


def _confirm(team: Team, at: int) -> None:
    term = terms_of(team.cluster.cohort)[at]
    sheet = sheet_of(team.cluster, term)
    used = [_put_right(team, at, one) for one in sheet.used]
    by = team.head(team.mentor)
    confirm_term(team.cluster, term, used, seen=mark_of(sheet.now), by=by)


def _put_right(team: Team, at: int, used: Used) -> Used:
    """Somewhat more or less than was guessed; a little money for rooms."""
    chance = team.chance(f"costs {used.kind}", at)
    country = team.cluster.cohort.country_id
    if used.kind is Kind.ROOMS:
        return replace(
            used, quantity=Decimal(chance.randint(4, 18) * 10 * ROOMS.get(country, 1))
        )
    factor = Decimal(chance.randint(60, 130)) / 100
    own = min(100, used.own_time + 5 * chance.randint(-2, 3)) if used.own_time else 0
    return replace(used, quantity=(used.quantity * factor).quantize(CENTS), own_time=own)
