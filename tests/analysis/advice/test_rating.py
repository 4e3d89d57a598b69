"""Ratings: every start, every trigger at its limit, and what may never happen."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.advice.domains import Countries, Evidence, Step
from cordata.analysis.advice.other import Component, Concern, of_cost, qualitative
from cordata.analysis.advice.rating import (
    RANDOMISED,
    Certainty,
    Design,
    Study,
    Verb,
    move,
    rate,
    start,
)

CLEAR = Evidence(effect=0.4, low=0.25, high=0.55, sesoi=0.2, least_groups=12, deviation=1.0)
LOTTERY = Study(Design.WAITLIST, low_attrition=True)


@pytest.mark.parametrize(
    ("study", "begins"),
    [
        (LOTTERY, 4),
        (Study(Design.STEPPED, low_attrition=True), 4),
        (Study(Design.AXIS_RANDOMISED, low_attrition=True), 4),
        (Study(Design.WAITLIST, equivalent=True), 3),
        (Study(Design.WAITLIST), 1),
        (Study(Design.CUT_OFF), 3),
        (Study(Design.STAGGERED, pre_waves=2, gates=True), 3),
        (Study(Design.STAGGERED, pre_waves=2), 2),
        (Study(Design.MATCHED, pre_waves=2, gates=True), 3),
        (Study(Design.MATCHED, gates=True), 2),
        (Study(Design.AXIS_OBSERVED), 2),
        (Study(Design.BEFORE_AFTER), 1),
        (Study(Design.CASES), 1),
        (Study(Design.ALIASED), 1),
    ],
)
def test_where_a_rating_starts(study, begins):
    assert start(study) == begins
    assert rate(study, CLEAR).value == begins


def test_the_verbs():
    verbs = [
        rate(Study(Design(one), low_attrition=True), CLEAR).verb
        for one in ("D2", "D7", "D6", "D0")
    ]
    assert verbs == [Verb.DOES, Verb.PROBABLY, Verb.MAY, Verb.UNKNOWN]


@pytest.mark.parametrize(
    ("change", "step"),
    [
        ({"warnings": ("trend",)}, Step("bias", -1, ("trend",))),
        (
            {"warnings": ("trend", "weights", "losses")},
            Step("bias", -2, ("trend", "weights", "losses")),
        ),
        ({"prediction": (-0.21, 0.9)}, Step("inconsistency", -1, ("prediction_both_sides",))),
        (
            {"countries": Countries(below=1, above=2, rises=1)},
            Step("inconsistency", -1, ("country_other_side",)),
        ),
        (
            {"countries": Countries(falls=1, rises=1)},
            Step("inconsistency", -2, ("opposite_effects",)),
        ),
        ({"about_pupils": True, "self_rated": True}, Step("indirectness", -1, ("self_rated",))),
        ({"volunteers": True, "for_all": True}, Step("indirectness", -1, ("volunteers",))),
        (
            {"about_pupils": True, "self_rated": True, "volunteers": True, "for_all": True},
            Step("indirectness", -2, ("self_rated", "volunteers")),
        ),
        ({"low": -0.01}, Step("imprecision", -1, ("nothing_and_benefit",))),
        ({"least_groups": 9}, Step("imprecision", -1, ("few_groups",))),
        (
            {"low": 0.0, "least_groups": 9},
            Step("imprecision", -1, ("nothing_and_benefit", "few_groups")),
        ),
        ({"low": -0.2}, Step("imprecision", -2, ("harm_and_benefit",))),
        ({"registered": False}, Step("reporting", -1, ("exploratory",))),
        (
            {"registered": False, "outcomes_missing": True},
            Step("reporting", -1, ("exploratory", "outcomes_missing")),
        ),
    ],
)
def test_what_takes_a_step(change, step):
    found = rate(LOTTERY, replace(CLEAR, **change))
    assert found.steps == (step,)
    assert found.value == 4 + step.by


@pytest.mark.parametrize(
    "change",
    [
        {"prediction": (-0.2, 0.9)},
        {"countries": Countries(above=1, falls=1)},
        {"about_pupils": True},
        {"self_rated": True},
        {"volunteers": True},
        {"low": 0.01},
        {"high": 0.41},
        {"least_groups": 10},
    ],
)
def test_what_is_just_not_enough(change):
    assert rate(LOTTERY, replace(CLEAR, **change)).steps == ()


def test_harm_is_judged_as_strictly_as_benefit():
    harm = replace(CLEAR, effect=-0.4, low=-0.55, high=-0.25)
    assert rate(LOTTERY, harm).value == 4
    assert rate(LOTTERY, replace(harm, countries=Countries(below=2))).value == 4
    assert rate(LOTTERY, replace(harm, countries=Countries(above=1))).value == 3
    unsure = replace(harm, high=0.01)
    assert rate(LOTTERY, unsure).steps[0].reasons == ("nothing_and_benefit",)


MATCHED = Study(Design.MATCHED, pre_waves=2, gates=True)
LARGE = replace(CLEAR, effect=0.8, low=0.21, high=1.4)


@pytest.mark.parametrize(
    ("study", "evidence", "value", "reasons"),
    [
        (MATCHED, LARGE, 4, ("large_effect",)),
        (MATCHED, replace(LARGE, effect=-0.8, low=-1.4, high=-0.21), 4, ("large_effect",)),
        (MATCHED, replace(CLEAR, survives_two=True), 4, ("survives_trend_breaks",)),
        (
            MATCHED,
            replace(LARGE, survives_two=True),
            4,
            ("large_effect", "survives_trend_breaks"),
        ),
        (MATCHED, replace(LARGE, low=0.2), 3, ()),
        (MATCHED, replace(LARGE, effect=0.79), 3, ()),
        (MATCHED, replace(LARGE, deviation=None), 3, ()),
        (MATCHED, replace(LARGE, deviation=1.01), 3, ()),
        (MATCHED, replace(LARGE, settled=("trends_untested",)), 3, ()),
        (Study(Design.BEFORE_AFTER), LARGE, 1, ()),
        (Study(Design.WAITLIST, equivalent=True), LARGE, 3, ()),
    ],
)
def test_what_adds_a_step(study, evidence, value, reasons):
    found = rate(study, evidence)
    assert found.value == value
    assert tuple(code for one in found.steps for code in one.reasons) == reasons


def test_nothing_is_added_where_something_was_taken():
    found = rate(MATCHED, replace(LARGE, registered=False, survives_two=True))
    assert (found.value, len(found.steps)) == (2, 1)


evidences = st.builds(
    lambda ends, **rest: Evidence(effect=sum(ends) / 2, low=min(ends), high=max(ends), **rest),
    st.tuples(st.floats(-1, 1), st.floats(-1, 1)),
    sesoi=st.floats(0.05, 0.4),
    least_groups=st.integers(2, 30),
    deviation=st.none() | st.floats(0.5, 2.0),
    warnings=st.lists(st.sampled_from(["trend", "losses"]), max_size=3).map(tuple),
    self_rated=st.booleans(),
    about_pupils=st.booleans(),
    registered=st.booleans(),
    survives_two=st.booleans(),
)
studies = st.builds(
    Study,
    st.sampled_from(Design),
    st.booleans(),
    st.booleans(),
    st.integers(0, 3),
    st.booleans(),
)


@given(studies, evidences)
def test_the_whole_way_leads_to_the_value(study, evidence):
    found = rate(study, evidence)

    assert found.value == min(max(found.start + sum(one.by for one in found.steps), 1), 4)
    assert all(one.by and one.reasons for one in found.steps)
    if found.value > found.start:
        assert study.design not in RANDOMISED
        assert found.start > 1


@given(studies, evidences, st.sampled_from(["warnings", "registered", "least_groups"]))
def test_worse_evidence_is_never_surer(study, evidence, what):
    worse = {"warnings": (*evidence.warnings, "spill"), "registered": False, "least_groups": 2}
    assert (
        rate(study, replace(evidence, **{what: worse[what]})).value
        <= rate(study, evidence).value
    )


def test_a_person_moves_it_a_step_and_both_stay():
    found = rate(MATCHED, CLEAR)

    moved = move(found, -1, reason="The trend changed with a law.", person="M. Horvat")

    assert (moved.computed.value, moved.value) == (3, 2)
    assert (moved.verb, found.verb) == (Verb.MAY, Verb.PROBABLY)


@pytest.mark.parametrize(
    ("by", "reason", "person"), [(2, "x", "y"), (0, "x", "y"), (1, " ", "y"), (1, "x", "")]
)
def test_no_move_without_reason_and_name(by, reason, person):
    with pytest.raises(ValueError, match="one step"):
        move(rate(MATCHED, CLEAR), by, reason=reason, person=person)


def test_no_move_beyond_the_ends():
    with pytest.raises(ValueError, match="5"):
        move(rate(LOTTERY, CLEAR), 1, reason="x", person="y")


@pytest.mark.parametrize("change", [{"sesoi": 0.0}, {"low": 0.5}])
def test_evidence_that_cannot_be(change):
    with pytest.raises(ValueError, match="within its interval"):
        replace(CLEAR, **change)


@pytest.mark.parametrize(
    ("moderate", "serious", "value"),
    [
        (0, 0, 4),
        (1, 0, 4),
        (2, 0, 3),
        (3, 0, 3),
        (4, 0, 2),
        (0, 1, 3),
        (2, 1, 2),
        (2, 2, 1),
        (0, 4, 1),
    ],
)
def test_cerqual(moderate, serious, value):
    seen = [Concern.MODERATE] * moderate + [Concern.SERIOUS] * serious + [Concern.MINOR] * 4
    assert qualitative(dict(zip(Component, seen, strict=False))) == value


def test_cerqual_judges_all_four():
    with pytest.raises(ValueError, match="adequacy"):
        qualitative(dict.fromkeys(set(Component) - {Component.ADEQUACY}, Concern.NONE))


@pytest.mark.parametrize(
    ("measured", "value"),
    [(1, 4), (0.75, 4), (0.749, 3), (0.5, 3), (0.499, 2), (0.25, 2), (0.24, 1), (0, 1)],
)
def test_certainty_of_a_cost(measured, value):
    assert of_cost(measured) is Certainty(value)


def test_no_share():
    with pytest.raises(ValueError, match="no share"):
        of_cost(1.2)
