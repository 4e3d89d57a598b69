"""One release of a school's report: what is shown cannot be subtracted to a few people."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cordata.analysis.disclosure.release import Cell, clear
from cordata.analysis.disclosure.rules import WIDER, Reason

MIXED = (2, 3, 5, 3, 2)
SCORES = (1.0, 2.0, 2.5, 3.0, 4.0, 5.0)


def sheets(voice, many, score=None):
    """Answer sheets with mixed scores, always the same ones."""
    return {f"{voice}{one}": score or SCORES[one % 6] for one in range(many)}


LEADERS, TEACHERS, STUDENTS = sheets("l", 2), sheets("t", 14), sheets("s", 60)


def cell(name, scores, answers=MIXED, of="A", **more):
    return Cell((of, name), of, scores, answers, **more)


def words(found):
    return {key[-1]: str(reason) for key, reason in found.items()}


def test_three_voices_apart_need_only_the_minimum():
    found = clear(
        [cell("leaders", LEADERS), cell("teachers", TEACHERS), cell("parents", {})],
    )

    assert words(found) == {"leaders": "few", "teachers": "", "parents": "nobody"}


def test_all_voices_pooled_would_tell_the_leaders():
    every = LEADERS | TEACHERS | STUDENTS
    voices = [cell("leaders", LEADERS), cell("teachers", TEACHERS), cell("students", STUDENTS)]

    found = clear([*voices, cell("all", every)])

    assert words(found) == {
        "leaders": "few", "teachers": "", "students": "", "all": "complement",
    }  # fmt: skip


def test_all_voices_pooled_may_stand_alone_or_where_nothing_is_hidden():
    every = TEACHERS | STUDENTS

    assert words(clear([cell("all", every | LEADERS)])) == {"all": ""}
    assert words(
        clear([cell("t", TEACHERS), cell("s", STUDENTS), cell("all", every)])
    ) == dict.fromkeys(["t", "s", "all"], "")


@pytest.mark.parametrize(
    ("later", "reason"),
    [
        (TEACHERS, ""),  # the same figure once more
        (TEACHERS | {"t99": 3.0}, "difference"),  # resumed: one sheet more
        ({key: TEACHERS[key] for key in list(TEACHERS)[1:]}, "difference"),  # one was withdrawn
        (TEACHERS | {"t3": 1.0}, "difference"),  # one was changed
        (TEACHERS | {"t3": TEACHERS["t3"]}, ""),  # one was sent again as it was
        (TEACHERS | sheets("u", 4), "difference"),
        (TEACHERS | sheets("u", 5), ""),
    ],
)
def test_a_round_that_is_opened_again(later, reason):
    found = clear([cell("teachers", later)], [cell("teachers", TEACHERS)])

    assert words(found) == {"teachers": reason}


def test_the_next_round_is_about_other_sheets():
    later = {f"second {key}": score for key, score in TEACHERS.items()} | {"second 99": 1.0}

    assert words(clear([cell("teachers", later)], [cell("teachers", TEACHERS)])) == {
        "teachers": ""
    }


def test_the_leaders_cannot_be_had_in_two_steps_either():
    before = [cell("teachers", TEACHERS), cell("students", STUDENTS)]

    found = clear([cell("all", LEADERS | TEACHERS | STUDENTS)], before)

    assert words(found) == {"all": "complement"}


def test_those_who_answered_twice_are_not_all_but_a_few():
    linked = {key: TEACHERS[key] for key in list(TEACHERS)[:11]}

    assert words(clear([cell("linked", linked)], [cell("all", TEACHERS)])) == {
        "linked": "difference"
    }


def test_figures_about_different_things_are_not_subtracted():
    found = clear(
        [cell("teachers", TEACHERS | {"t99": 3.0}, of="B")], [cell("teachers", TEACHERS)]
    )

    assert words(found) == {"teachers": ""}


def test_where_all_said_the_same_only_that_is_told_and_nothing_gives_the_rest_away():
    alike = cell("teachers", sheets("t", 20, 5.0), (0, 0, 0, 1, 99))
    students = cell("students", STUDENTS)

    assert words(clear([alike, students])) == {"teachers": "alike", "students": ""}
    pooled = cell("all", alike.scores | STUDENTS)
    assert words(clear([alike, students, pooled])) == {
        "teachers": "alike", "students": "", "all": "complement",
    }  # fmt: skip


def test_what_leaked_before_does_not_forbid_what_makes_it_no_worse():
    before = [cell("a", TEACHERS | LEADERS), cell("b", TEACHERS)]

    assert words(clear([cell("students", STUDENTS)], before)) == {"students": ""}


def schools(many, size):
    found = {f"{s}-{one}": SCORES[one % 6] for s in range(many) for one in range(size)}
    return found, {key: key.split("-")[0] for key in found}


def test_a_wider_public_needs_five_schools_and_ten_people():
    six, of_six = schools(6, 4)
    four, of_four = schools(4, 4)
    tiny, of_tiny = schools(5, 1)

    assert words(clear([cell("x", six, schools=of_six)], (), WIDER)) == {"x": ""}
    assert words(clear([cell("x", four, schools=of_four)], (), WIDER)) == {"x": "schools"}
    assert words(clear([cell("x", tiny, schools=of_tiny)], (), WIDER)) == {"x": "few"}
    assert words(clear([cell("x", STUDENTS)], (), WIDER)) == {"x": "schools"}


def test_a_cluster_less_another_one_is_not_a_single_school():
    six, of_six = schools(6, 10)
    five = {key: score for key, score in six.items() if of_six[key] != "5"}

    found = clear(
        [cell("five", five, schools=of_six)], [cell("six", six, schools=of_six)], WIDER
    )

    assert words(found) == {"five": "difference"}


def test_two_cells_of_one_name_are_refused():
    with pytest.raises(ValueError, match="one key"):
        clear([cell("a", TEACHERS), cell("a", STUDENTS)])


def given_away(cells):
    """Adding and subtracting shown figures in every way: is a sum left about 1 to 4 sheets?"""
    every = sorted({sheet for each in cells for sheet in each.scores.items()})
    table = np.array([[sheet in each.scores.items() for sheet in every] for each in cells])
    if not table.size:
        return False
    kinds, sizes = np.unique(np.unique(table, axis=0), axis=1, return_counts=True)
    left = np.array(list(product([-1, 0, 1], repeat=len(kinds)))) @ kinds.astype(int)
    people = (left != 0) @ sizes
    top = left.max(axis=1, keepdims=True)
    one_sum = ((left == 0) | (left == top)).all(axis=1)
    return bool(((people > 0) & (people < 5) & one_sum).any())


def test_the_subtraction_breaks_a_report_without_the_gate():
    voices = [cell("teachers", TEACHERS), cell("students", STUDENTS)]

    assert not given_away(voices)
    assert given_away([*voices, cell("all", LEADERS | TEACHERS | STUDENTS)])
    assert given_away([cell("teachers", TEACHERS), cell("teachers", TEACHERS | {"t99": 3.0})])


moves = st.lists(
    st.tuples(st.sampled_from(["add", "drop", "change"]), st.sampled_from("lts"), st.integers(1, 6)),
    max_size=5,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.tuples(*[st.integers(0, 12)] * 3), moves, moves)
def test_nothing_shown_over_three_releases_can_be_subtracted_to_a_few(sizes, first, second):
    people = {voice: sheets(voice, size) for voice, size in zip("lts", sizes, strict=True)}
    shown = []
    for round_, steps in enumerate(([], first, second)):
        for move, voice, many in steps:
            for one in range(many):
                if move == "add":
                    people[voice][f"{voice}{round_}+{one}{len(people[voice])}"] = 3.0
                elif f"{voice}{one}" in people[voice]:
                    new = people[voice].pop(f"{voice}{one}") % 4 + 1
                    if move == "change":
                        people[voice][f"{voice}{one}"] = new
        every = people["l"] | people["t"] | people["s"]
        cells = [cell(voice, dict(people[voice])) for voice in "lts"] + [cell("all", every)]
        found = clear(cells, shown)
        shown += [one for one in cells if found[one.key] == Reason.SHOWN]

    assert not given_away(shown)
