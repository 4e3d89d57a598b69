"""Many clusters of a country come by pages, each with its own map."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from cordata.clusters.models import Cluster
from cordata.networks.models import Cohort
from tests import factories as make


def found(cohort, number):
    for n in range(number):
        Cluster.objects.create(
            cohort=cohort, letter=f"{n:02}", name=f"Rete {n:02}", opened_on=timezone.localdate()
        )


def test_a_coordinator_reads_25_clusters_a_page(cast, sign_in):
    found(cast.cohort, 27)
    make.cohort(name="2027/28")
    marta, address = sign_in("coordinator"), reverse("clusters:coordinated", args=["it"])

    first, second = (marta.get(address, {"page": n}).content.decode() for n in (1, 2))

    assert ("00: Rete 00" in first, "24: Rete 24" in first, "25: Rete 25" in first) == (
        True, True, False,
    )  # fmt: skip
    assert ("24: Rete 24" in second, "25: Rete 25" in second, "26: Rete 26" in second) == (
        False, True, True,
    )  # fmt: skip
    # A year without clusters says so; one whose clusters stand on another page does not.
    assert first.count("No cluster is published yet.") == 1
    assert "Page 1 of 2" in first


def test_everybody_reads_25_clusters_a_page(cast, client):
    found(cast.cohort, 27)
    for address, mark in (
        (reverse("networks:network", args=["it"]) + "?", 'class="clu '),
        (reverse("schools:map") + "?country=it&", 'class="cl k'),
    ):
        pages = [client.get(f"{address}page={n}").content.decode() for n in (1, 2)]
        assert [html.count(mark) for html in pages] == [25, 2]


def test_after_the_year_its_clusters_stand_there_as_ended_and_nothing_is_to_be_formed(
    cast, sign_in
):
    found(cast.cohort, 2)
    Cluster.objects.filter(letter="00").update(closed_on=dt.date(2026, 6, 30))
    marta, address = sign_in("coordinator"), reverse("clusters:coordinated", args=["it"])
    html = marta.get(address).content.decode()
    assert html.index("01: Rete 01") < html.index("00: Rete 00")  # at work first
    assert "ended 30 June 2026" in html
    assert "Fill gaps" in html

    Cluster.objects.update(closed_on=dt.date(2026, 6, 30))
    Cohort.objects.update(starts_on=dt.date(2025, 9, 1), ends_on=dt.date(2026, 6, 30))
    html = marta.get(address).content.decode()
    assert html.count("ended 30 June 2026") == 2
    for words in ("No cluster is published yet.", "Form the clusters", "Fill gaps"):
        assert words not in html
    one = reverse("clusters:coordinate", args=["it", Cluster.objects.first().public_id])
    assert "Fill the gap" not in marta.get(one).content.decode()


def test_a_page_of_ended_clusters_alone_does_not_say_that_none_were_formed(cast, sign_in):
    found(cast.cohort, 27)
    Cluster.objects.exclude(letter="00").update(closed_on=dt.date(2026, 6, 30))
    address = reverse("clusters:coordinated", args=["it"])
    html = sign_in("coordinator").get(address, {"page": 2}).content.decode()
    assert "Fill gaps" in html
    assert "Form the clusters" not in html


def test_messages_and_reports_are_one_step_away_even_without_a_cluster(cast, sign_in):
    html = sign_in("coordinator").get(reverse("networks:overview", args=["it"]))

    for route in ("coordinating:messages", "coordinating:reports", "clusters:coordinated"):
        assert f'href="{reverse(route, args=["it"])}"' in html.content.decode()
