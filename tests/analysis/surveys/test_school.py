"""One school's report from its sheets: what is hidden in it, and what joins the ledger."""

from dataclasses import replace

import numpy as np
import pytest

from cordata.analysis.surveys.scales import Scale
from cordata.analysis.surveys.school import Before, Sheets, cells_of, report_of

VOICES = ("leaders", "teachers")
SCALES = (Scale("lead", (0, 1), (False, True)), Scale("work", (2,), (False,)))


def sheets(round_, leaders, teachers, seed=1):
    """A round with so many answers; the same sheets first whenever there are more."""
    chance = np.random.default_rng(seed)
    many = chance.integers(1, 6, (50, 3)).astype(np.int8)
    answers = np.concatenate([many[:leaders], many[10 : 10 + teachers]])
    voice = np.array([0] * leaders + [1] * teachers)
    names = [f"{round_} l{at}" for at in range(leaders)]
    return Sheets(answers, voice, names + [f"{round_} t{at}" for at in range(teachers)])


def report(now, **more):
    return report_of(now, scales=SCALES, voices=VOICES, **more)


def before(then, told, scales=SCALES, same=("lead", "work")):
    return Before(then, scales, frozenset(same), told)


def test_cells_are_the_scores_of_the_sheets():
    cells = cells_of(Sheets(np.array([[4, 2, -9], [5, 5, 1]], dtype=np.int8), np.array([1, 1]),
                            ["x", "y"]), SCALES, VOICES)  # fmt: skip

    assert [one.key for one in cells] == [
        ("lead", "leaders"), ("lead", "teachers"), ("work", "leaders"), ("work", "teachers"),
    ]  # fmt: skip
    assert cells[1].scores == {"x": 4.0, "y": 3.0}
    assert cells[1].answers == (1, 0, 0, 2, 1)
    assert cells[3].scores == {"y": 1.0}


def test_a_few_leaders_are_hidden_and_only_what_is_shown_joins_the_ledger():
    found = report(sheets("one", 2, 12), invited=[2, 20])

    reasons = {(one.area, one.voice): one.hidden for one in found.report.figures}
    assert reasons == {
        ("lead", "leaders"): "few", ("lead", "teachers"): "",
        ("work", "leaders"): "few", ("work", "teachers"): "",
    }  # fmt: skip
    assert [one.key for one in found.shown] == [("lead", "teachers"), ("work", "teachers")]


def test_a_figure_that_is_missing_for_its_response_does_not_join_the_ledger():
    assert report(sheets("one", 2, 12), invited=[2, 100]).shown == ()


def test_the_round_opened_again_for_one_more_is_not_told_anew():
    first = report(sheets("one", 0, 12))

    again = report(sheets("one", 0, 13), shown_before=first.shown)

    assert again.report.figure("lead", "teachers").hidden == "difference"
    assert again.report.gap is None
    assert again.shown == ()
    more = report(sheets("one", 0, 17), shown_before=first.shown)
    assert more.report.figure("lead", "teachers").n == 17


def test_the_next_round_is_compared_with_what_was_shown_of_the_first():
    then, now = sheets("one", 5, 12), sheets("two", 4, 13, seed=2)
    first = report(then)

    found = report(now, before=before(then, first), shown_before=first.shown).report

    moved = found.figure("lead", "teachers").moved
    by_hand = [
        np.mean([(row[0] + 6 - row[1]) / 2 for row in one.answers[one.voice == 1]])
        for one in (now, then)
    ]
    assert moved.points == pytest.approx(by_hand[0] - by_hand[1])
    assert moved.then == pytest.approx(by_hand[1])
    assert found.figure("lead", "leaders").moved is None


def test_a_change_is_no_way_to_a_figure_that_was_missing_for_its_response():
    then, now = sheets("one", 0, 8), sheets("two", 0, 20, seed=2)
    first = report(then, invited=[0, 40])
    assert first.report.figure("lead", "teachers").hidden == "response"

    found = report(now, invited=[0, 40], before=before(then, first)).report

    assert found.figure("lead", "teachers").n == 20
    assert found.figure("lead", "teachers").moved is None


def test_figures_are_the_same_whatever_a_round_is_compared_with():
    then, now = sheets("one", 0, 12), sheets("two", 0, 13, seed=2)
    shared = (Scale("lead", (0,), (False,)),)  # the other item of the area is new, "work" gone

    alone = report(now).report
    found = report(now, before=before(then, report(then), shared, same=())).report

    assert [replace(one, moved=None) for one in found.figures] == list(alone.figures)
    moved = found.figure("lead", "teachers").moved
    by_hand = [one.answers[one.voice == 1][:, 0].mean() for one in (now, then)]
    assert moved.points == pytest.approx(by_hand[0] - by_hand[1])
    assert moved.then is None
    assert found.figure("work", "teachers").moved is None


def test_a_change_does_not_tell_what_nearly_all_said():
    then, now = sheets("one", 0, 20), sheets("two", 0, 20, seed=2)
    then.answers[:, 2] = 5
    first = report(then)

    assert first.report.figure("work", "teachers").nearly_all == 5
    assert ("work", "teachers") in [one.key for one in first.shown]
    found = report(now, before=before(then, first)).report.figure("work", "teachers")
    assert (found.n, found.moved) == (20, None)
    # Nor what nearly all said to the items that both rounds asked.
    shared = (Scale("lead", (0,), (False,)),)
    then.answers[:, 0] = 5
    told = report(then)
    assert told.report.figure("lead", "teachers").hidden == ""
    again = report(now, before=before(then, told, shared, same=())).report
    assert again.figure("lead", "teachers").moved is None


def test_an_area_of_more_points_that_was_new_does_not_disturb_the_comparison():
    then, now = sheets("one", 0, 12), sheets("two", 0, 13, seed=2)
    now.answers[:, 2] = 7
    scales = (SCALES[0], Scale("work", (2,), (False,), points=7))
    first = report(then)
    moved = report_of(
        now, scales=scales, voices=VOICES, before=before(then, first, SCALES[:1], ["lead"])
    ).report

    assert moved.figure("lead", "teachers").moved is not None
    assert moved.figure("work", "teachers").moved is None
