"""Countries, words, topics, programmes: set by administrators."""

import pytest
from django.urls import reverse

from cordata.networks.models import Country, Programme, Topic

LANGUAGES = ("en", "it", "nl", "hr", "cs", "hu", "pt")
ITALY = {"version": 1, "languages": ["it"], "time_zone": "Europe/Rome", "contact_name": "Marta"}
PORTUGAL = {"code": "PT", "languages": ["pt"], "time_zone": "Europe/Lisbon"}


@pytest.fixture
def ada(sign_in):
    return sign_in("administrator")


def test_a_country_is_added_once(ada):
    page = reverse("networks:countries")

    first, second = ada.post(page, PORTUGAL), ada.post(page, PORTUGAL)

    assert (first.status_code, second.status_code) == (302, 422)
    assert Country.objects.get(code="PT").languages == ["pt"]


def test_a_country_has_a_contact_and_a_time_zone_that_exists(ada, cast):
    page = reverse("networks:country-settings", args=["it"])

    wrong = ada.post(page, ITALY | {"time_zone": "Europe/Atlantis"})
    right = ada.post(page, ITALY)
    late = ada.post(page, ITALY | {"contact_name": "Paolo"})

    assert [one.status_code for one in (wrong, right, late)] == [422, 302, 409]
    assert "Paolo" in late.content.decode()
    assert Country.objects.get(code="IT").contact_name == "Marta"


def test_own_words_come_in_pairs_and_the_later_editor_sees_both(ada, cast):
    page = reverse("networks:country-words", args=["it"])
    words = {"version": 1, "it-cluster_one": "cordata", "it-cluster_many": "cordate"}

    half = ada.post(page, {"version": 1, "it-cluster_one": "cordata"})
    both = ada.post(page, words)
    late = ada.post(page, words | {"it-cluster_one": "rete", "it-cluster_many": "reti"})

    assert [one.status_code for one in (half, both, late)] == [422, 302, 409]
    assert "Write both words, or neither." in half.content.decode()
    assert '<td data-l="Saved now">cordata</td>' in late.content.decode()
    assert Country.objects.get(code="IT").words == {
        "cluster": {"it": {"one": "cordata", "many": "cordate"}}
    }


def test_a_topic_is_written_in_every_language(ada, cast):
    labels = {f"label_{code}": f"Chess {code}" for code in LANGUAGES}
    new = reverse("networks:topic", args=["new"])

    lacking = ada.post(new, labels | {"slug": "chess", "position": 3, "label_hu": ""})
    added = ada.post(new, labels | {"slug": "chess", "position": 3})
    twice = ada.post(new, labels | {"slug": "chess", "position": 3})
    changed = ada.post(
        reverse("networks:topic", args=["chess"]), labels | {"label_en": "Go", "position": 1}
    )

    assert [one.status_code for one in (lacking, added, twice, changed)] == [422, 302, 422, 302]
    assert Topic.objects.get(slug="chess").labels["en"] == "Go"


def test_a_programme_is_added_once(ada, cast):
    said = {"name": "Summit", "slug": "summit", "starts_on": "2026-09-01"}
    page = reverse("networks:programmes")

    first, second = ada.post(page, said), ada.post(page, said)

    assert (first.status_code, second.status_code) == (302, 422)
    assert Programme.objects.filter(slug="summit").count() == 1
