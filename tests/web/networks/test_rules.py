"""The matching rules: set beside the words the public reads."""

import pytest
from django.urls import reverse

from cordata.analysis.matching.rules import Bound, Rules, rules_from_dict
from cordata.networks.models import Cohort
from cordata.web.networks.forms.rules import RulesForm, initial_from
from cordata.web.networks.rules_in_words import in_words


def said(**changes):
    return {
        "version": 1,
        "travel": 50,
        "needs": 30,
        "context": 20,
        "wishes": 0,
        "travel_limit": 90,
        "musts": ["language", "travel"],
        "model": "hybrid",
        "left_out": 1000,
        "priority_left_out": 2000,
        "online_extra": 15,
        "bounds": "small schools, 2, 8",
    } | changes


@pytest.fixture
def page(cast):
    return reverse("networks:rules", args=["it", cast.cohort.public_id])


def test_saved_rules_are_public_at_once(marta, page, cast, client):
    marta.post(page, said())

    stored = rules_from_dict(Cohort.objects.get(pk=cast.cohort.pk).rules)
    html = client.get(reverse("networks:network", args=["it"])).content.decode()
    assert (stored.weights.travel, stored.travel_limit) == (50, 90)
    assert stored.bounds == (Bound("small schools", 2, 8),)
    assert "Travel takes at most 90 minutes." in html
    assert "Placed schools of “small schools”: 2 to 8." in html


def test_rules_are_read_in_words_before_they_are_saved(marta, page, cast):
    html = marta.post(page, said(preview=1)).content.decode()

    assert "As the public would read them" in html
    assert "Travel takes at most 90 minutes." in html
    assert Cohort.objects.get(pk=cast.cohort.pk).rules_version == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"travel": 60}, "The four weights must sum to 100; now they sum to 110."),
        ({"travel_limit": 0}, "greater than or equal to 1"),
        ({"priority_left_out": 500}, "This must be at least as many points."),
        ({"bounds": "small, many"}, "Write each line like: small schools, 2, 8."),
        ({"bounds": "small, 5, 2"}, "“At least” is larger than “at most”."),
        ({"model": "magic"}, "Select a valid choice."),
    ],
)
def test_rules_that_make_no_sense_are_refused(marta, page, cast, changes, message):
    response = marta.post(page, said(**changes))

    assert response.status_code == 422
    assert message in response.content.decode()
    assert Cohort.objects.get(pk=cast.cohort.pk).rules_version == 1


def test_the_later_of_two_coordinators_sees_both_rules(marta, page):
    marta.post(page, said(travel_limit=45))

    late = marta.post(page, said(travel_limit=120))

    html = late.content.decode()
    assert late.status_code == 409
    assert '<td data-l="Saved now">45</td><td data-l="Yours">120</td>' in html


def test_what_the_form_shows_is_what_it_reads_back():
    rules = Rules(bounds=(Bound("hills", 1), Bound("coast", 0, 4)))

    form = RulesForm(initial_from(rules, 3))

    assert form.is_valid(), form.errors
    assert form.rules() == rules


def test_rules_are_said_as_they_are():
    equal = in_words(Rules(left_out=1000, priority_left_out=1000, musts=frozenset()))
    bounded = in_words(Rules(bounds=(Bound("hills", 1),)))

    assert (equal.musts, equal.left_out) == (
        [],
        ["As few schools as possible are left without a mentor."],
    )
    assert bounded.left_out[-1] == "Placed schools of “hills”: at least 1."
