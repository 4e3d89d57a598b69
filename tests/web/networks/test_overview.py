"""The coordinator's overview says what is next, in sentences."""

import datetime as dt

import pytest
from django.urls import reverse

from cordata.clusters.models import Draft
from cordata.networks.models import Cohort, Participation
from tests import factories as make


@pytest.fixture
def page(marta):
    def read(cc="it"):
        return marta.get(reverse("networks:overview", args=[cc])).content.decode()

    return read


def test_a_country_without_a_cohort_is_set_up_in_four_tasks(cast, sign_in):
    html = sign_in("coordinator_elsewhere").get(reverse("networks:overview", args=["hr"]))

    assert "Set up in four tasks" in html.content.decode()


def test_the_first_thing_is_what_is_missing(page, cast):
    cast.theirs.interests.all().delete()

    html = page()

    assert "1 mentee school has no needs yet." in html
    assert "Set up in four tasks" not in html


def test_schools_whose_head_has_not_agreed_are_counted(page, cast):
    Participation.objects.update(head_agreed_on=None)

    assert "The heads of 3 schools have not agreed yet." in page()


def test_mentor_schools_without_offers_are_counted(page, cast):
    cast.leading.interests.all().delete()

    assert "1 mentor school has no offers yet." in page()


@pytest.mark.parametrize(
    ("side", "sentence"),
    [
        ("mentor", "No school leads yet."),
        ("mentee", "No school wants to be accompanied yet."),
        (None, "No school takes part yet."),
    ],
)
def test_a_side_without_schools_is_named(page, cast, side, sentence):
    gone = Participation.objects.filter(side=side) if side else Participation.objects.all()
    gone.update(withdrawn_at=dt.datetime(2026, 9, 9, tzinfo=dt.UTC))

    assert sentence in page()


def test_when_everything_is_there_the_schools_can_be_matched(page):
    assert "Everything is there to match the schools." in page()


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (Draft.State.WAITING, "A proposal is being computed."),
        (Draft.State.IMPOSSIBLE, "The matching rules cannot all hold."),
        (Draft.State.FAILED, "The last computation stopped. Nothing was lost."),
        (Draft.State.READY, "A proposal waits for your decision."),
    ],
)
def test_the_newest_draft_says_what_is_next(page, cast, state, sentence):
    now = dt.datetime(2026, 9, 9, tzinfo=dt.UTC)
    Draft.objects.create(cohort=cast.cohort, number=1, state=state, computed_at=now)

    assert sentence in page()


@pytest.mark.parametrize("cohorts", [1, 3])
def test_more_cohorts_cost_no_more_questions(
    page, cast, cohorts, django_assert_max_num_queries
):
    for number in range(1, cohorts):
        make.cohort(name=f"Year {number}")
    assert Cohort.objects.count() == cohorts

    with django_assert_max_num_queries(17):
        page()


def test_the_menu_of_who_coordinates_several_countries_stays_in_the_one_at_hand(cast, sign_in):
    make.cohort("HR")
    anna = sign_in("programme_coordinator")
    for cc, other in (("it", "hr"), ("hr", "it")):
        html = anna.get(reverse("networks:overview", args=[cc])).content.decode()
        menu = html[html.index("<nav") : html.index("<main")]
        assert reverse("clusters:coordinated", args=[cc]) in menu
        assert reverse("clusters:coordinated", args=[other]) not in menu
