"""A wave is looked at once it is over, and what measures nothing is told nowhere as a number."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from django.utils import timezone

from cordata.analysis.surveys.agreement import Shared
from cordata.analysis.surveys.reliability import Interval, Reliable
from cordata.analysis.surveys.weights import gap_at_baseline
from cordata.history.models import Entry
from cordata.surveys.actions.closing import close_rounds
from cordata.surveys.actions.judging import judge_waves
from cordata.surveys.models import Judged, Round, Wave
from cordata.surveys.queries.beside import baseline_of, moved_unfit, often_unfit
from cordata.surveys.queries.gate import Audience
from cordata.surveys.queries.pooled import pooled_figures
from cordata.surveys.queries.quality import Quality
from cordata.surveys.queries.reports import report_of
from cordata.surveys.queries.trust import lost_in, quality_in
from tests import factories as make
from tests.surveys import asking

# On A the three answers go together; on B they have nothing to do with each other.
ROWS = ["111151", "222115", "444511", "555155", "333551", "444515", "222333"]
INVITED = {"teachers": 10}


@pytest.fixture
def wave(db):
    return Wave.objects.create(
        cohort=make.cohort(), instrument=asking.version(), occasion="baseline",
        opens_at=timezone.now(), closes_at=timezone.now() + dt.timedelta(days=14),
    )  # fmt: skip


def rounds(wave, schools=6, **facts):
    made = [
        asking.ask(make.mentee(wave.cohort), wave=wave, invited=INVITED, **facts)
        for _school in range(schools)
    ]
    for one in made:
        asking.answer(one, "teachers", *ROWS)
    return made


def close(*some):
    close_rounds(some, by=make.person())


def report(which):
    return report_of(Round.objects.get(pk=which.pk), Audience.SCHOOL, "en")


def test_a_wave_is_judged_when_its_last_school_closes_and_once(wave):
    *first, last = rounds(wave)
    close(*first)
    assert not Judged.objects.exists()
    assert quality_in(wave.pk) == []
    assert report(first[0]).trust == {}

    close(last)

    assert [(one.area, one.verdict) for one in quality_in(wave.pk)] == [
        ("A", "schools"), ("B", "refused")
    ]  # fmt: skip
    assert Entry.objects.filter(verb="wave.judged").count() == 1
    assert judge_waves() == 0


def test_an_unreliable_area_is_told_as_a_number_neither_together_nor_to_a_school(wave):
    made = rounds(wave)
    close(*made)

    together = {one.area: one for one in pooled_figures(wave, "en")}
    alone = report(made[0])

    assert (together["A"].hidden, together["A"].people) == ("", 42)
    assert (together["B"].hidden, together["B"].mean) == ("unreliable", None)
    told, refused = (alone.found.figure(area, "teachers") for area in "AB")
    assert (told.hidden, refused.hidden, refused.mean) == ("", "unreliable", None)
    assert alone.gap is None  # nothing that is hidden takes part
    assert not alone.is_weak(alone.line("A"))


def test_what_schools_of_another_level_were_asked_says_nothing_of_ones_own(wave):
    levels = {
        "1": "upper",
        "2": "upper",
        "3": "upper",
        "4": "lower",
        "5": "lower",
        "6": "lower",
    }
    form = asking.form(areas="A", items=6)
    children = (replace(one, levels=(levels[one.name[1]],)) for one in form.children)
    wave.instrument = asking.version(replace(form, children=tuple(children)), slug="levels")
    wave.save()
    made = {"upper": [], "lower": []}
    for level, first in (("upper", 1), ("lower", 4)):
        for _school in range(6):
            one = asking.ask(make.mentee(wave.cohort), wave=wave, invited=INVITED, level=level,
                             instrument=wave.instrument)  # fmt: skip
            rows = [row[:3] if level == "upper" else row[3:] for row in ROWS]
            items = [f"A{n}" for n in range(first, first + 3)]
            asking.answer(one, "teachers", *rows, items=items)
            made[level].append(one)
    close(*made["upper"], *made["lower"])

    verdicts = {one.levels: one.verdict for one in quality_in(wave.pk)}
    assert verdicts == {("lower",): "refused", ("upper",): "schools"}
    assert report(made["upper"][0]).found.figure("A", "teachers").hidden == ""
    assert report(made["lower"][0]).found.figure("A", "teachers").hidden == "unreliable"
    # All together it would rest on both.
    (together,) = pooled_figures(wave, "en")
    assert together.hidden == "unreliable"


def test_a_change_from_an_unreliable_baseline_is_not_told(wave):
    made = rounds(wave)
    close(*made)
    Round.objects.update(opens_at=timezone.now() - dt.timedelta(days=200))
    later = asking.ask(made[0].participation, occasion="end", invited=INVITED)
    asking.answer(later, "teachers", *ROWS)
    close(later)

    found = report(later)

    assert found.before == made[0]
    assert found.found.figure("A", "teachers").moved is not None
    assert found.found.figure("B", "teachers").moved is None


def test_a_large_school_where_few_answered_counts_as_a_large_school(wave):
    made = rounds(wave, schools=5)
    large = asking.ask(make.mentee(wave.cohort), wave=wave, invited={"teachers": 28})
    asking.answer(large, "teachers", *["555515"] * 7, *["444155"] * 7)
    close(*made, large)

    one = next(one for one in pooled_figures(wave, "en") if one.area == "A")

    # Five schools of ten with a mean of 3, one of twenty-eight with a mean of 4.5.
    assert one.mean == pytest.approx((50 * 3 + 28 * 4.5) / 78)
    assert (one.people, one.weighted) == (49, True)
    # Thirty-five people of weight 10 / 7 and fourteen of weight 2: Kish, (Σw)² / Σw².
    assert one.effective == pytest.approx(78**2 / (35 * (10 / 7) ** 2 + 14 * 2**2))


def test_statements_that_fit_few_and_moved_are_named(wave):
    first, later = wave, Wave.objects.create(
        cohort=wave.cohort, instrument=wave.instrument, occasion="end",
        opens_at=wave.opens_at + dt.timedelta(days=200),
        closes_at=wave.opens_at + dt.timedelta(days=214),
    )  # fmt: skip
    close(*rounds(first))
    made = rounds(later, schools=5, occasion="end")
    for one in made:
        asking.answer(one, "teachers", "11n151", "22n115", "44n511")
    close(*made)

    found = quality_in(later.pk)

    (often,) = often_unfit(found)
    assert (often.statement, often.voice, often.share) == ("A3", "teachers", 0.3)
    (moved,) = moved_unfit(found, quality_in(baseline_of(later).pk))
    assert (moved.statement, moved.before, moved.share) == ("A3", 0.0, 0.3)
    assert baseline_of(first) is None


@pytest.mark.django_db
def test_a_baseline_that_came_later_is_none():
    # A later version is asked at the beginning of another year's work: what was before is not
    # held against it.
    wave = Wave.objects.create(
        cohort=make.cohort(), instrument=asking.version(), occasion="mid",
        opens_at=timezone.now(), closes_at=timezone.now() + dt.timedelta(days=14),
    )  # fmt: skip
    later = Wave.objects.create(
        cohort=wave.cohort, instrument=wave.instrument, occasion="baseline",
        opens_at=wave.opens_at + dt.timedelta(days=90),
        closes_at=wave.opens_at + dt.timedelta(days=99),
    )  # fmt: skip

    assert baseline_of(wave) is None
    Wave.objects.filter(pk=later.pk).update(opens_at=wave.opens_at - dt.timedelta(days=9))
    assert baseline_of(wave) == later


def test_what_does_not_apply_is_held_against_the_same_levels_alone():
    def quality(levels, share):
        nan = float("nan")
        return Quality("A", "teachers", levels, "en", 2, 40, 6, Interval(nan, nan, nan), nan,
                       Reliable.UNKNOWN, nan, nan, nan, Shared.NOT_SHARED, {"A1": share})  # fmt: skip

    now = [quality(("lower",), 0.3), quality(("upper",), 0.1)]
    then = [quality(("lower",), 0.1), quality(("upper",), 0.1)]

    assert [(one.before, one.share) for one in moved_unfit(now, then)] == [(0.1, 0.3)]
    assert moved_unfit(now, then[::-1]) == moved_unfit(now, then)
    assert moved_unfit(now[:1], [quality(("lower", "upper"), 0.1)]) == []


def test_schools_that_no_longer_answer_are_held_against_those_that_do(wave):
    def six(*points):
        return [f"{one}" * 6 for one in points]

    made = rounds(wave, schools=0)
    for at in range(11):
        one = asking.ask(make.mentee(wave.cohort), wave=wave, invited=INVITED)
        rows = six(3, 4, 5, 4, 5, 3 + at % 2) if at < 6 else six(1, 2, 3, 2, 1, 1 + at % 2)
        asking.answer(one, "teachers", *rows)
        made.append(one)
    close(*made)
    later = Wave.objects.create(
        cohort=wave.cohort, instrument=wave.instrument, occasion="end",
        opens_at=wave.opens_at, closes_at=wave.closes_at,
    )  # fmt: skip
    again = [asking.ask(one.participation, wave=later, occasion="end", invited=INVITED)
             for one in made]  # fmt: skip
    for one in again[:6]:
        asking.answer(one, "teachers", *six(3, 4, 5, 3, 4))
    close(*again)

    found = {one.area: one for one in lost_in(later)}

    means = np.array([24, 25] * 3 + [10, 11, 10, 11, 10]) / 6
    assert found["A"].gap == pytest.approx(gap_at_baseline(means, np.arange(11) < 6))
    assert (found["A"].came, found["A"].went) == (6, 5)
    assert lost_in(wave) == []
