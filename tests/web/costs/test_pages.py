"""A mentor school confirms a term in a minute; a coordinator sees what it comes to, and who bears it."""

import csv
import datetime as dt
import io
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from cordata.analysis.costs.totals import PriceSet
from cordata.clusters.models import Cluster
from cordata.costs.actions import set_price
from cordata.costs.models import Confirmation, Item, Kind, Price
from cordata.costs.queries.network import network_of
from cordata.costs.queries.prices import local_of
from cordata.costs.queries.sheets import mark_of
from cordata.costs.queries.terms import terms_of
from cordata.cycles.models import Activity
from cordata.kit.days import day
from cordata.networks.models import Cohort
from tests.costs import spending


@pytest.fixture
def cluster(cast):
    cluster = spending.at_work(cast)
    spending.priced(cast)
    return cluster


@pytest.fixture
def anna(sign_in):
    return sign_in("mentor_team")


def sent(cluster, **changes):
    """The form as the page offers it."""
    sheet = spending.now(cluster)
    found = {"seen": mark_of(sheet.now)}
    for one in sheet.used:
        found[f"bears-{one.kind}"] = one.bears.value
        if not one.kind.is_recorded:
            found[f"quantity-{one.kind}"] = str(one.quantity)
        if one.kind.is_staff:
            found[f"own-{one.kind}"] = one.own_time
    return found | changes


def own(cluster):
    return reverse("costs:cluster", args=[cluster.public_id])


def of_network(cast, route="network"):
    return reverse(f"costs:{route}", args=["it", cast.cohort.public_id])


def text(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(answer.content.decode().replace("&nbsp;", " ").split())


def test_the_page_is_never_empty_and_says_what_is_guessed(cast, cluster, anna):
    html = text(anna, own(cluster))

    assert "Everything else is a guess from clusters like yours" in html
    assert "Coordination in the mentor school" in html
    assert "24<small>at activities and on the way" in html
    assert "15.00" in html  # hours of the mentor school are shown, not asked
    assert "quantity-mentor_time" not in html
    assert "mentee schools do not" in html


def test_the_cluster_page_leads_there_for_who_may_see_it(cast, cluster, anna, sign_in):
    where = reverse("clusters:cluster", args=[cluster.public_id])

    assert own(cluster) in text(anna, where)
    assert own(cluster) not in text(sign_in("head"), where)


def test_confirming_takes_one_press(cast, cluster, anna):
    answer = anna.post(own(cluster), sent(cluster, **{"quantity-cover": "4.5"}), follow=True)

    html = answer.content.decode()
    assert "Confirmed. Nothing changes it silently from now on." in html
    assert "Confirmed by Mentor Team on" in html
    made = Confirmation.objects.get()
    assert made.ingredients.get(kind=Kind.COVER).quantity == Decimal("4.5")


def test_what_was_typed_stays_when_it_is_refused(cast, cluster, anna):
    answer = anna.post(
        own(cluster), sent(cluster, **{"quantity-cover": "-3", "own-support": "140"})
    )

    assert answer.status_code == 422
    html = answer.content.decode()
    assert 'value="-3"' in html
    assert 'value="140"' in html
    assert not Confirmation.objects.exists()


def test_records_that_moved_meanwhile_are_shown_and_confirmed_with_the_next_press(
    cast, cluster, anna
):
    form = sent(cluster)
    Activity.objects.filter(cluster=cluster).update(minutes=150)

    answer = anna.post(own(cluster), form)
    again = answer.context["form"]

    assert answer.status_code == 422
    assert "Look at the new hours" in answer.content.decode()
    assert anna.post(own(cluster), {**form, "seen": again["seen"].value()}).status_code == 302


def test_records_changed_after_the_confirmation_are_said(cast, cluster, anna):
    spending.confirmed(cluster, cast.people["mentor_team"])
    spending.met(cast, cluster, 1)

    html = text(anna, own(cluster))

    assert "Activities were changed after this was confirmed" in html
    assert (
        "Hours of the mentor school, with travel: 15.00 confirmed, 22.50 by the records" in html
    )
    assert "Confirm again" in html


def test_a_term_that_has_not_begun_is_not_confirmed(cast, cluster, anna):
    form = sent(cluster)
    Cohort.objects.filter(pk=cluster.cohort.pk).update(
        starts_on=dt.date(2998, 9, 1), ends_on=dt.date(2999, 6, 30)
    )
    answer = anna.post(own(cluster) + "?term=2", form | {"seen": mark_of({})})

    assert answer.status_code == 422
    assert "This term has not begun" in answer.content.decode()


def test_a_running_term_says_from_when_and_keeps_what_was_typed(cast, cluster, anna):
    ends = timezone.localdate() + dt.timedelta(days=10)
    Cohort.objects.filter(pk=cluster.cohort.pk).update(ends_on=ends)
    cluster.refresh_from_db()
    ends = spending.now(cluster).term.ends_on
    said = "This term is still running. It can be confirmed from "
    said += day(ends + dt.timedelta(days=1))

    html = text(anna, own(cluster))
    answer = anna.post(own(cluster), sent(cluster, **{"quantity-cover": "7.25"}))

    assert said in html
    assert "Confirm this term" not in html
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert 'value="7.25"' in answer.content.decode()
    assert not Confirmation.objects.exists()


def test_without_a_price_no_sum_is_shown_and_the_price_is_named(cast, anna, marta):
    cluster = spending.at_work(cast)

    for client, address in ((anna, own(cluster)), (marta, of_network(cast))):
        html = text(client, address)
        assert "No sum is shown" in html
        assert "A kilometre on the road" in html
    assert "not known: a price is missing" in text(marta, of_network(cast, "band"))


def test_the_network_page_its_file_and_the_query_say_the_same(cast, cluster, marta):
    html = text(marta, of_network(cast))
    rows = list(
        csv.DictReader(io.StringIO(marta.get(of_network(cast, "csv")).content.decode()))
    )

    network = network_of(cast.cohort)
    total = local_of(network.whole.bill.total, "IT")
    [whole] = [row for row in rows if row["what"] == "all"]
    assert whole["cost"] == f"{total:.2f}"
    assert whole["cost_per_session"] == f"{total / 2:.2f}"
    assert (whole["unit"], whole["price_year"], whole["sessions"]) == ("EUR", "2024", "2")
    assert f"{total:,.0f} EUR" in html
    assert [row["what"] for row in rows] == ["cluster", "model", "all"]
    assert "0 of 1" in html
    assert "not enough clusters to compare" in html


def test_at_standard_prices_the_page_speaks_of_pps(cast, cluster, marta):
    html = text(marta, of_network(cast) + "?prices=standard")
    file = marta.get(of_network(cast, "csv") + "?prices=standard").content.decode()

    total = network_of(cast.cohort, PriceSet.STANDARD).whole.bill.total
    assert f"{total:,.0f} PPS" in html
    assert f"{total:.2f}" in file
    assert "no school pays it" in html


def test_a_network_that_has_done_nothing_says_so(cast, marta):
    assert "Nothing has taken place yet" in text(marta, of_network(cast))


def test_a_page_of_many_clusters_asks_as_often_as_of_one(
    cast, cluster, marta, django_assert_max_num_queries
):
    for letter in "XYZ":
        Cluster.objects.create(
            cohort=cast.cohort, letter=letter, name=letter, opened_on=cluster.opened_on
        )
    for address in (of_network(cast), own(cluster), of_network(cast, "band")):
        marta.get(address)  # the first of a session writes it down
        with django_assert_max_num_queries(15):
            marta.get(address)


def test_the_band_stands_alone_and_needs_pounds(cast, cluster, marta):
    cast.theirs.school.pupils = 200
    cast.theirs.school.save()
    assert "No band yet" in text(marta, of_network(cast, "band"))

    set_price(
        cast.cohort.country, Item.POUND, amount=Decimal("1.02"), year=2024, source="OECD",
        by=cast.people["coordinator"],
    )  # fmt: skip
    html = text(marta, of_network(cast, "band"))

    assert "additional spending: very low cost" in html
    assert "1.02 (2024; OECD)" in html
    assert "very low below £80" in html


def test_prices_stand_with_year_source_and_licence(cast, marta):
    html = text(marta, reverse("costs:prices", args=["it"]))
    file = marta.get(reverse("costs:prices-csv", args=["it"])).content.decode()

    assert "19.12 EUR" in html  # 32,891.55 a year by 1,720 hours
    assert "Eurydice" in html
    assert "CC BY 4.0" in html
    assert "Regulation (EU) 2021/1060" in html
    assert "missing" in html
    assert "teacher,19.1230,EUR,2024,32891.5500,1720," in file


def test_a_coordinator_gives_a_price_with_its_source(cast, marta):
    where = reverse("costs:price", args=["it", "teacher"])
    given = {
        "amount": "36000",
        "hours": "1600",
        "on_top": "38.38",
        "year": "2025",
        "source": "",
    }

    refused = marta.post(where, given)
    assert refused.status_code == 422
    assert "36000" in refused.content.decode()
    done = marta.post(where, given | {"source": "CCNL 2025"})

    assert done.status_code == 302
    made = Price.objects.get()
    assert (made.on_top, made.source) == (Decimal("0.3838"), "CCNL 2025")
    html = text(marta, reverse("costs:prices", args=["it"]))
    assert "31.14 EUR" in html
    assert "38 % contributions on top" in html
    assert "CCNL 2025" in text(marta, where)


def test_a_year_to_come_has_no_price(cast, marta):
    where = reverse("costs:price", args=["it", "kilometre"])
    answer = marta.post(where, {"amount": "0.5", "year": "2999", "source": "S"})

    assert answer.status_code == 422
    assert not Price.objects.exists()


def test_the_page_opens_on_the_term_that_waits_to_be_confirmed(cast, cluster, anna):
    """The second term runs since yesterday; the first is over, and asked for."""
    today = timezone.localdate()
    half_a_year = today.replace(month=2, day=1) - dt.timedelta(days=120)
    Cohort.objects.filter(pk=cluster.cohort.pk).update(
        starts_on=half_a_year, ends_on=today + dt.timedelta(days=200)
    )
    Cluster.objects.update(opened_on=half_a_year)
    first, second = terms_of(Cohort.objects.get(pk=cluster.cohort.pk))
    assert first.is_over(today)

    assert day(first.ends_on) in text(anna, own(cluster))
    Confirmation.objects.create(
        cluster=cluster, term=1, recorded={}, confirmed_by=cast.people["mentor_team"]
    )
    assert day(second.ends_on) in text(anna, own(cluster))


def test_no_band_says_which_of_its_reasons_holds(cast, cluster, marta):
    html = text(marta, of_network(cast, "band"))

    assert "Some mentee schools do not say how many pupils they have." in html
    assert "how many pounds sterling buy what one PPS buys" in html
    assert "The year is not over" not in html
    assert "What schools spent is not known" not in html
