"""A cluster whose hours can be counted by hand."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from cordata.costs.actions import confirm_term, set_price
from cordata.costs.models import Item
from cordata.costs.queries.sheets import mark_of, sheet_of
from cordata.costs.queries.terms import term_now
from cordata.cycles.models import Attendance
from cordata.networks.models import Cohort
from tests.cycles.year import activity, cluster_of


def met(cast, cluster, days, **facts):
    """Ninety minutes: a head and two teachers of the mentor school travel half an hour there and
    half an hour back; three teachers of Valle Alta are at home.
    """
    made = activity(cluster, days, "well", **facts)
    Attendance.objects.create(
        activity=made, participation=cast.leading, leaders=1, teachers=2, travel=60
    )
    Attendance.objects.create(activity=made, participation=cast.theirs, teachers=3)
    return made


def at_work(cast, *, times=2):
    """Met so many times lately, in a year that ended yesterday: its last term can be confirmed."""
    cluster = cluster_of(cast)
    ended = timezone.localdate() - dt.timedelta(days=1)
    Cohort.objects.filter(pk=cast.cohort.pk).update(ends_on=ended)
    cast.cohort.refresh_from_db()
    cluster.refresh_from_db()
    for number in range(times):
        met(cast, cluster, 2 + number)
    return cluster


def now(cluster):
    """Its sheet of the last term."""
    return sheet_of(cluster, term_now(cluster.cohort, timezone.localdate()))


def confirmed(cluster, by):
    """As it was guessed."""
    sheet = now(cluster)
    return confirm_term(cluster, sheet.term, sheet.used, seen=mark_of(sheet.now), by=by)


def priced(cast, **facts):
    """A kilometre in Italy costs half a euro."""
    facts = {"amount": Decimal("0.5"), "year": 2024, "source": "ACI 2024"} | facts
    return set_price(
        cast.cohort.country, Item.KILOMETRE, by=cast.people["coordinator"], **facts
    )
