"""Confirm what a cluster used in a term; give a national price its source."""

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.models import Cluster
from cordata.costs.models import Confirmation, Ingredient, Item, Kind, Price
from cordata.costs.queries.asked import confirmed_from
from cordata.costs.queries.sheets import mark_of, sheet_of
from cordata.costs.queries.terms import Term
from cordata.costs.queries.usual import LIFE, Used, hours_recorded
from cordata.history.actions import record
from cordata.networks.models import Country


class NotYetBegun(Exception):
    """The term has not begun: there is nothing to confirm."""


class NotYetOver(Exception):
    """The term is running: what is confirmed now would be taken for all of it."""


class Incomplete(Exception):
    """An ingredient is missing, or stands twice."""


class RecordsMoved(Exception):
    """Activities were told or changed since the page was shown."""


@transaction.atomic
def confirm_term(
    cluster: Cluster, term: Term, used: Iterable[Used], *, seen: str, by: User
) -> Confirmation:
    """Freeze a term as somebody of the cluster says it was, beside the records of now.

    seen  ``mark_of`` the records that the person looked at
    Hours at activities are taken from the records, whatever ``used`` says of them.
    Raises NotYetBegun, NotYetOver, Incomplete, RecordsMoved.
    """
    today = timezone.localdate()
    if not term.has_begun(today):
        raise NotYetBegun
    if today < confirmed_from(term, cluster.closed_on):
        raise NotYetOver
    given = {one.kind: one for one in used}
    if set(given) != set(Kind):
        raise Incomplete
    now = sheet_of(cluster, term).now
    if mark_of(now) != seen:
        raise RecordsMoved
    made = Confirmation.objects.create(
        cluster=cluster, term=term.number, recorded=dict(now), confirmed_by=by
    )
    hours = hours_recorded(now)
    Ingredient.objects.bulk_create(
        Ingredient(
            confirmation=made, kind=kind, quantity=hours.get(kind, one.quantity),
            bears=one.bears, own_time=one.own_time if kind.is_staff else 0,
            life_years=LIFE.get(kind, 0),
        )
        for kind, one in given.items()
    )  # fmt: skip
    record(
        "costs.confirmed", on=made, by=by, scope=f"country:{cluster.cohort.country_id}",
        term=term.number, cluster=cluster.public_id,
    )  # fmt: skip
    return made


@transaction.atomic
def set_price(
    country: Country, item: Item, *, amount: Decimal, year: int, source: str,
    hours: int | None = None, on_top: Decimal | None = None, by: User,
) -> Price:  # fmt: skip
    """Give a price of a country's own; the one before ends, and stays readable."""
    Price.objects.filter(country=country, item=item, ended_at=None).update(
        ended_at=timezone.now()
    )
    made = Price.objects.create(
        country=country, item=item, amount=amount, year=year, source=source.strip(),
        hours=hours, on_top=on_top, set_by=by,
    )  # fmt: skip
    record(
        "price.set", on=made, by=by, scope=f"country:{country.pk}", item=item.value,
        amount=str(amount), year=year,
    )  # fmt: skip
    return made
