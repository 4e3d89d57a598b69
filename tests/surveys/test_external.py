"""Results from elsewhere: taken in whole or not at all, small voices not shown."""

import datetime as dt

import pytest

from cordata.history.models import Entry
from cordata.surveys.actions.external import BadMeans, remove_external, take_in_selfie
from cordata.surveys.models import External
from cordata.surveys.queries.external import OutsideMean, external_results_of
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 5, 4)
TABLE = b"area;voice;n;mean\nA;leaders;3;4.5\nA;teachers;23;3.1\nA;students;5;2\n"


def test_a_voice_of_fewer_than_five_is_not_shown():
    school = make.school()
    take_in_selfie(school, TABLE, answered_on=DAY, by=make.person())

    (found,) = external_results_of(school)

    assert found.rows == [
        OutsideMean("A", "leaders", None),
        OutsideMean("A", "teachers", 3.1),
        OutsideMean("A", "students", 2.0),
    ]


def test_a_file_of_the_same_day_replaces_the_one_before():
    school, other, who = make.school(), make.school(), make.person()
    take_in_selfie(school, TABLE, answered_on=DAY, by=who)
    take_in_selfie(other, TABLE, answered_on=DAY, by=who)

    take_in_selfie(school, TABLE.replace(b"3.1", b"3.9"), answered_on=DAY, by=who)

    assert External.objects.count() == 2
    (found,) = external_results_of(school)
    assert found.rows[1].mean == 3.9
    assert {entry.verb for entry in Entry.objects.all()} == {"external.taken_in"}


def test_nothing_is_taken_in_while_a_cell_is_bad_or_no_line_is_there():
    school, who = make.school(), make.person()

    for table in (TABLE + b"Z;teachers;9;3\n", b"area;voice;n;mean\n"):
        with pytest.raises(BadMeans):
            take_in_selfie(school, table, answered_on=DAY, by=who)

    assert not External.objects.exists()
    assert not Entry.objects.exists()


def test_a_school_takes_its_result_out_again():
    school, who = make.school(), make.person()
    result = take_in_selfie(school, TABLE, answered_on=DAY, by=who)

    remove_external(result, by=who)

    assert external_results_of(school) == []
    assert Entry.objects.latest("pk").verb == "external.removed"
