"""Many clusters of a country come by pages, each with its own map."""

from django.urls import reverse
from django.utils import timezone

from cordata.clusters.models import Cluster
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
