"""What a cluster costs, by hand; by whom it is borne; and that a missing price is no sum."""

import datetime as dt
from decimal import Decimal

import pytest

from cordata.analysis.costs.totals import PriceSet
from cordata.analysis.costs.views import View
from cordata.analysis.costs.years import annuity
from cordata.clusters.models import Cluster, CoordinationModel
from cordata.costs.actions import set_price
from cordata.costs.models import Bears, Item, Kind
from cordata.costs.queries import shipped
from cordata.costs.queries.bills import band_of, bill_of
from cordata.costs.queries.ledger import ledger_of
from cordata.costs.queries.network import banded, cluster_bill, network_of
from cordata.costs.queries.prices import prices_for
from tests import cast as casting
from tests import factories as make
from tests.costs import spending


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def cluster(cast):
    """Confirmed, with figures that fit in a comment."""
    cluster = spending.at_work(cast)
    made = spending.confirmed(cluster, cast.people["mentor_team"])
    rows = made.ingredients
    rows.update(quantity=0, own_time=0)
    for kind, quantity in ((Kind.MENTOR_TIME, 15), (Kind.MENTEE_TIME, 9), (Kind.COVER, 10),
                           (Kind.TRAINING, 12), (Kind.MENTOR_TRAVEL, 100), (Kind.ROOMS, 50)):  # fmt: skip
        rows.filter(kind=kind).update(quantity=quantity)
    rows.filter(kind=Kind.MENTOR_TIME).update(own_time=40)
    rows.filter(kind__in=[Kind.COVER, Kind.TRAINING]).update(bears=Bears.MINISTRY)
    return cluster


PARITY = Decimal(str(shipped.parities()["IT", 2024].rate))
LEADER, TEACHER, SUPPLY = (Decimal(one) / 1720 for one in ("73597.61", "32891.55", "27078.64"))
# 2 x (1.5 + 1) hours of the head, of two teachers; 40 % of them their own. 15 hours of teachers are
# paid, and 10 of them are covered: 4 of these 6 and 6 of those 9 are the supply teacher's.
OWN = Decimal("0.4") * (5 * LEADER + 10 * TEACHER)
MENTOR = 5 * LEADER + (10 - 4) * TEACHER
MENTEE = (9 - 6) * TEACHER
TRAINED = 12 * TEACHER * annuity(Decimal("0.03"), Decimal(3))
# Euros of the running year count as of 2025, the last year with consumer prices.
ROOMS = 50 * shipped.consumer_prices()["IT", 2024] / shipped.consumer_prices()["IT", 2025]
WHOLE = MENTOR + MENTEE + 10 * SUPPLY + TRAINED + 100 * Decimal("0.5") + ROOMS


def bill(cluster, of=PriceSet.LOCAL):
    sheet = spending.now(cluster)
    every, common = prices_for(["IT"])
    ledger = ledger_of([sheet], every["IT"], common)
    return bill_of(ledger.lines, shipped.tables(), of)


def near(value):
    return pytest.approx(float(value), rel=1e-12)


def test_the_whole_and_its_views_by_hand(cast, cluster):
    spending.priced(cast)

    found = bill(cluster)

    assert float(found.total * PARITY) == near(WHOLE)
    borne = {who: float(part * PARITY) for who, part in found.borne}
    assert borne["staff"] == near(OWN)
    assert borne["mentee-school"] == near(MENTEE)
    assert sum(borne.values()) == near(WHOLE)
    assert list(borne.values()) == sorted(borne.values(), reverse=True)
    views = {view: float(part * PARITY) for view, part in found.views.items()}
    assert views[View.SOCIETAL] == near(WHOLE)
    assert views[View.AUTHORITY] == near(10 * SUPPLY + TRAINED)
    assert views[View.SCHOOL] == near(MENTOR - OWN + MENTEE + 50 + ROOMS)
    assert views[View.SCHOOL_ADDITIONAL] == near(50 + ROOMS)
    kinds = {kind: float(part * PARITY) for kind, part in found.kinds.items()}
    assert kinds[Kind.TRAINING] == near(TRAINED)
    assert sum(kinds.values()) == near(WHOLE)


def test_an_hour_that_is_covered_is_given_up_once(cast, cluster):
    spending.priced(cast)
    cover = cluster.cost_confirmations.get().ingredients.filter(kind=Kind.COVER)

    found = {}
    for hours in (0, 10, 15, 40):
        cover.update(quantity=hours)
        found[hours] = {kind: part * PARITY for kind, part in bill(cluster).kinds.items()}

    whole = {hours: sum(kinds.values()) for hours, kinds in found.items()}
    assert float(whole[10] - whole[0]) == near(10 * (SUPPLY - TEACHER))
    # More than the 15 hours that are paid replaces nobody: the teachers' own time stays theirs.
    assert float(whole[40] - whole[15]) == near(25 * SUPPLY)
    assert found[15][Kind.MENTEE_TIME] == found[40][Kind.MENTEE_TIME] == 0
    assert float(found[40][Kind.MENTOR_TIME]) == near(5 * LEADER + 4 * TEACHER)


def test_hours_of_staff_already_employed_are_no_additional_spending(cast, cluster):
    spending.priced(cast)
    cluster.cost_confirmations.get().ingredients.update(bears=Bears.MENTOR_SCHOOL)

    found = bill(cluster).views[View.SCHOOL_ADDITIONAL] * PARITY

    # Training is hours of teachers that are there anyway; a supply teacher is paid in addition.
    assert float(found) == near(10 * SUPPLY + 50 + ROOMS)


def test_what_is_confirmed_has_no_range_and_nothing_is_assumed(cast, cluster):
    spending.priced(cast)

    found = bill(cluster)

    assert (found.assumed, found.between, found.is_mostly_known) == (0, None, True)


def test_a_guess_says_how_much_of_it_is_guessed_and_between_what_it_lies(cast):
    cluster = spending.at_work(cast)
    spending.priced(cast)

    found = bill(cluster)

    sure = sum(found.kinds[kind] for kind in (Kind.MENTOR_TIME, Kind.MENTEE_TIME))
    assert float(found.assumed) == near(1 - sure / found.total)
    assert not found.is_mostly_known
    assert float(sure) < found.between.low < float(found.total) < found.between.high


def test_at_standard_prices_wages_of_the_country_leave_no_mark(cast, cluster):
    spending.priced(cast)
    _every, standard = prices_for(["IT"])
    hours = 5 * standard[Item.LEADER] + 9 * standard[Item.TEACHER] + 10 * standard[Item.SUPPLY]
    trained = 12 * standard[Item.TEACHER] * annuity(Decimal("0.03"), Decimal(3))

    found = bill(cluster, PriceSet.STANDARD)

    road = 100 * Decimal("0.5") / PARITY  # Italy alone has a price of a kilometre
    assert float(found.total) == near(hours + trained + road + ROOMS / PARITY)


def test_without_a_price_there_is_no_sum_and_its_name_is_said(cast, cluster):
    row, missing = cluster_bill([spending.now(cluster)])

    assert (row.bill, missing) == (None, [Item.KILOMETRE])
    network = network_of(cast.cohort)
    assert (network.missing, network.whole.bill) == ([Item.KILOMETRE], None)
    assert network.whole.per_school is None
    assert network.rates == []


def test_a_country_without_shipped_tables_has_no_sum(cast, cluster):
    cast.cohort.country.code = "AT"
    cast.cohort.country.save()
    cluster.cohort.country = cast.cohort.country
    cluster.cohort.save()

    row, missing = cluster_bill([spending.now(cluster)])

    assert row.bill is None
    assert Item.TEACHER in missing


def test_a_network_is_the_sum_of_its_clusters_with_its_denominators(cast, cluster):
    spending.priced(cast)
    empty = Cluster.objects.create(
        cohort=cast.cohort, letter="B", name="Monti", opened_on=cluster.opened_on
    )

    network = network_of(cast.cohort)

    ours, other = network.clusters
    assert (ours.cluster, other.cluster) == (cluster, empty)
    assert float(network.whole.bill.total) == near(ours.bill.total + other.bill.total)
    assert (network.whole.schools, network.whole.sessions) == (1, 2)
    assert network.whole.per_school == network.whole.bill.total
    assert float(network.whole.per_session) == near(network.whole.bill.total / 2)
    assert (ours.confirmed, ours.terms, ours.moved) == (1, 1, False)
    assert ours.minutes == 24 * 60
    assert network.bare
    assert [float(rate) for rate, _amount in network.rates] == [0, 0.03, 0.05]
    assert network.rates[1][1] == network.whole.bill.total
    assert not any(one.is_enough for one in network.models)
    assert sum(one.clusters for one in network.models) == 1


def test_a_school_that_moved_counts_once(cast, cluster):
    spending.priced(cast)
    other = Cluster.objects.create(
        cohort=cast.cohort, letter="B", name="Monti", opened_on=cluster.opened_on
    )
    model = CoordinationModel.objects.get(cluster=cluster)
    model.pk, model.cluster = None, other
    model.save()
    mine = cluster.memberships.get(participation=cast.theirs)
    cluster.memberships.filter(pk=mine.pk).update(until=dt.date.today())
    mine.pk, mine.cluster = None, other
    mine.save()

    network = network_of(cast.cohort)

    assert [one.schools for one in network.clusters] == [1, 1]
    assert network.whole.schools == 1
    assert [(one.schools, one.clusters) for one in network.models] == [(1, 2)]


def test_the_band_is_of_additional_spending_for_each_pupil(cast, cluster):
    spending.priced(cast)
    cast.theirs.school.pupils = 100
    cast.theirs.school.save()

    without = banded(network_of(cast.cohort))
    assert (without.band, without.pounds, without.pupils) == ("", None, 100)

    set_price(
        cast.cohort.country, Item.POUND, amount=Decimal("1.0"), year=2024, source="S",
        by=cast.people["coordinator"],
    )  # fmt: skip
    found = banded(network_of(cast.cohort))
    assert (found.band, found.schools, found.asked) == ("very-low", 1, 1)
    # Neither of half a year, nor with a school whose pupils are not known.
    assert banded(network_of(cast.cohort), cast.cohort.ends_on).band == ""
    other = make.mentee(cast.cohort)
    made = cluster.memberships.get(participation=cast.theirs)
    made.pk, made.participation = None, other
    made.save()
    other.school.pupils = None
    other.school.save()
    partly = banded(network_of(cast.cohort))
    assert (partly.band, partly.schools, partly.asked) == ("", 1, 2)
    assert band_of(Decimal(8000), Decimal(1), 100) == "low"  # 80 pounds a pupil
    assert band_of(Decimal(72001), Decimal(1), 100) == "high"
    assert band_of(Decimal(1), Decimal(1), 0) == ""
