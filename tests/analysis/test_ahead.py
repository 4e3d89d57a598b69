"""Looks before an outcome is seen: the method's own, and blind to every answer."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.ahead import FROM_OUTCOME, NEEDS_NO_OUTCOME, blinded, looks_ahead
from cordata.analysis.methods import read_ask
from tests.analysis.effects.network import network

FRAME = network(alone=0)
SPEC = {"school": "school", "mentor": "mentor", "before": "y0", "after": "y1"}


def ask(method="change", **spec):
    return read_ask({"method": method, "seed": 3, "spec": SPEC | spec})


def checks_ahead(*asked):
    return looks_ahead(*asked).checks


def codes(found):
    return {one.code: one for one in found}


@given(st.integers(0, 2**32 - 1))
def test_no_answer_changes_what_is_said(seed):
    other = np.random.default_rng(seed).uniform(1, 5, len(FRAME["y1"]))

    assert checks_ahead(ask(), FRAME, "y1") == checks_ahead(ask(), {**FRAME, "y1": other}, "y1")


def test_who_is_missing_is_said():
    after = FRAME["y1"].copy()
    after[:7] = np.nan

    found = codes(checks_ahead(ask(), {**FRAME, "y1": after}, "y1"))

    assert found["schools_lost"].facts["lost"] == 7


def test_groups_too_few_refuse_before_anything_is_computed():
    one = {**FRAME, "mentor": np.full(len(FRAME["y0"]), "one")}
    assert "too_few_groups" in codes(checks_ahead(ask(), one, "y1"))


def test_before_anybody_has_answered_it_stands_as_if_all_will():
    nobody = {**FRAME, "y1": np.full(len(FRAME["y1"]), np.nan)}
    assert checks_ahead(ask(), nobody, "y1") == checks_ahead(ask(), FRAME, "y1")


def test_facts_that_were_made_of_the_outcome_do_not_leave():
    six = network(mentors=1, alone=0)
    few = codes(checks_ahead(ask(), six, "y1"))["few_groups"]
    assert few.facts["treated"] == 6
    assert not FROM_OUTCOME & few.facts.keys()


@pytest.mark.parametrize("code", ["baseline", "trends_untested", "no_comparison"])
def test_what_is_known_of_the_start_is_said(code):
    spec = {"country": "country", "treated": "mentored"}
    frames = {"baseline": network(start=0.3), "trends_untested": network()}
    frame = frames.get(code, FRAME)
    assert code in codes(checks_ahead(ask("ancova", **spec), frame, "y1"))


def test_the_blind_outcome_lies_on_the_scale_and_is_missing_where_it_was():
    after = FRAME["y1"].copy()
    after[3] = np.nan
    blind = blinded({**FRAME, "y1": after}, "y1")
    assert np.isnan(blind["y1"][3])
    assert np.nanmin(blind["y1"]) >= 1
    assert np.nanmax(blind["y1"]) <= 5
    assert blind["y0"] is FRAME["y0"]


def test_every_look_has_its_words():
    from cordata.evidence.queries.words import WORDS

    assert set(WORDS) >= NEEDS_NO_OUTCOME
