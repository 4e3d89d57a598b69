"""Figures of a wave: only what no school, and not all but one together, can turn against one."""

import datetime as dt

import pytest
from django.utils import timezone

from cordata.surveys.actions.freezing import freeze
from cordata.surveys.actions.rounds import start_round
from cordata.surveys.models import Wave
from cordata.surveys.queries.pooled import pooled_figures, progress_of, wave_quality
from tests import factories as make
from tests.surveys import asking


@pytest.fixture
def wave(db):
    return Wave.objects.create(
        cohort=make.cohort(), instrument=asking.version(), occasion="baseline",
        opens_at=timezone.now(), closes_at=timezone.now() + dt.timedelta(days=14),
    )  # fmt: skip


def school(wave, *rows):
    which = asking.ask(make.mentee(wave.cohort), wave=wave, invited={"teachers": 20})
    asking.answer(which, "teachers", *rows)
    freeze([which])
    return which


def figure(wave, area="A", voice="teachers"):
    found = pooled_figures(wave, "en")
    return next(one for one in found if (one.area, one.voice) == (area, voice))


def test_five_schools_together(wave):
    for n in range(5):
        school(wave, *["123345"] * 3, *[f"{n + 1}" * 6] * 3)

    found = figure(wave)

    assert (found.schools, found.people, found.hidden) == (5, 30, "")
    assert found.mean == pytest.approx((15 * 2 + 3 * (1 + 2 + 3 + 4 + 5)) / 30)


def test_four_schools_are_too_few(wave):
    for _n in range(4):
        school(wave, *["123345", "543211"] * 3)

    assert figure(wave).hidden == "schools"


def test_a_small_school_is_not_told_by_taking_the_others_away(wave):
    for _n in range(5):
        school(wave, *["123345", "543211"] * 3)
    school(wave, "111111", "555555")  # two people: their own school does not see them

    found = figure(wave)

    assert (found.schools, found.people, found.left_out) == (5, 30, 1)


def test_a_school_whose_own_figure_is_missing_for_its_response_is_no_way_out(wave):
    """It has not read its own figure: all others together could take theirs away."""
    for _n in range(5):
        school(wave, *["123345", "543211"] * 3)
    quiet = asking.ask(make.mentee(wave.cohort), wave=wave, invited={"teachers": 60})
    asking.answer(quiet, "teachers", *["123345", "543211"] * 6)  # twelve of sixty
    freeze([quiet])

    found = figure(wave)
    assert (found.schools, found.people, found.left_out) == (5, 30, 1)


def test_nothing_is_told_until_every_school_has_closed(wave):
    """Eight schools today less nine tomorrow would be what three teachers said."""
    for _n in range(5):
        school(wave, *["123345", "543211"] * 3)
    last = asking.ask(make.mentee(wave.cohort), wave=wave, invited={"teachers": 6})
    asking.answer(last, "teachers", "111111", "555555", "522222")

    assert pooled_figures(wave, "en") == []
    assert wave_quality(wave, []) == []
    progress = progress_of(wave)
    assert (progress.closed, progress.schools, progress.is_over) == (5, 6, False)

    freeze([last])

    assert progress_of(wave).is_over
    assert figure(wave).left_out == 1


def test_whoever_comes_later_has_a_round_of_its_own_and_joins_no_wave(wave):
    for _n in range(5):
        school(wave, *["123345", "543211"] * 3)
    told = pooled_figures(wave, "en")

    late = start_round(
        make.mentee(wave.cohort), instrument=wave.instrument, occasion=wave.occasion, level="",
        closes_at=timezone.now() + dt.timedelta(days=1), people={"teachers": 6},
        needs_slips=False, by=make.person(),
    )  # fmt: skip
    asking.answer(late, "teachers", "111111", "555555", "522222")
    freeze([late])

    assert late.wave is None
    assert pooled_figures(wave, "en") == told


def test_reliability_is_told_of_what_is_told_only(wave):
    for _n in range(4):  # four schools are too few for a figure, and were enough for alpha
        school(wave, *["123345", "543211"] * 6)

    assert wave_quality(wave, pooled_figures(wave, "en")) == []


def test_small_schools_hide_in_each_other(wave):
    for _n in range(5):
        school(wave, *["123345", "543211"] * 3)
    for _n in range(3):
        school(wave, "111111", "222222", "333333", "444444")

    found = figure(wave)

    assert (found.schools, found.people, found.left_out) == (8, 42, 0)
