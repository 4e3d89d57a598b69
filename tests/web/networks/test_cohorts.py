"""Cohorts start, schools are found in the directory and take part with one click."""

import datetime as dt

import pytest
from django.urls import reverse

from cordata.networks.models import Cohort, Participation, Programme
from tests import factories as make


def test_a_programme_s_coordinator_starts_the_first_cohort_of_a_country(cast, sign_in):
    programme = cast.cohort.programme
    page = reverse("networks:start-cohort", args=["hr"])

    html = sign_in("programme_coordinator").get(page).content.decode()
    done = sign_in("programme_coordinator").post(
        page,
        {
            "programme": programme.pk,
            "name": "2026/27",
            "starts_on": "2026-09-01",
            "ends_on": "2027-06-30",
        },
    )

    assert f'href="{reverse("networks:start-cohort", args=["it"])}">' in html
    assert Cohort.objects.filter(country="HR", programme=programme).exists()
    assert done.status_code == 302


def test_coordinators_of_other_countries_start_none_there(cast, sign_in):
    page = reverse("networks:start-cohort", args=["hr"])

    assert sign_in("coordinator").get(page).status_code == 404


@pytest.fixture
def cohort(cast):
    return reverse("networks:cohort", args=["it", cast.cohort.public_id])


def start(client, **changes):
    said = {
        "programme": Programme.objects.get().pk,
        "name": "2027/28",
        "starts_on": "2027-09-01",
        "ends_on": "2028-06-30",
    }
    return client.post(reverse("networks:start-cohort", args=["it"]), said | changes)


def test_a_coordinator_starts_a_cohort_and_goes_on_to_its_schools(marta, cast):
    response = start(marta)

    made = Cohort.objects.get(name="2027/28")
    assert response.url == reverse("networks:cohort", args=["it", made.public_id])
    assert made.country_id == "IT"


def test_a_name_that_is_taken_is_said_beside_the_field(marta, cast):
    response = start(marta, name=cast.cohort.name)

    assert response.status_code == 422
    assert "This country has a cohort of this name already." in response.content.decode()


def test_an_end_before_the_start_is_refused(marta, cast):
    response = start(marta, ends_on="2027-01-01")

    assert response.status_code == 422
    assert "The end must be later than the start." in response.content.decode()


def test_a_programme_coordinator_starts_cohorts_only_in_that_programme(sign_in, cast):
    other = make.programme("Another")
    said = {"name": "x", "starts_on": "2027-09-01", "ends_on": "2028-06-30"}

    response = sign_in("programme_coordinator").post(
        reverse("networks:start-cohort", args=["it"]), said | {"programme": other.pk}
    )

    assert response.status_code == 422


def test_the_schools_stand_in_two_lists_with_what_they_add_up_to(marta, cohort):
    html = marta.get(cohort).content.decode()

    assert "1 mentor school can take 0 to 4 schools." in html
    assert "2 schools want a mentor." in html
    assert html.index("IC Le Betulle") < html.index("IC Quattro Torri")


def test_too_few_places_are_said_plainly(marta, cohort, cast):
    Participation.objects.filter(pk=cast.leading.pk).update(max_places=1)

    html = marta.get(cohort).content.decode()

    assert "At least 1 school would stay without one." in html


def test_a_search_offers_schools_that_do_not_take_part_yet(marta, cohort):
    make.school("IC Montebello")

    html = marta.get(cohort, {"school": "montebello"}).content.decode()
    nothing = marta.get(cohort, {"school": "valle"}).content.decode()

    assert "1 school found." in html
    assert "0 schools found." in nothing


def test_only_the_search_part_answers_htmx(marta, cohort):
    part = marta.get(cohort, {"school": "x"}, headers={"HX-Target": "add"}).content.decode()

    assert part.strip().startswith('<section id="add"')


def test_one_click_lets_a_school_lead(marta, cast):
    school = make.school("IC Montebello", language="it")

    response = marta.post(
        reverse("networks:take-part", args=["it", cast.cohort.public_id]),
        {"school": school.public_id, "side": "mentor"},
    )

    made = Participation.objects.get(school=school)
    assert made.side == "mentor"
    assert response.url.endswith(f"{made.public_id}/")


def test_a_second_click_leads_to_the_school_that_is_there(marta, cast):
    response = marta.post(
        reverse("networks:take-part", args=["it", cast.cohort.public_id]),
        {"school": cast.theirs.school.public_id, "side": "mentor"},
    )

    cast.theirs.refresh_from_db()
    assert cast.theirs.side == "mentee"
    assert response.url.endswith(f"{cast.theirs.public_id}/")


def test_a_side_that_does_not_exist_changes_nothing(marta, cast):
    school = make.school("IC Montebello")

    marta.post(
        reverse("networks:take-part", args=["it", cast.cohort.public_id]),
        {"school": school.public_id, "side": "captain"},
    )

    assert Participation.objects.count() == 3


@pytest.mark.parametrize(("missing", "shown"), [("needs", 1), ("agreement", 0), ("", 3)])
def test_the_lists_narrow_to_what_is_missing(marta, cohort, cast, missing, shown):
    cast.theirs.interests.all().delete()

    html = marta.get(cohort, {"missing": missing}).content.decode()

    assert html.count("/schools/par_") == shown


def test_a_long_list_has_pages(marta, cohort, cast):
    for _each in range(61):
        make.mentee(cast.cohort)

    both = marta.get(cohort).content.decode()
    second = marta.get(cohort, {"side": "mentee", "page": 2}).content.decode()

    assert "Show all 63 schools" in both
    assert second.count("/schools/par_") == 3


def test_a_closed_school_cannot_take_part(marta, cast):
    school = make.school("IC Montebello", closed_on=dt.date(2026, 8, 31))

    response = marta.post(
        reverse("networks:take-part", args=["it", cast.cohort.public_id]),
        {"school": school.public_id, "side": "mentor"},
        follow=True,
    )

    assert "This school has closed." in response.content.decode()
    assert Participation.objects.count() == 3
