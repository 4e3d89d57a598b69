"""What countries do for mentoring between schools, side by side, by one guide."""

from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from cordata.costs.models import Item
from cordata.costs.queries.prices import InForce, prices_in
from cordata.exchange.models import Answer, Head
from cordata.exchange.queries.organisations import members
from cordata.networks.models import Country, country_names


@dataclass(frozen=True)
class Profile:
    """A country: under each head its answer, or None where nobody has given one yet."""

    country: str
    answers: dict[str, Answer | None]


def answers_now() -> QuerySet[Answer]:
    """Of each country under each head the answer that holds: its last."""
    last = Answer.objects.filter(country=OuterRef("country"), head=OuterRef("head"))
    newest = last.order_by("-number").values("pk")[:1]
    return Answer.objects.filter(pk=Subquery(newest)).select_related("organisation")


def countries_known() -> list[str]:
    """Those with a network, a member or an answer, by code. Three small queries."""
    found = set(Country.objects.values_list("code", flat=True))
    found |= set(members().values_list("country", flat=True))
    found |= set(Answer.objects.values_list("country", flat=True))
    return sorted(found)


def profiles() -> list[Profile]:
    """Every country that is known, with its answers."""
    found = {(one.country, one.head): one for one in answers_now()}
    return [
        Profile(country, {head: found.get((country, head)) for head in Head.values})
        for country in countries_known()
    ]


def profile_of(country: str) -> Profile | None:
    """One country; None for one that nobody has to do with here."""
    return next((one for one in profiles() if one.country == country), None)


def answers_before(country: str) -> QuerySet[Answer]:
    """Everything that was ever answered for a country, by head, the last first."""
    found = Answer.objects.filter(country=country).select_related("organisation")
    return found.order_by("head", "-number")


def price_table(country: str) -> list[tuple[Item, InForce | None]]:
    """The prices by which costs of a country are counted, in the order of the guide.

    What a PPS buys in pounds sterling is the same everywhere, so it describes no country.
    """
    found = prices_in([country]).get(country, {})
    return [(item, found.get(item)) for item in Item if item is not Item.POUND]


def is_known(country: str) -> bool:
    """Whether we have a name for a country."""
    return country in country_names()
