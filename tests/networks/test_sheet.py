"""A spreadsheet of schools that take part: every change shown, every bad cell named."""

import datetime as dt

import pytest

from cordata.analysis.registers.rows import WrongFile
from cordata.history.models import Entry
from cordata.networks.actions import SheetChangedMeanwhile, take_in_participations
from cordata.networks.models import Participation
from cordata.networks.queries.sheet import read_sheet, sheet_of
from tests import factories as make

pytestmark = pytest.mark.django_db
HEADER = "national_code;side;min_places;max_places;needs;languages;head_agreed_on;priority"


def sheet(*lines):
    return "\n".join([HEADER, *lines]).encode()


@pytest.fixture
def cohort():
    made = make.cohort()
    for code in ("A1", "A2", "A3"):
        make.school(f"School {code}", national_code=code)
    return made


def test_good_lines_become_schools_that_take_part(cohort):
    data = sheet(
        'A1;mentor;3;5;"stem 3, inclusion";it en;2026-05-01;',
        'A2;mentee;;;"Inclusione:3; Pluriclassi 1";it;1.5.2026;yes',
    )
    seen = read_sheet(cohort, data)

    take_in_participations(cohort, data, seen=seen.digest, by=make.coordinator())

    lead, led = Participation.objects.order_by("-side")
    assert seen.problems == []
    assert (lead.side, lead.min_places, lead.max_places) == ("mentor", 3, 5)
    assert lead.working_languages == ["it", "en"]
    assert dict(lead.interests.values_list("topic__slug", "priority")) == {
        "stem": 3,
        "inclusion": 2,
    }
    assert (led.side, led.priority, led.head_agreed_on) == ("mentee", True, dt.date(2026, 5, 1))
    assert dict(led.interests.values_list("topic__slug", "priority")) == {
        "inclusion": 3,
        "multigrade": 1,
    }
    entry = Entry.objects.get(verb="cohort.sheet_taken_in")
    assert entry.facts == {"new": 2, "changed": 0, "left_out": 0}


def test_every_bad_cell_is_named_and_the_good_lines_are_kept(cohort):
    data = sheet(
        "X9;mentee;;;;;;",
        "A1;captain;;;;;;",
        "A2;mentor;5;3;;;;",
        "A2;mentor;1;2;;;;",
        "A3;mentee;;;flying 3;xx;31.2.2026;maybe",
    )

    read = read_sheet(cohort, data)

    assert [(one.line, one.column, one.value, one.reason.value) for one in read.problems] == [
        (2, "national_code", "X9", "unknown_school"),
        (3, "side", "captain", "bad_side"),
        (4, "min_places", "5", "bad_interval"),
        (5, "national_code", "A2", "twice"),
        (6, "languages", "xx", "unknown_language"),
        (6, "head_agreed_on", "31.2.2026", "bad_date"),
        (6, "priority", "maybe", "bad_truth"),
        (6, "needs", "flying 3", "unknown_topic"),
    ]
    assert read.rows == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("A1;mentor;x;;;;;", "bad_number"),
        ("A1;mentor;0;0;;;;", "no_places"),
        ("A1;mentee;;;stem 4;;;", "bad_priority"),
    ],
)
def test_numbers_out_of_range_are_bad(cohort, line, reason):
    read = read_sheet(cohort, sheet(line))

    assert [one.reason.value for one in read.problems] == [reason]


def test_what_is_written_out_is_taken_back_without_a_change(cohort):
    make.mentor(cohort, places=(3, 5), offers=["stem", "inclusion"])
    make.mentee(cohort, needs=["inclusion"], priority=True)
    written = "\n".join(";".join(row) for row in sheet_of(cohort)).encode()

    read = read_sheet(cohort, written)

    assert (read.changes, read.problems, read.unchanged) == ([], [], 2)


def test_an_empty_cell_leaves_things_as_they_are_and_a_filled_one_says_before_and_after(cohort):
    mentor = make.mentor(cohort, places=(3, 5), offers=["stem"])
    code = mentor.school.national_code

    read = read_sheet(cohort, sheet(f"{code};mentor;;6;;;;"))

    assert read.changes[0].told == [("max_places", "5", "6")]
    assert not read.changes[0].begins


def test_if_things_changed_since_the_check_nothing_is_taken_in(cohort):
    mentor = make.mentor(cohort, places=(3, 5))
    data = sheet(f"{mentor.school.national_code};mentor;;6;;;;", "A1;mentee;;;;;;")
    seen = read_sheet(cohort, data)
    Participation.objects.filter(pk=mentor.pk).update(max_places=4)

    with pytest.raises(SheetChangedMeanwhile) as changed:
        take_in_participations(cohort, data, seen=seen.digest, by=make.coordinator())

    assert changed.value.sheet.changes[0].told == [("max_places", "4", "6")]
    assert Participation.objects.count() == 1
    assert not Entry.objects.exists()


@pytest.mark.parametrize("data", [b"", b"name;town\nA;B\n", b"one line of text"])
def test_a_wrong_file_is_refused_whole(cohort, data):
    with pytest.raises(WrongFile):
        read_sheet(cohort, data)


def test_a_line_about_a_school_that_takes_part_changes_it(cohort):
    mentor = make.mentor(cohort, places=(3, 5), offers=["stem"])
    data = sheet(f"{mentor.school.national_code};mentor;;6;inclusion 3,,;;;")
    seen = read_sheet(cohort, data)

    take_in_participations(cohort, data, seen=seen.digest, by=make.coordinator())

    mentor.refresh_from_db()
    assert (mentor.max_places, mentor.version) == (6, 2)
    assert [one.topic.slug for one in mentor.interests.all()] == ["inclusion"]
    assert Entry.objects.get(verb="cohort.sheet_taken_in").facts["changed"] == 1


def test_a_stratum_is_a_short_word_and_a_closed_school_stays_out(cohort):
    make.school(national_code="C9", closed_on=dt.date(2026, 8, 31))
    header = b"national_code;side;stratum\n"

    read = read_sheet(
        cohort, header + b"A1;mentee;hills\nA2;mentee;" + b"x" * 61 + b"\nC9;mentee;"
    )

    assert [one.facts["stratum"] for one in read.rows] == ["hills"]
    assert [one.reason.value for one in read.problems] == ["too_long", "closed_school"]
