"""The report of a school: every figure with its n, hidden ones without a trace."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.surveys.gates import Gate
from cordata.analysis.surveys.highlights import Disagreement, Gap, disagreement, gap
from cordata.analysis.surveys.report import Earlier, school_reports
from cordata.analysis.surveys.scales import Scale
from cordata.analysis.surveys.scoring import score_schools
from tests.analysis.surveys.answers import table

VOICES = ("teachers", "students")
SCALES = (Scale("lead", (0,), (False,)), Scale("work", (1,), (True,)))
ROWS = table([2, 3], [4, 3], [5, 1], [5, 1], [5, 3])
WHO = np.array([0, 0, 1, 1, 1])


def scored(rows=ROWS, who=WHO):
    return score_schools(SCALES, rows, who * 0, who, schools=1, voices=2)


def report(**more):
    (one,) = school_reports(scored(), voices=VOICES, **more)
    return one


def earlier(then, now=None, told=True, **more):
    return Earlier(
        now or scored(), then, np.broadcast_to(told, (1, 2, len(then.scales))), **more
    )


def hidden(*reasons):
    return np.array([[reasons[:2], reasons[2:]]])


def test_a_report_by_hand():
    one = report(invited=np.array([[2, 0]]))

    teachers = one.figure("lead", "teachers")
    assert (teachers.n, teachers.mean, teachers.pomp, teachers.sd) == (2, 3, 50, 2**0.5)
    assert (teachers.low, teachers.high) == (3, 3)  # both teachers answered
    assert teachers.shares == (0, 0.5, 0, 0.5, 0)
    work = one.figure("work", "students")
    assert work.mean == pytest.approx(13 / 3)  # 1, 1, 3 turned round: 5, 5, 3
    assert work.shares == pytest.approx((0, 0, 1 / 3, 0, 2 / 3))
    assert [(voice.respondents, voice.invited, voice.gate) for voice in one.voices] == [
        (2, 2, Gate.OK), (3, None, Gate.UNKNOWN),
    ]  # fmt: skip
    # Students: lead 100, work 83.3, mean 91.7. Teachers: 50 and 50.
    assert one.gap == Gap("work", "students", pytest.approx(25 / 3), from_target=False)
    assert one.disagreement == Disagreement("lead", "students", "teachers", 50)


def test_a_target_replaces_the_own_mean():
    found = report(targets={"lead": 60}).gap

    assert found == Gap("lead", "teachers", 10, from_target=True)
    assert report(targets={"other": 60}).gap.from_target is False


def test_a_change_is_told_with_its_interval():
    then = scored(table([1, 3], [2, 3], [5, 1], [5, 1], [5, 3]))

    moved = report(earlier=earlier(then)).figure("lead", "teachers").moved

    assert (moved.points, moved.pomp, moved.then) == (1.5, 37.5, 1.5)
    assert moved.low < 0 < moved.high
    assert report(earlier=earlier(then)).figure("lead", "students").moved.low is None


def test_a_change_of_what_is_hidden_in_either_round_is_not_told():
    told = np.array([[[False, True], [True, True]]])
    for found in (
        report(earlier=earlier(scored(), told=told)),
        report(earlier=earlier(scored()), hidden=hidden("few", "", "", "")),
    ):
        assert found.figure("lead", "teachers").moved is None
        assert found.figure("lead", "students").moved is not None


def test_where_an_area_asked_other_items_no_mean_of_then_stands_beside_that_of_now():
    first = SCALES[:1]
    now, then = (
        score_schools(first, rows, WHO * 0, WHO, schools=1, voices=2)
        for rows in (ROWS, np.maximum(ROWS - 1, 1))
    )
    found = report(earlier=earlier(then, now, same=frozenset()))

    moved = found.figure("lead", "teachers").moved
    assert (moved.points, moved.then) == (1, None)
    assert found.figure("work", "teachers").moved is None  # nothing that both asked


def test_too_few_teachers_are_no_voice_of_the_staff():
    found = report(invited=np.array([[7, 100]]))

    assert found.figure("lead", "teachers").hidden == "response"
    assert found.figure("lead", "students").hidden == ""
    assert [voice.gate for voice in found.voices] == [Gate.REFUSE, Gate.REFUSE]


def test_the_reason_of_disclosure_control_comes_first():
    found = report(invited=np.array([[7, 100]]), hidden=hidden("few", "few", "", ""))

    assert found.figure("lead", "teachers").hidden == "few"


def test_where_nearly_all_said_the_same_only_that_is_told():
    found = report(hidden=hidden("", "", "", "alike")).figure("work", "students")

    assert (found.n, found.nearly_all) == (3, 5)  # 1, 1 and 3, turned round
    assert (found.mean, found.sd, found.shares, found.moved) == (None, None, (), None)


@given(st.lists(st.booleans(), min_size=4, max_size=4))
def test_what_is_hidden_leaves_no_trace(mask):
    reasons = hidden(*("few" if one else "" for one in mask))
    found = report(hidden=reasons)

    for one in found.figures:
        if one.hidden:
            rest = [getattr(one, field.name) for field in fields(one)][3:]
            assert all(value in (None, ()) for value in rest)
    shown = {(one.area, one.voice) for one in found.figures if not one.hidden}
    if found.gap:
        assert (found.gap.area, found.gap.voice) in shown
    if found.disagreement:
        area = found.disagreement.area
        assert {(area, found.disagreement.higher), (area, found.disagreement.lower)} <= shown
    # The same report comes out whatever the hidden people answered.
    other = np.where(np.stack([reasons[0][who] != "" for who in WHO]), 5, ROWS)
    (again,) = school_reports(scored(other.astype(np.int8)), voices=VOICES, hidden=reasons)
    assert again == found


def test_nobody_answered():
    scores = scored(np.zeros((0, 2), dtype=np.int8), np.zeros(0, dtype=np.int64))
    (found,) = school_reports(scores, voices=VOICES)

    assert {one.hidden for one in found.figures} == {"nobody"}
    assert (found.gap, found.disagreement) == (None, None)


def test_equal_figures_have_neither_gap_nor_disagreement():
    same = np.full((2, 2), 50.0)

    assert gap(same, ["a", "b"], VOICES) is None
    assert disagreement(same, ["a", "b"], VOICES) is None
    assert gap(np.zeros((2, 0)), [], VOICES) is None
    assert gap(np.array([[10.0], [90.0]]), ["a"], VOICES) is None  # no mean of its own


def test_of_equal_gaps_the_first_area_is_told():
    found = gap(np.array([[40.0, 60, 40], [40, 60, 40]]), ["a", "b", "c"], VOICES)

    assert (found.area, found.voice) == ("a", "teachers")
