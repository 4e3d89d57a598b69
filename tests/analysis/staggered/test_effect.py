"""The registered method: numbers, what is refused, what is warned of, wrong specs."""

from dataclasses import replace

import numpy as np
import pytest

from cordata.analysis.contract import Level, SpecError
from cordata.analysis.staggered.effect import Staggered, staggered
from tests.analysis.staggered.panels import counties, generator

COUNTY = Staggered("y", "unit", "wave", "first", "unit", others="never")
SCHOOL = Staggered("y", "school", "wave", "first", "group")


def county_frame():
    table = counties()
    return {
        "y": table["lemp"], "unit": table["countyreal"].astype(int), "wave": table["year"],
        "first": table["first"], "lpop": table["lpop"],
    }  # fmt: skip


def school_frame(starts, *, waves=4, size=2, effect=0.0, seed=1):
    """Schools in clusters that begin in ``starts``; ``waves`` is never."""
    draw = generator(seed)
    school = np.repeat(np.arange(len(starts) * size), waves)
    group = school // size
    wave = np.tile(np.arange(waves), len(starts) * size)
    first = np.where(np.array(starts) < waves, starts, np.nan)[group].astype(float)
    return {
        "y": draw.normal(size=len(wave)) + effect * (wave >= first), "school": school,
        "wave": wave, "first": first, "group": group, "country": group % 2,
        "flag": (first < waves).astype(int),
    }  # fmt: skip


def codes(found):
    return [one.code for one in found.checks]


def test_minimum_wages():
    found = staggered(COUNTY, county_frame(), 1)
    overall = found.estimates["overall"]

    assert overall.value == pytest.approx(-0.0310, abs=5e-5)
    assert overall.error == pytest.approx(0.0126, rel=0.05)
    assert overall.df == 499
    assert 0 not in overall.interval
    near, far = (band.high - overall.value for band in (overall.likely, overall.interval))
    assert near / far == pytest.approx(1.2832 / 1.9647, rel=1e-4)  # t with 499
    assert found.estimates["at_2"].value == pytest.approx(-0.1373, abs=5e-5)
    assert found.estimates["at_2"].interval.low < -0.1373 - 1.96 * 0.0364  # holds for all
    assert found.more["overall_event"] == pytest.approx(-0.0772, abs=5e-5)
    assert found.more["overall_simple"] == pytest.approx(-0.0400, abs=5e-5)
    assert found.more["pre_p"] == pytest.approx(0.16812, abs=5e-6)
    assert found.more["two_way"] == pytest.approx(-0.03654894, abs=5e-9)
    assert 0 < found.more["two_way_forbidden_weight"] < 0.1
    # Clear of 0 by .006565; 1.2618 waves since the base on average; the worst step is .0305067.
    breakdown = 0.0065651 / (1.2617801 * 0.0305067)
    assert found.more["breakdown"] == pytest.approx(breakdown, rel=1e-4)
    assert found.sizes["treated"].schools == 191
    assert codes(found) == ["trends_alike"]


def test_minimum_wages_with_population():
    found = staggered(replace(COUNTY, covariates=("lpop",)), county_frame(), 1)

    assert found.more["pre_p"] == pytest.approx(0.23267, abs=5e-6)


def test_the_same_seed_gives_the_same_result():
    assert staggered(COUNTY, county_frame(), 5) == staggered(COUNTY, county_frame(), 5)


def test_few_groups_are_judged_by_dealing_their_dates_anew():
    frame = school_frame([2] * 5 + [3] * 5 + [4] * 5, effect=3.0)
    lot = staggered(replace(SCHOOL, randomised=True), frame, 1)
    no_lot = staggered(SCHOOL, frame, 1)

    assert lot.estimates["overall"].p < 0.01
    assert lot.estimates["overall"].interval.low > 1
    assert lot.estimates["overall"].df is None
    assert lot.checks[-2].code == "dates_redrawn"
    assert lot.checks[-2].level is Level.OK
    assert lot.checks[-2].facts["exact"] == 0
    assert no_lot.checks[-2].code == "dates_redrawn_though_not_by_lot"
    assert no_lot.estimates["overall"] == lot.estimates["overall"]
    # Groups of the first cohort: 10 begun, 10 not yet begun then.
    assert "few_groups" not in codes(lot)


def test_dates_are_dealt_within_countries():
    frame = school_frame([2, 2, 2, 2, 4, 4, 4, 4])
    found = staggered(replace(SCHOOL, stratum="country", randomised=True), frame, 1)

    assert found.checks[-2].facts["ways"] == 6 * 6


def test_three_groups_leave_an_effect_without_interval():
    found = staggered(SCHOOL, school_frame([2, 2, 2] + [4] * 9, effect=2.0), 1)
    overall = found.estimates["overall"]

    assert "too_few_groups_for_an_interval" in codes(found)
    assert overall.interval is overall.error is overall.p is None
    assert found.estimates["at_0"].interval is None
    assert "breakdown" not in found.more


def test_unless_dates_were_drawn_by_lot():
    spec = replace(SCHOOL, randomised=True)
    found = staggered(spec, school_frame([2, 2, 2] + [4] * 9, effect=2.0), 1)

    assert found.estimates["overall"].p == pytest.approx(1 / 220, abs=1 / 50)
    assert found.estimates["at_0"].interval is None


def test_groups_whose_schools_began_apart_cannot_be_dealt():
    frame = school_frame([2] * 5 + [4] * 5)
    frame["first"][frame["school"] == 0] = 3
    found = staggered(SCHOOL, frame, 1)

    assert "dates_differ_in_groups" in codes(found)
    assert found.estimates["overall"].p is found.estimates["overall"].interval is None


def test_trends_that_differed_are_said():
    frame = school_frame([3] * 12 + [4] * 12)
    frame["y"] = frame["y"] + 3.0 * frame["wave"] * frame["flag"]
    found = staggered(SCHOOL, frame, 1)

    assert "trends_differed" in codes(found)


def test_a_weak_test_of_trends_is_no_comfort():
    found = staggered(replace(SCHOOL, drift=0.01), school_frame([3] * 12 + [4] * 12), 1)

    assert found.warnings[-1].code == "trends_test_weak"
    assert found.warnings[-1].facts["power"] < 0.2


def test_trends_without_a_wave_before_are_untested():
    found = staggered(SCHOOL, school_frame([1] * 12 + [4] * 12), 1)

    assert found.warnings[-1].code == "trends_untested"
    assert "breakdown" not in found.more


def test_schools_that_are_left_out_are_counted():
    frame = school_frame([0] + [2] * 12 + [4] * 12)
    frame["y"][-1] = np.nan
    found = staggered(SCHOOL, frame, 1)

    assert codes(found)[:2] == ["schools_without_all_waves", "schools_always_treated"]
    assert [one.facts["schools"] for one in found.warnings[:2]] == [1, 2]


@pytest.mark.parametrize(
    ("spec", "starts", "code"),
    [
        (SCHOOL, [4, 4, 4], "nobody_began"),
        (SCHOOL, [2, 2, 2], "no_comparison"),
        (replace(SCHOOL, others="never"), [2, 2, 3, 3], "no_comparison"),
        (replace(SCHOOL, covariates=("flag",)), [2] * 6 + [4] * 6, "no_overlap"),
    ],
)
def test_refusals_show_no_number(spec, starts, code):
    found = staggered(spec, school_frame(starts), 1)

    assert [one.code for one in found.refusals] == [code]
    assert not found.estimates
    assert not found.more


def test_effects_without_any_noise_have_no_error():
    frame = school_frame([2] * 12 + [4] * 12)
    frame["y"] = 1.0 * (frame["wave"] >= frame["first"])
    found = staggered(SCHOOL, frame, 1)

    assert found.estimates["overall"].value == 1
    assert found.estimates["overall"].error is None


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"outcome": "gain"}, "outcome"),
        ({"others": "nobody"}, "others"),
        ({"summary": "best"}, "summary"),
        ({"draws": 9}, "draws"),
        ({"level": 95}, "level"),
        ({"school": "group"}, "school"),
        ({"wave": "first"}, "wave"),
    ],
)
def test_a_wrong_spec_says_where(change, where):
    with pytest.raises(SpecError) as error:
        staggered(replace(SCHOOL, **change), school_frame([2, 4]), 1)

    assert error.value.where == where


def level_of(found, code):
    return {one.code: one.level for one in found.checks}.get(code)


def test_dates_by_lot_are_looked_at_for_losses_and_for_likeness():
    starts = [1, 1, 2, 2, 4, 4] * 2
    spec = replace(SCHOOL, randomised=True, stratum="country")
    frame = school_frame(starts)

    whole = staggered(spec, frame, 1)
    assert level_of(whole, "attrition") is Level.OK
    assert level_of(whole, "baseline") is not None
    assert level_of(staggered(SCHOOL, frame, 1), "attrition") is None  # no lots to hold

    gone = np.isin(frame["group"], [0, 1]) & (frame["wave"] == 3) & (frame["school"] % 2 == 0)
    fewer = {name: column[~gone] for name, column in frame.items()}
    lost = {one.code: one for one in staggered(spec, fewer, 1).checks}["attrition"]
    assert lost.level is Level.WARN
    assert (lost.facts["treated"], lost.facts["comparison"]) == (12.5, 0.0)


def test_lots_that_lost_too_many_must_be_alike_at_the_start():
    spec = replace(SCHOOL, randomised=True)
    frame = school_frame([1, 1, 2, 2, 4, 4] * 2)
    apart = frame | {"y": frame["y"] + 2.0 * frame["flag"]}
    assert level_of(staggered(spec, apart, 1), "baseline") is Level.WARN  # lots hold

    gone = np.isin(frame["group"], [0, 1]) & (frame["wave"] == 3)
    fewer = {name: column[~gone] for name, column in apart.items()}
    found = staggered(spec, fewer, 1)
    assert level_of(found, "baseline") is Level.REFUSE
    assert found.estimates == {}


def test_where_everybody_begins_the_first_stand_against_those_that_wait():
    frame = school_frame([1, 1, 1, 1, 3, 3, 3, 3])
    gone = (frame["group"] == 4) & (frame["wave"] == 0)
    fewer = {name: column[~gone] for name, column in frame.items()}
    found = staggered(replace(SCHOOL, randomised=True), fewer, 1)
    lost = {one.code: one for one in found.checks}["attrition"]
    assert (lost.facts["treated"], lost.facts["comparison"]) == (0.0, 25.0)
