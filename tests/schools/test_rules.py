"""Who sees which school: the rule and the query agree for everybody."""

import pytest
from django.contrib.auth.models import AnonymousUser

from cordata.schools import rules
from cordata.schools.models import School
from cordata.schools.queries.schools import schools_seen_by, search_schools
from tests import cast as casting
from tests import factories as make


@pytest.fixture
def cast(db):
    made = casting.gather()
    hidden = made.theirs.school
    hidden.listed = False
    hidden.save()
    closed = make.school("Chiusa")
    closed.closed_on = "2026-01-01"
    closed.save()
    make.school("Skrivena", country="HR", listed=False)
    return made


@pytest.mark.parametrize("role", casting.ROLES)
def test_the_rule_and_the_query_agree_on_who_sees_what(cast, role):
    person = cast.people[role] or AnonymousUser()

    seen = set(schools_seen_by(person))

    assert seen == {school for school in School.objects.all() if rules.may_see(person, school)}


def test_visitors_see_neither_unlisted_nor_closed_schools(cast):
    names = set(schools_seen_by(AnonymousUser()).values_list("name", flat=True))

    assert names == {"IC Le Betulle", "IC Quattro Torri"}


def test_searching_needs_no_accents_and_every_word():
    make_school = School(name="OŠ Šćepan Žižić", national_code="X1")
    from cordata.schools.queries.schools import search_text_of

    text = search_text_of(make_school, "Đakovo")

    assert text == "os scepan zizic dakovo x1"


@pytest.mark.django_db
def test_a_search_finds_by_parts_of_name_and_code():
    school = make.school("Liceo Città")
    school.search_text = "liceo citta torino toic1"
    school.save()

    found = search_schools(School.objects.all(), words="CITTÀ toic")

    assert list(found) == [school]
