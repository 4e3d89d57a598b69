"""The term's page: written together, taken by the coordinator."""

import re

import pytest
from django.urls import reverse

from cordata.cycles.models import TermPage

WORDS = {"moved": "Le letture", "hindered": "Il tempo", "ahead": "Due visite"}


@pytest.fixture
def page(cluster):
    return reverse("reviews:term", args=[cluster.public_id, 1])


def test_three_answers_become_the_page_of_the_term(cluster, team, mentor, page):
    answer = team.post(page, WORDS, follow=True)
    assert "It is the page of this term." in answer.content.decode()
    html = mentor.get(reverse("reviews:terms", args=[cluster.public_id])).content.decode()
    assert "Le letture" in html
    assert "Written" in html
    mentor.post(page, WORDS | {"ahead": "Tre visite", "version": 1})
    html = team.get(page).content.decode()
    assert "2 versions" in html
    assert "Due visite" in html  # what stood before is kept


@pytest.mark.parametrize("seen", ["", "1"])
def test_of_two_people_the_later_sees_both_versions(team, mentor, page, seen):
    team.post(page, WORDS)
    if seen:
        team.post(page, WORDS | {"version": 1, "moved": "La prima"})
    late = mentor.post(page, WORDS | {"version": seen, "moved": "La seconda"})
    html = late.content.decode()
    assert late.status_code == 409
    assert "La seconda" in html
    assert ("La prima" if seen else "Le letture") in html
    assert TermPage.objects.get().moved != "La seconda"
    version = re.search(r'name="version" value="(\d+)"', html)[1]
    mentor.post(page, WORDS | {"version": version, "moved": "La seconda"})
    assert TermPage.objects.get().moved == "La seconda"


def test_what_is_missing_is_said(team, page):
    answer = team.post(page, WORDS | {"hindered": ""})
    assert answer.status_code == 422
    assert "Due visite" in answer.content.decode()


def test_taken_into_the_report_it_stays(team, marta, page):
    team.post(page, WORDS)
    marta.post(f"{page}take/", {"version": 1})
    assert (
        "It was taken before."
        in marta.post(f"{page}take/", {"version": 1}, follow=True).content.decode()
    )
    html = team.get(page).content.decode()
    assert "It stays as it is." in html
    assert "<textarea" not in html
    late = team.post(page, WORDS | {"version": 1, "moved": "Troppo tardi"})
    assert late.status_code == 409
    assert "Troppo tardi" in late.content.decode()
    marta.post(f"{page}take/", {"back": "yes"})
    assert "<textarea" in team.get(page).content.decode()


def test_the_coordinator_does_not_take_what_she_has_not_read(team, marta, page):
    team.post(page, WORDS)
    team.post(page, WORDS | {"version": 1, "moved": "Altro"})
    answer = marta.post(f"{page}take/", {"version": 1}, follow=True)
    assert "Read it again first." in answer.content.decode()
    assert TermPage.objects.get().taken_at is None


def test_there_is_no_fourth_term(cluster, team):
    assert team.get(reverse("reviews:term", args=[cluster.public_id, 4])).status_code == 404
