"""Who coordinates what: each rule beside the query that is its twin."""

import pytest

from cordata.accounts.models import User
from cordata.networks import queries, rules
from cordata.networks.models import Cohort, Country, Participation
from tests import cast as casting
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    gathered = casting.gather()
    elsewhere = make.cohort("HR")
    make.mentee(elsewhere, name="OŠ Sela")
    return gathered


def test_the_rule_and_the_query_agree_on_who_coordinates_which_cohort(cast):
    for person in User.objects.all():
        for cohort in Cohort.objects.all():
            seen = queries.cohorts_seen_by(person).contains(cohort)
            assert seen == rules.may_coordinate(person, cohort)
    assert queries.cohorts_seen_by(cast.people["coordinator"]).count() == 1


def test_the_rule_and_the_query_agree_on_who_coordinates_which_country(cast):
    for person in User.objects.all():
        mine = queries.countries_coordinated_by(person)
        for country in Country.objects.all():
            assert (country in mine) == rules.may_coordinate(person, country)


def test_the_rule_and_the_query_agree_on_who_sees_which_participation(cast):
    for person in User.objects.all():
        for participation in Participation.objects.all():
            seen = queries.participations_seen_by(person).contains(participation)
            assert seen == rules.may_see_participation(person, participation)


def test_a_country_coordinator_coordinates_all_of_that_country_and_no_other(cast):
    countries = queries.countries_coordinated_by(cast.people["coordinator"])

    assert [country.code for country in countries] == ["IT"]


def test_a_programme_coordinator_coordinates_the_countries_of_the_programme(cast):
    countries = queries.countries_coordinated_by(cast.people["programme_coordinator"])

    assert [country.code for country in countries] == ["HR", "IT"]


def test_an_administrator_a_school_and_a_policy_maker_do_not_coordinate(cast):
    for name in ("administrator", "head", "team", "policy_maker", "researcher"):
        assert not rules.may_coordinate(cast.people[name], cast.cohort)
        assert not rules.may_coordinate(cast.people[name], cast.cohort.country)
        assert queries.countries_coordinated_by(cast.people[name]).count() == 0


def test_a_school_sees_only_its_own_participation(cast):
    assert list(queries.participations_seen_by(cast.people["team"])) == [cast.theirs]
