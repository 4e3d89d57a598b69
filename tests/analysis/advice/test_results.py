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


def result(**changed):
    """What a method might have written, without a warning."""
    one = {"value": 0.4, "low": 0.25, "high": 0.55}
    return {
        "estimates": {"g": one},
        "sizes": {"treated": {"groups": 12}, "comparison": {"groups": 12}},
        "checks": [],
    } | changed


def warned(*codes):
    return [{"code": one, "level": "warn", "facts": {}} for one in codes]


def test_a_change_without_a_comparison_is_the_least_sure():
    found = rated("change", CHANGE)

    assert found.design is Design.BEFORE_AFTER
    assert found.rating.value is Certainty.VERY_LOW
    assert [one.domain for one in found.rating.steps] == ["reporting"]


def test_registered_beforehand_it_is_as_unsure_but_no_step_is_taken():
    assert rated("change", CHANGE | {"registered": True}).rating.steps == ()


def test_schools_compared_begin_higher_and_each_warning_counts():
    found = rated("ancova", ANCOVA | {"registered": True})

    assert (found.design, found.rating.start) == (Design.MATCHED, 2)
    assert "trends_untested" in found.rating.steps[0].reasons


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
    assert value(checks=warned("attrition")) == 2  # begins at 3, and is a warning besides
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

    found = rate_result(ask, result(estimates=nothing, checks=said))
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
