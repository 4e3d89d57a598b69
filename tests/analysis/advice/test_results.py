"""How sure results of registered methods are, by what they themselves warn of."""

import numpy as np
import pytest

from cordata.analysis.advice.rating import Certainty, Design
from cordata.analysis.advice.results import BIAS, design_of, rate_result
from cordata.analysis.methods import read_ask
from cordata.analysis.specs import plain
from cordata.analysis.thread import written
from tests.analysis.effects.network import network

CHANGE = {"school": "school", "mentor": "owner", "before": "y0", "after": "y1"}
ANCOVA = {"school": "school", "country": "country", "mentor": "mentor", "treated": "mentored",
          "before": "y0", "after": "y1"}  # fmt: skip
FRAME = network()
OWNED = {**FRAME, "owner": np.where(FRAME["mentor"] == "", FRAME["school"], FRAME["mentor"])}


def rated(method, spec, frame=OWNED, main=""):
    ask = read_ask({"method": method, "seed": 3, "spec": spec})
    document = {"method": method, "seed": 3, "spec": plain(ask.spec)}
    return rate_result(document, written(ask.of(frame)), main)


SOUND = [
    {"code": "attrition", "level": "ok", "facts": {}},
    {"code": "baseline", "level": "ok", "facts": {}},
]


def result(**changed):
    """What a method that drew lots might have written, without a warning."""
    one = {"value": 0.4, "low": 0.25, "high": 0.55}
    return {
        "estimates": {"g": one},
        "sizes": {"treated": {"groups": 12}, "comparison": {"groups": 12}},
        "checks": SOUND,
    } | changed


def warned(*codes):
    """With those warnings; whatever else is looked at was in order."""
    found = [{"code": one, "level": "warn", "facts": {}} for one in codes]
    return found + [one for one in SOUND if one["code"] not in codes]


def test_a_change_without_a_comparison_is_the_least_sure():
    found = rated("change", CHANGE)

    assert found.design is Design.BEFORE_AFTER
    assert found.rating.value is Certainty.VERY_LOW
    assert [one.domain for one in found.rating.steps] == ["reporting"]


def test_registered_beforehand_it_is_as_unsure_but_no_step_is_taken():
    assert rated("change", CHANGE | {"registered": True}).rating.steps == ()


def test_schools_compared_begin_higher_and_trends_that_nobody_tested_count_once():
    found = rated("ancova", ANCOVA | {"registered": True})

    assert (found.design, found.rating.start) == (Design.MATCHED, 2)
    assert found.settled == ("trends_untested",)
    assert not any("trends_untested" in one.reasons for one in found.rating.steps)


@pytest.mark.parametrize(
    ("method", "spec", "design"),
    [
        ("change", {}, Design.BEFORE_AFTER),
        ("staggered", {}, Design.STAGGERED),
        ("staggered", {"randomised": True}, Design.STEPPED),
        ("ancova", {"estimand": "E1"}, Design.MATCHED),
        ("ancova", {"estimand": "E1", "randomised": True}, Design.WAITLIST),
        ("ancova", {"estimand": "E2"}, Design.AXIS_OBSERVED),
        ("ancova", {"estimand": "E2", "randomised": True}, Design.AXIS_RANDOMISED),
        ("costs", {}, None),
    ],
)
def test_the_design_that_a_method_stands_for(method, spec, design):
    assert design_of({"method": method, "spec": spec}) is design


def test_by_lot_with_nothing_to_warn_of_it_is_sure_and_each_flaw_takes_it_down():
    ask = {"method": "ancova", "spec": {"estimand": "E1", "randomised": True, "interest": 0.2}}

    def value(**changed):
        return rate_result(ask, result(**changed)).rating.value

    assert value() == 4
    assert value(checks=warned("exploratory")) == 3
    assert value(checks=warned("attrition")) == 3  # begins at 3, and is not charged again
    assert value(checks=warned("attrition", "spill_over")) == 2
    assert value(checks=warned("attrition", "baseline")) == 1
    assert value(sizes={"treated": {"groups": 9}, "comparison": {"groups": 30}}) == 3
    assert value(estimates={"g": {"value": 0.2, "low": -0.3, "high": 0.7}}) == 2


def test_without_an_interval_a_rise_and_a_fall_both_lie_within():
    ask = {"method": "ancova", "spec": {"estimand": "E1", "randomised": True}}
    one = {"effect": {"value": 0.4, "low": None, "high": None}}
    [step] = rate_result(ask, result(estimates=one)).rating.steps
    assert step.reasons == ("harm_and_benefit",)


def test_two_waves_with_like_trends_let_matched_schools_begin_at_three():
    ask = {"method": "ancova", "spec": {"estimand": "E1", "interest": 0.2}}
    alike = [{"code": "trends_alike", "level": "ok", "facts": {}}]
    assert rate_result(ask, result(checks=alike)).rating.start == 3
    assert rate_result(ask, result(checks=[*alike, *warned("trends_weak")])).rating.start == 2


def test_a_refusal_and_a_cost_have_no_rating():
    assert rate_result({"method": "costs", "spec": {}}, result()) is None
    assert rate_result({"method": "change", "spec": {}}, result(estimates={})) is None


def test_every_warning_that_takes_a_step_is_one_of_the_methods():
    """A code that no method gives would never count."""
    from cordata.evidence.queries.words import WORDS

    assert set(WORDS) >= BIAS


def test_what_is_sure_is_what_the_result_says():
    ask = {"method": "ancova", "spec": {"estimand": "E1", "randomised": True, "interest": 0.2}}
    said = [{"code": "verdict", "level": "ok", "facts": {"verdict": "practically_equal"}}]
    nothing = {"g": {"value": 0.01, "low": -0.08, "high": 0.1}}

    found = rate_result(ask, result(estimates=nothing, checks=[*SOUND, *said]))
    assert (found.rating.value, found.verdict) == (4, "practically_equal")
    assert rate_result(ask, result()).verdict == "beneficial"
    assert rate_result(ask, result(estimates=nothing)).verdict == "inconclusive"
    fall = {"g": {"value": -0.4, "low": -0.55, "high": -0.25}}
    assert rate_result(ask, result(estimates=fall)).verdict == "harmful"


def test_what_teachers_say_of_their_teaching_is_less_sure():
    ask = {"method": "ancova", "spec": {"estimand": "E1", "randomised": True, "interest": 0.2}}
    found = result(checks=warned("self_rated"))
    assert rate_result(ask, found).rating.value == 4
    assert rate_result(ask, found, about_pupils=True).rating.value == 3


def test_an_effect_that_survives_trends_twice_as_unlike_is_surer():
    ask = {"method": "staggered", "spec": {}}
    found = result(estimates={"overall": {"value": 0.4, "low": 0.25, "high": 0.55}})
    before = rate_result(ask, found).rating.value
    assert rate_result(ask, found | {"more": {"breakdown": 1.9}}).rating.value == before
    assert rate_result(ask, found | {"more": {"breakdown": 2.1}}).rating.value == before + 1


@pytest.mark.parametrize("spec", [{"estimand": "E1"}, {"estimand": "E2"}])
def test_two_waves_begin_at_two_and_are_not_charged_for_it_again(spec):
    """24 clusters an arm, a clear effect, nothing else to say: 2, as the table has it."""
    ask = {"method": "ancova", "spec": spec | {"interest": 0.2}}
    one = {"g": {"value": 0.4, "low": 0.3, "high": 0.5}}
    clean = result(estimates=one, checks=warned("trends_untested"))
    found = rate_result(ask, clean).rating
    assert (found.start, found.steps, found.value) == (2, (), 2)
    assert (
        rate_result(
            ask, clean | {"checks": warned("trends_untested", "spill_over")}
        ).rating.value
        == 1
    )


def test_trends_that_are_known_to_differ_are_news_only_where_the_start_did_not_ask():
    found = result(checks=warned("trends_differ"))
    matched, models = (
        rate_result({"method": "ancova", "spec": {"estimand": one, "interest": 0.2}}, found)
        for one in ("E1", "E2")
    )
    assert (matched.rating.start, matched.rating.value) == (2, 2)
    assert (models.rating.start, models.rating.value) == (2, 1)


def test_nothing_is_added_beside_a_warning_that_lowered_the_start():
    ask = {"method": "ancova", "spec": {"estimand": "E1", "interest": 0.2}}
    large = {"g": {"value": 0.9, "low": 0.7, "high": 1.1}}
    assert rate_result(ask, result(estimates=large)).rating.value == 3
    untested = result(estimates=large, checks=warned("trends_untested"))
    assert rate_result(ask, untested).rating.value == 2


def test_a_check_that_is_not_there_was_not_passed():
    ask = {"method": "staggered", "spec": {"randomised": True}}
    overall = {"overall": {"value": 0.4, "low": 0.25, "high": 0.55}}
    assert rate_result(ask, result(estimates=overall)).rating.start == 4
    assert rate_result(ask, result(estimates=overall, checks=[])).rating.start == 1
    unequal = result(estimates=overall, checks=warned("attrition", "schools_without_all_waves"))
    found = rate_result(ask, unequal)
    assert (found.rating.start, found.rating.value) == (3, 3)  # the same schools, once


def test_points_and_percents_are_no_standard_deviations():
    large = {"value": 0.9, "low": 0.7, "high": 1.1}
    by_dates = {"method": "staggered", "spec": {}}
    assert rate_result(by_dates, result(estimates={"overall": large})).rating.value == 2
    spec = {"estimand": "E1", "interest": 0.2, "low": 1.0, "high": 5.0}
    matched = {"method": "ancova", "spec": spec}
    percent = {"pomp": {"value": 5.0, "low": 3.0, "high": 7.0}}
    assert rate_result(matched, result(estimates=percent), "pomp").rating.value == 2


def test_the_estimate_that_is_talked_of_is_the_one_that_is_rated():
    """A fall of points in one line is no rise because the other line rose."""
    spec = {"estimand": "E1", "interest": 0.2, "low": 1.0, "high": 5.0}
    said = {
        "verdict": "beneficial",
        "interest": 0.2,
        "points": 0.1,
    }  # a deviation of half a point
    estimates = {
        "effect": {"value": 0.42, "low": 0.3, "high": 0.54},
        "pomp": {"value": 10.5, "low": 7.5, "high": 13.5},
        "did": {"value": -0.5, "low": -0.9, "high": 0.05},
        "g": {"value": 0.84, "low": 0.6, "high": 1.08},
    }
    found = result(
        estimates=estimates,
        checks=[*SOUND, {"code": "verdict", "level": "ok", "facts": said}],
    )
    ask = {"method": "ancova", "spec": spec}
    by_name = {name: rate_result(ask, found, name) for name in estimates}

    assert {name: by_name[name].rating.value for name in estimates} == {
        "effect": 3, "pomp": 3, "g": 3, "did": 1,
    }  # fmt: skip
    assert by_name["did"].verdict == "inconclusive"
    assert {by_name[name].verdict for name in ("effect", "pomp", "g")} == {"beneficial"}


COUNTRIES = {"countries_looked": 5.0, "countries_below": 0.0, "countries_above": 5.0,
             "countries_falls": 0.0, "countries_rises": 4.0}  # fmt: skip


def of_countries(name="g", **more):
    """By lot and sound, half a point a deviation, with what was seen in countries."""
    said = {"verdict": "beneficial", "interest": 0.2, "points": 0.1}
    spec = {"estimand": "E1", "randomised": True, "interest": 0.2, "low": 1.0, "high": 5.0}
    value = {"g": 1.0, "effect": 0.5, "pomp": 12.5}[name]
    one = {"value": 0.4 * value, "low": 0.25 * value, "high": 0.55 * value}
    checks = [*SOUND, {"code": "verdict", "level": "ok", "facts": said}]
    found = result(estimates={name: one}, checks=checks, more=COUNTRIES | more)
    return rate_result({"method": "ancova", "spec": spec}, found, name)


@pytest.mark.parametrize("name", ["g", "effect", "pomp"])
def test_a_next_country_is_held_against_the_least_effect_in_its_unit(name):
    assert of_countries(name, next_low=-0.099, next_high=0.4).rating.steps == ()
    [step] = of_countries(name, next_low=-0.101, next_high=0.4).rating.steps
    assert (step.by, step.reasons) == (-1, ("prediction_both_sides",))


def test_countries_that_disagree_take_one_step_or_two():
    [step] = of_countries(countries_below=1.0).rating.steps
    assert (step.by, step.reasons) == (-1, ("country_other_side",))
    [step] = of_countries(countries_below=1.0, countries_falls=1.0).rating.steps
    assert (step.by, step.reasons) == (-2, ("opposite_effects",))


def test_what_nobody_could_look_at_is_named_and_takes_no_step():
    assert of_countries(next_low=0.0, next_high=0.4).unseen == ("volunteers",)
    assert of_countries().unseen == ("next_country", "volunteers")
    ask = {"method": "ancova", "spec": {"estimand": "E1", "randomised": True, "interest": 0.2}}
    alone = rate_result(ask, result())
    assert (alone.unseen, alone.rating.value) == (("countries", "volunteers"), 4)


def test_registered_outcomes_that_are_not_told_take_a_step():
    ask = {"method": "ancova", "spec": {"estimand": "E1", "randomised": True, "interest": 0.2}}
    [step] = rate_result(ask, result(), outcomes_missing=True).rating.steps
    assert (step.domain, step.reasons) == ("reporting", ("outcomes_missing",))
