"""How strong a recommendation may be, and what others would call the evidence."""

from dataclasses import replace
from itertools import pairwise, product

import pytest

from cordata.analysis.advice.crosswalk import EDITIONS, ForEssa, Standard, essa_tier, padlocks
from cordata.analysis.advice.decision import (
    CONDITIONAL,
    STRONG,
    Criterion,
    Facts,
    Recommendation,
    Strength,
    Verdict,
    against_strong,
    allowed,
    missing,
)
from cordata.analysis.advice.rating import Certainty

SURE = Facts(
    Certainty.MODERATE,
    Verdict.BENEFICIAL,
    {"ministry": True, "mentor-school": True},
    frozenset(Criterion),
    conflict=False,
)
S = Strength


def test_all_that_a_strong_one_needs():
    assert against_strong(SURE) == ()
    assert allowed(SURE) == {S.STRONG_FOR, S.CONDITIONAL_FOR, S.EVALUATION, S.NONE}
    harm = replace(SURE, verdict=Verdict.HARMFUL)
    assert allowed(harm) == {S.STRONG_AGAINST, S.CONDITIONAL_AGAINST, S.EVALUATION, S.NONE}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"certainty": Certainty.LOW}, "certainty_below_moderate"),
        ({"verdict": Verdict.EQUAL}, "verdict_not_clear"),
        ({"costs_known": {"ministry": True, "staff": False}}, "cost_unknown"),
        ({"costs_known": {}}, "cost_unknown"),
        ({"judged": frozenset(Criterion) - {Criterion.EQUITY}}, "equity_not_judged"),
        ({"conflict": True}, "conflict"),
    ],
)
def test_each_thing_alone_stands_in_the_way(change, code):
    facts = replace(SURE, **change)
    assert against_strong(facts) == (code,)
    assert not allowed(facts) & STRONG
    assert allowed(facts) & CONDITIONAL


def test_low_certainty_is_conditional_and_very_low_inside_evaluation_at_most():
    assert allowed(replace(SURE, certainty=Certainty.LOW)) == {
        S.CONDITIONAL_FOR,
        S.EVALUATION,
        S.NONE,
    }
    assert allowed(replace(SURE, certainty=Certainty.VERY_LOW)) == {S.EVALUATION, S.NONE}


def test_inconclusive_is_none():
    assert allowed(replace(SURE, certainty=Certainty.HIGH, verdict=Verdict.INCONCLUSIVE)) == {
        S.NONE
    }


def test_more_certainty_never_allows_less():
    for verdict, conflict in product(Verdict, (True, False)):
        sets = [
            allowed(replace(SURE, certainty=one, verdict=verdict, conflict=conflict))
            for one in Certainty
        ]
        assert all(a <= b for a, b in pairwise(sets))


FULL = Recommendation(
    S.STRONG_FOR, "primary schools", "vocational schools", "schools: low", "a new wave"
)
LINKS = dict.fromkeys(Criterion, "finding-1")


def test_what_is_still_missing():
    assert missing(FULL, SURE, LINKS) == ()
    weak = replace(
        SURE, certainty=Certainty.LOW, judged=frozenset(Criterion) - {Criterion.VALUES}
    )
    empty = replace(FULL, not_for_whom=" ")
    assert missing(empty, weak, LINKS | {Criterion.EQUITY: ""}) == (
        "too_strong",
        "judgement:values",
        "judgement:equity",
        "not_for_whom",
    )


TRIAL = ForEssa(
    Standard.WITHOUT, positive=True, pupils=350, sites=2, controls=True, rationale=True
)


@pytest.mark.parametrize(
    ("change", "tier"),
    [
        ({}, 1),
        ({"standard": Standard.WITH}, 2),
        ({"pupils": 349}, 3),
        ({"sites": 1}, 3),
        ({"standard": Standard.NOT}, 3),
        ({"standard": Standard.NOT, "controls": False}, 4),
        ({"positive": False}, 4),
        ({"positive": False, "rationale": False}, None),
    ],
)
def test_tiers_of_essa(change, tier):
    assert essa_tier(replace(TRIAL, **change)) == tier


@pytest.mark.parametrize(
    ("mdes", "lost", "locks"),
    [
        (0.20, 0.10, 5),
        (0.21, 0.10, 4),
        (0.20, 0.11, 4),
        (0.29, 0.20, 4),
        (0.39, 0.05, 3),
        (0.10, 0.40, 2),
        (0.59, 0.50, 1),
        (0.60, 0.0, 0),
        (0.0, 0.51, 0),
    ],
)
def test_padlocks(mdes, lost, locks):
    assert padlocks(mdes, lost, randomised=True) == locks


def test_padlocks_of_other_designs():
    assert padlocks(0.1, 0.0, randomised=False) == 4
    assert padlocks(0.1, 0.0, randomised=False, comparator=False) == 0
    assert padlocks(0.1, 0.0, randomised=True, threats=2) == 3
    assert padlocks(0.5, 0.0, randomised=True, threats=2) == 0
    assert not EDITIONS[-1].confirmed  # until somebody has read the annex
