"""Networks for everybody: counts, clusters, rules, contact; nothing of who is unlisted."""

from django.urls import reverse

from cordata.clusters.models import Cluster, Membership
from cordata.networks.models import Country
from cordata.networks.queries.public import networks_in_numbers
from cordata.schools.models import School, Site
from tests import factories as make


def tie(cast):
    cluster = Cluster.objects.create(
        cohort=cast.cohort, letter="A", name="IC Le Betulle", opened_on="2026-10-01"
    )
    for side, code, one in (("mentor", "A", cast.leading), ("mentee", "A1", cast.theirs)):
        Membership.objects.create(
            cluster=cluster, participation=one, side=side, code=code, since="2026-10-01"
        )


def network(client, cc="it", language="en"):
    path = reverse("networks:network", args=[cc])
    return client.get(path.replace("/en/", f"/{language}/"))


def test_the_list_counts_clusters_and_their_schools(client, cast):
    tie(cast)

    html = client.get(reverse("networks:networks")).content.decode()

    assert "Italy" in html
    assert '<td class="r num" data-l="Schools in them">2</td>' in html


def test_a_country_shows_its_clusters_in_its_own_words_with_its_contact(client, cast):
    tie(cast)
    words = {"cluster": {"en": {"one": "rope", "many": "ropes"}}}
    Country.objects.filter(code="IT").update(
        words=words, contact_name="Marta R.", contact_email="marta@example.org"
    )

    html = network(client).content.decode()

    assert "<h2>Ropes</h2>" in html
    assert "IC Valle Alta" in html
    assert "marta@example.org" in html
    assert "Travel takes at most 60 minutes." in html


def test_a_school_that_is_not_listed_is_neither_named_nor_drawn(client, cast):
    tie(cast)
    before = network(client).content.decode()
    School.objects.filter(pk=cast.leading.school.pk).update(listed=False)

    after = network(client).content.decode()

    assert "IC Le Betulle" in before
    assert "IC Le Betulle" not in after
    assert "1 school that does not wish to be named" in after
    assert after.count('class="lead"') == before.count('class="lead"') - 1


def test_a_country_without_a_network_names_two_that_have_one(client, cast):
    response = network(client, "pt")

    html = response.content.decode()
    assert response.status_code == 404
    assert "There is no network in this country." in html
    assert "Italy" in html


def test_before_anything_is_published_the_page_says_so(client, cast):
    assert "Nothing is published yet." in network(client).content.decode()


def test_without_any_network_the_page_says_what_the_first_step_is(client, db):
    html = client.get(reverse("networks:networks")).content.decode()

    assert "There is no network yet." in html


def test_a_school_without_a_position_is_listed_but_not_drawn(client, cast):
    tie(cast)
    Site.objects.filter(school=cast.theirs.school).update(lat=None, lon=None)

    html = network(client).content.decode()

    assert "IC Valle Alta" in html
    assert 'class="ring"' not in html


def test_all_networks_are_counted_together(cast):
    tie(cast)

    assert networks_in_numbers() == {"clusters": 1, "schools": 2}


def test_where_there_is_no_network_the_nearest_ones_are_named(client, cast):
    for code in ("PT", "HU", "CZ"):
        make.cohort(code)

    html = client.get(reverse("networks:network", args=["hr"])).content.decode()

    named = [code for code in ("it", "pt", "hu", "cz") if f'"/en/networks/{code}/"' in html]
    assert named == ["it", "hu"]


def test_a_country_without_clusters_has_no_bubble_on_the_map(client, cast):
    html = client.get(reverse("networks:networks")).content.decode()

    assert '<text class="count"' not in html
    assert "Italy" in html
