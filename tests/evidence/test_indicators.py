"""Every indicator counted by hand; each says what it is out of; few people are not shown."""

import datetime as dt

import pytest
from django.utils import timezone

from cordata.clusters.actions.changing import withdraw_school
from cordata.cycles.models import Goal
from cordata.evidence.queries.indicators import INDICATORS, indicator_years, measured
from cordata.evidence.queries.indicators.declaring import SOURCES
from tests import cast as casting
from tests import factories as make
from tests.cycles.year import activity, goal
from tests.evidence import making, records


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def one(cast):
    """Le Betulle with Valle Alta since 100 days; Quattro Torri waits."""
    records.dated(cast.cohort, began=200, ends=-170)
    marta = cast.people["coordinator"]
    return records.cluster(cast.cohort, marta, [cast.theirs], since=100, lead=cast.leading)


def counted(cohort, key):
    found = {one.indicator.key: one.counted for one in measured([cohort])}[key]
    return found and (found.numerator, found.denominator, found.units, found.missing)


def test_who_is_reached_and_who_left(cast, one):
    marta = cast.people["coordinator"]
    gone = make.mentee(cast.cohort)
    two = records.cluster(cast.cohort, marta, [gone], since=90)
    withdraw_school(gone.memberships.get(), version=two.version, reason="Accorpata", by=marta)

    assert counted(cast.cohort, "schools-with-mentor/1") == (1, 2, 2, 0)
    assert counted(cast.cohort, "places-taken/1") == (1, 8, 2, 0)
    assert counted(cast.cohort, "schools-left/1") == (1, 5, 5, 0)


def test_mentee_schools_of_an_earlier_year_that_lead_now(cast):
    records.dated(cast.cohort, began=190, ends=-170)
    before = records.dated(make.cohort(name="2025/26"), began=560, ends=200)
    grew = make.mentee(before)
    make.mentee(before)
    make.mentor(cast.cohort, school=grew.school)

    assert counted(cast.cohort, "mentees-became-mentors/1") == (1, 2, 2, 0)
    assert counted(before, "mentees-became-mentors/1") == (0, 0, 0, 0)


def test_a_school_that_led_in_between_was_a_mentee_all_the_same(cast):
    # Of four mentees of the first year one leads in the second and the third.
    records.dated(cast.cohort, began=190, ends=-170)
    first = records.dated(make.cohort(name="2024/25"), began=920, ends=560)
    second = records.dated(make.cohort(name="2025/26"), began=560, ends=200)
    grew, *_others = [make.mentee(first) for _number in range(4)]
    for year in (second, cast.cohort):
        make.mentor(year, school=grew.school)

    assert counted(second, "mentees-became-mentors/1") == (1, 4, 4, 0)
    assert counted(cast.cohort, "mentees-became-mentors/1") == (1, 4, 4, 0)


def test_what_schools_do_together(cast, one):
    records.visited(one, cast.theirs, days=80)
    records.visited(one, cast.theirs, days=20, minutes=60, online=True,
                    called_by=cast.theirs)  # fmt: skip
    activity(one, 30, "not_held", called_by=cast.leading)
    activity(one, 3, called_by=cast.leading)  # nobody has told it yet

    assert counted(cast.cohort, "activities-held/1") == (2, 3, 4, 1)
    assert counted(cast.cohort, "activities-online/1") == (1, 2, 2, 0)
    assert counted(cast.cohort, "called-by-mentees/1") == (1, 2, 2, 0)
    assert counted(cast.cohort, "hours-each/1") == (2.5, 1, 1, 1)
    assert counted(cast.cohort, "schools-met/1") == (1, 1, 1, 0)


def test_a_school_that_has_just_got_its_mentor_is_missing_not_silent(cast, one):
    new = make.mentee(cast.cohort)
    records.cluster(cast.cohort, cast.people["coordinator"], [new], since=10)

    assert counted(cast.cohort, "schools-met/1") == (0, 1, 2, 1)


def test_goals_that_are_part_of_the_work(cast, one):
    done = goal(cast.theirs, 1, days=60)
    goal(cast.theirs, 2, days=60)
    from tests.cycles.year import moved

    moved(done, Goal.Stop.PART, 5, cast.people["team"])

    assert counted(cast.cohort, "goals-part-of-work/1") == (1, 2, 2, 0)


def test_who_answers_is_shown_from_five_schools_on(cast, one):
    making.closed(cast.theirs, 3, occasion="baseline", days=30)
    assert counted(cast.cohort, "schools-answered/1") == (1, 1, 1, 0)
    assert counted(cast.cohort, "teachers-answered/1") is None

    for _one in range(4):
        making.closed(make.mentee(cast.cohort), 3, occasion="baseline", days=30)
    assert counted(cast.cohort, "teachers-answered/1") == (50, 70, 5, 0)


def test_without_records_nothing_is_divided(cast):
    for one in measured([cast.cohort], timezone.now() - dt.timedelta(days=1)):
        assert one.counted is None or one.counted.value in (None, 0)


def test_every_indicator_says_what_it_is_out_of_and_what_is_missing():
    keys = [one.key for one in INDICATORS]
    assert len(set(keys)) == len(keys)
    for one in INDICATORS:
        name, slash, version = one.key.partition("/")
        assert name
        assert slash
        assert int(version) >= 1
        for words in (one.name, one.numerator, one.denominator, one.missing,
                      SOURCES[one.source]):  # fmt: skip
            assert str(words).strip()
        assert str(one.numerator) != str(one.denominator)


def test_the_number_of_queries_does_not_grow_with_schools(
    cast, one, django_assert_max_num_queries
):
    for at in range(3):
        two = [make.mentee(cast.cohort) for _one in "ab"]
        made = records.cluster(cast.cohort, cast.people["coordinator"], two, since=90)
        records.visited(made, two[0], days=20 + at)
    with django_assert_max_num_queries(10):
        measured([cast.cohort])


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("researcher", 1), ("coordinator", 1), ("programme_coordinator", 1),
        ("coordinator_elsewhere", 0), ("head", 0), ("policy_maker", 0),
    ],
)  # fmt: skip
def test_years_are_those_that_a_person_coordinates_or_researches(cast, who, sees):
    assert len(indicator_years(cast.people[who])) == sees
