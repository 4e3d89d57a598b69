"""What a simulation is told: counted from years that are over, else guessed and said to be."""

import datetime as dt
from collections import Counter

import numpy as np
import pytest
from django.utils import timezone

from cordata.analysis.spread.asked import Ask
from cordata.analysis.spread.shares import Known
from cordata.clusters.actions.founding import found_cluster
from cordata.clusters.models import Cluster, CoordinationModel
from cordata.costs.actions import set_price
from cordata.costs.models import Item
from cordata.cycles.queries.dose import Span
from cordata.cycles.queries.hours import recorded
from cordata.evidence.queries.kinds.uptake import Uptake, uptake
from cordata.exchange.queries.learned import WEEKS, Lived, clusters_lived, shares_known
from cordata.exchange.queries.quantities import studied
from cordata.exchange.queries.terms import GUESSED, From, basis, simulated
from cordata.exchange.queries.whose import told_apart, told_of
from cordata.networks.models import Cohort
from cordata.web.simulate.sources import source_in_words
from tests import cast as casting
from tests import factories as make
from tests.cycles.year import activity
from tests.evidence import making

pytestmark = pytest.mark.django_db
LABELS = ("hybrid", "hybrid", "hybrid", "hybrid", "hybrid")


@pytest.fixture
def cast():
    return casting.gather()


def a_year_that_is_over(cast):
    """Five clusters of two; each meets twice, once with a journey of 80 minutes there and back."""
    today = timezone.localdate()
    making.network(cast.cohort, cast.people["coordinator"], clusters=5)
    Cohort.objects.filter(pk=cast.cohort.pk).update(
        starts_on=today - dt.timedelta(days=320), ends_on=today - dt.timedelta(days=20)
    )
    for label, cluster in zip(LABELS, Cluster.objects.order_by("pk"), strict=True):
        CoordinationModel.objects.filter(cluster=cluster).update(
            label=label, since=today - dt.timedelta(days=300)
        )
        memberships = cluster.memberships.order_by("side", "pk")
        memberships.update(since=today - dt.timedelta(days=300))
        mentees = [one.participation for one in memberships.filter(side="mentee")]
        mentor = memberships.get(side="mentor").participation
        activity(cluster, 200, "well", attending=[(mentor, 2, 0), (mentees[0], 3, 80)])
        activity(
            cluster, 100, "well", online=True,
            attending=[(mentor, 1, 0), (mentees[0], 2, 0), (mentees[1], 2, 0)],
        )  # fmt: skip
        activity(cluster, 50, "not_held", attending=[(mentor, 9, 60)])
    return cast.cohort


def test_hours_and_journeys_of_clusters_by_hand(cast):
    a_year_that_is_over(cast)

    lived, silent = clusters_lived()
    assert not silent
    assert [one.model for one in lived] == list(LABELS)
    one = lived[0]
    assert one.schools == 2
    assert one.mentoring == pytest.approx((2 * 90 + 1 * 90) / 60 / WEEKS)
    assert one.attended == pytest.approx((3 * 90 + 2 * 90 + 2 * 90) / 60 / 2)
    assert (one.journeys, one.people, one.minutes) == (0.5, 3.0, 40.0)


def test_hours_are_those_that_costs_count(cast):
    cohort = a_year_that_is_over(cast)
    span = Span(timezone.now() - dt.timedelta(days=400), timezone.now())
    whole = sum(recorded(Cluster.objects.all(), span, lambda _day: 1).values(), Counter())

    lived, _silent = clusters_lived()
    mentors = sum(one.mentoring for one in lived) * WEEKS * 60
    mentees = sum(one.attended * one.schools for one in lived) * 60
    assert mentors == pytest.approx(whole["time:mentor:teachers"])
    assert mentees == pytest.approx(whole["time:mentee:teachers"])
    assert cohort.clusters.count() == len(lived)


def test_shares_are_those_of_the_table_of_uptake(cast):
    cohort = a_year_that_is_over(cast)
    first, second = cohort.participations.filter(side="mentee").order_by("pk")[2:4]
    gone = cohort.participations.filter(side="mentee").order_by("pk").last()
    gone.memberships.update(until=timezone.localdate(), left_why="No time")
    later = make.cohort("IT", "2030/31")
    Cohort.objects.filter(pk=later.pk).update(
        starts_on=timezone.localdate() - dt.timedelta(days=5),
        ends_on=timezone.localdate() + dt.timedelta(days=200),
    )
    later.refresh_from_db()
    make.mentor(later, school=first.school)
    make.mentee(later, school=second.school)
    make.mentor(later, school=cohort.participations.filter(side="mentor").first().school)

    told = Uptake((cohort.public_id, later.public_id), timezone.localdate().isoformat())
    frame = uptake(making.project(cast), told).frame
    counted = {}
    for name in ("completes", "willing", "stays"):
        column = frame[name][np.isfinite(frame[name])]
        counted[name] = Known(int(column.sum()), int(len(column) - column.sum()))
    assert shares_known() == counted
    assert counted["willing"].yes == 1
    assert counted["completes"].no >= 1


def test_a_network_without_a_year_guesses_and_says_so(cast):
    found = basis("PT", "hybrid")

    assert found.terms.known == GUESSED
    assert found.terms.studied == {}
    assert {found.sources[one].kind for one in ("hours", "travel", "willing", "attended")} == {
        From.GUESS
    }
    pay = found.sources["pay"]
    assert (pay.kind, pay.price.currency, pay.price.year) == (From.PUBLISHED, "EUR", 2024)
    assert found.defaults["pay"] == float(pay.price.amount)
    assert found.terms.used.pay.low < 1 <= found.terms.used.pay.high
    assert found.terms.prices.kilometre is None
    assert all(abs(sum(s for _p, s in one) - 1) < 1e-9 for one in found.terms.bears.values())


def test_records_stand_for_guesses_once_there_are_five_clusters(cast):
    a_year_that_is_over(cast)

    found = basis("IT", "hybrid")
    hours = found.sources["hours"]
    assert (hours.kind, hours.number, hours.of_model) == (From.RECORDS, 5, True)
    assert found.terms.used.visits.mean == 0.5
    assert found.defaults["travel"] == 40
    assert found.terms.studied["per_mentor"] == (2.0, 2.0)


def test_of_another_model_the_records_of_all_stand_and_nobody_travels_online(cast):
    a_year_that_is_over(cast)

    other = basis("IT", "top_down")
    assert (other.sources["hours"].number, other.sources["hours"].of_model) == (5, False)
    assert other.terms.used.visits.mean == 0.5
    online = basis("IT", "virtual")
    assert online.sources["hours"].number == 5
    assert online.sources["travel"].kind == From.ONLINE
    assert online.terms.used.visits.draw(np.random.default_rng(1), 5).tolist() == [0] * 5
    assert online.defaults["travel"] == 0
    ask = Ask(400, 4, 2, 40, 3, 30_000)
    assert simulated(ask, online.terms).parts["travel"].value == 0


def test_of_four_mixed_clusters_and_one_online_neither_model_is_told_apart(cast):
    cohort = a_year_that_is_over(cast)
    online = cohort.clusters.order_by("pk").last()
    CoordinationModel.objects.filter(cluster=online).update(label="virtual")

    for model in ("hybrid", "virtual"):
        hours = basis("IT", model).sources["hours"]
        assert (hours.number, hours.of_model) == (5, False)


def test_a_cluster_of_which_nothing_was_recorded_is_left_out_and_said_to_be(cast):
    cohort = a_year_that_is_over(cast)
    before = clusters_lived()[0]
    marta = cast.people["coordinator"]
    silent = found_cluster(
        cohort, make.mentor(cohort), [make.mentee(cohort)], name="Silent", by=marta
    )
    long_ago = timezone.localdate() - dt.timedelta(days=300)
    CoordinationModel.objects.filter(cluster=silent).update(label="hybrid", since=long_ago)
    silent.memberships.update(since=long_ago)

    assert clusters_lived() == (before, {"hybrid": 1})
    hours = basis("IT", "hybrid").sources["hours"]
    assert (hours.number, hours.silent) == (5, 1)
    assert source_in_words("hours", hours) == (
        "From the records of 5 clusters of this model whose years are over; "
        "1 more recorded nothing and is left out"
    )


def lived(model, hours=2.0, *, journeys=4.0):
    return Lived(model, 4, hours, 30.0, journeys, 2.0, 40.0 if journeys else 0.0)


def some(**counts):
    return [lived(model) for model, number in counts.items() for _one in range(number)]


@pytest.mark.parametrize(
    ("counts", "apart"),
    [
        ({"hybrid": 4}, set()),
        ({"hybrid": 5}, {"hybrid"}),
        ({"hybrid": 9, "virtual": 4}, set()),  # all less the mixed ones are four
        ({"hybrid": 9, "top_down": 5, "virtual": 1}, {"hybrid"}),  # not all less both
        ({"hybrid": 9, "top_down": 5, "bottom_up": 3, "virtual": 2}, {"hybrid", "top_down"}),
    ],
)  # fmt: skip
def test_no_two_sets_differ_by_fewer_than_five_clusters(counts, apart):
    every = some(**counts)
    assert told_apart(every) == apart

    sets = [{at for at, one in enumerate(every) if one.model == model} for model in apart]
    rest = set(range(len(every))).difference(*sets)
    assert not rest or len(rest) >= 5 or not apart


def test_a_giant_is_not_told_nor_are_the_journeys_of_a_few():
    steady = some(hybrid=6)
    assert told_of(steady, {}, "hybrid").of_model
    assert not told_of([*steady[:5], lived("hybrid", 40.0)], {}, "hybrid").lived
    home = [lived("hybrid", journeys=0.0) for _one in range(4)]
    assert not told_of([*steady[:3], *home], {}, "hybrid").lived
    # Beside many others a giant is one among many: they are told together.
    many = [*some(top_down=30), *steady[:5], lived("hybrid", 12.0)]
    told = told_of(many, {"top_down": 2, "hybrid": 1}, "hybrid")
    assert (len(told.lived), told.of_model, told.silent) == (36, False, 3)


def test_what_was_studied_is_what_nine_of_ten_clusters_were():
    few, many = Lived("hybrid", 2, 1, 30, 4, 2, 40), Lived("hybrid", 12, 1, 30, 4, 2, 40)
    found = studied([few, *[lived("hybrid")] * 38, many])
    assert found["per_mentor"] == (4.0, 4.0)
    assert found["schools"] == (1.0, 38 * 4 + 14)


def test_a_country_s_own_prices_come_first(cast):
    make.country("PT")
    set_price(
        make.country("PT"), Item.KILOMETRE, amount="0.36", year=2026, source="Decree",
        by=cast.people["administrator"],
    )  # fmt: skip
    found = basis("PT", "top_down")
    assert found.terms.prices.kilometre == 0.36
    assert found.sources["kilometre"].price.source == "Decree"


def test_of_a_country_without_published_salaries_nothing_is_said():
    with pytest.raises(LookupError):
        basis("FR", "hybrid")


@pytest.mark.parametrize("model", ["top_down", "bottom_up", "virtual", "hybrid"])
def test_every_model_and_country_can_be_simulated(model, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        found = basis("HU", model)
    ask = Ask(**{name: found.defaults[name] for name in (
        "schools", "per_mentor", "hours", "travel", "years", "pay")})  # fmt: skip
    first = simulated(ask, found.terms)
    assert first.total.value > 0
    assert simulated(ask, found.terms) == first
    assert ("travel" in [one.name for one in first.drivers if one.width]) == (
        model != "virtual"
    )


def test_who_began_to_be_mentored_is_in_a_cluster_of_today_only(cast):
    """A year that runs tells nothing yet."""
    found_cluster(
        cast.cohort, cast.leading, [cast.theirs], name="Valli", by=cast.people["coordinator"]
    )
    assert clusters_lived() == ([], {})
    assert shares_known()["completes"] == Known(0, 0)
