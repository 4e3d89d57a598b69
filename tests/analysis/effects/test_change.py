"""Change without a comparison: its number, what selection alone makes, and never "effect"."""

import numpy as np
import pytest

from cordata.analysis.contract import SpecError
from cordata.analysis.effects.change import ChangeSpec, change
from tests.analysis.effects.network import codes, facts, network

KNOWN = {"alpha": 0.85, "invariant": True, "registered": True, "self_rated": False}


def spec(**changed):
    named = {"school": "school", "mentor": "mentor", "before": "y0", "after": "y1"}
    return ChangeSpec(**{**named, **KNOWN, **changed})


FRAME = network(alone=0)
LOW = {"population": 3.4, "reliability": 0.7}


def test_the_mean_change_with_mentors_as_groups():
    found = change(spec(), FRAME, 1)
    one = found.estimates["change"]

    gain = FRAME["y1"] - FRAME["y0"]
    means = gain.reshape(24, 4).mean(axis=1)
    assert one.value == pytest.approx(gain.mean())
    assert one.error == pytest.approx(means.std(ddof=1) / 24**0.5)
    assert one.df == pytest.approx(23)
    assert found.estimates["pomp"].value == pytest.approx(25 * gain.mean())
    assert (found.sizes["all"].schools, found.sizes["all"].groups) == (96, 24)


def test_no_estimate_is_called_an_effect():
    found = change(spec(**LOW), FRAME, 1)

    assert "effect" not in found.estimates
    assert found.estimand == "D0"
    assert "change_not_effect" in codes(found)


def test_what_selection_makes_stands_beside_it():
    found = change(spec(**LOW), FRAME, 1)
    gain = 0.3 * (3.4 - FRAME["y0"].mean())

    assert found.estimates["from_selection"].value == pytest.approx(gain)
    left, one = found.estimates["beyond_selection"], found.estimates["change"]
    assert left.value == pytest.approx(one.value - gain)
    assert left.interval.low == pytest.approx(one.interval.low - gain)
    assert left.p is None
    assert "selection_unknown" not in codes(found)
    assert "selection_unknown" in codes(change(spec(), FRAME, 1))


def test_schools_in_one_round_only_are_left_out_and_counted():
    after = FRAME["y1"].copy()
    after[:5] = np.nan
    found = change(spec(), {**FRAME, "y1": after}, 1)

    assert found.estimates["change"].value == pytest.approx(np.nanmean(after - FRAME["y0"]))
    assert facts(found, "schools_lost") == {"schools": 96, "lost": 5}


def test_a_handful_of_mentors():
    six = change(spec(), network(mentors=1, alone=0), 1)
    three = change(spec(), network(mentors=1, alone=0, countries=3), 1)

    assert "few_groups" in codes(six)
    assert six.estimates["change"].p is not None
    assert "no_inference" in codes(three)
    assert three.estimates["change"].interval is None


def test_three_mentors_show_no_interval_beyond_selection_either():
    three = change(spec(**LOW), network(mentors=1, alone=0, countries=3), 1)

    assert three.estimates["beyond_selection"].interval is None
    assert three.estimates["beyond_selection"].error is None


@pytest.mark.parametrize(
    ("changed", "columns", "code"),
    [
        ({"alpha": 0.5}, {}, "unreliable_scale"),
        ({"invariant": False}, {}, "not_invariant"),
        ({"same_items": False}, {}, "definition_changed"),
        ({"response": "share"}, {"share": np.full(96, 0.2)}, "low_response"),
        ({}, {"mentor": np.full(96, "one")}, "too_few_groups"),
    ],
)
def test_refusals_show_no_number(changed, columns, code):
    found = change(spec(**changed), {**FRAME, **columns}, 1)

    assert [one.code for one in found.refusals] == [code]
    assert found.estimates == {}


def test_enough_answers_are_enough():
    assert not change(spec(response="share"), FRAME, 1).is_refused


def test_the_order_of_rows_does_not_change_a_bit():
    order = np.random.default_rng(5).permutation(96)
    shuffled = {name: column[order] for name, column in FRAME.items()}

    assert change(spec(**LOW), shuffled, 3) == change(spec(**LOW), FRAME, 3)


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"high": 0.0}, "high"), ({"comparisons": 0}, "comparisons"),
        ({"population": 3.0}, "population"),
        ({"population": 3.0, "reliability": 1.2}, "reliability"),
    ],
)  # fmt: skip
def test_an_impossible_spec_says_where(changed, where):
    with pytest.raises(SpecError) as found:
        spec(**changed)
    assert found.value.where == where


@pytest.mark.parametrize(
    ("changed", "columns", "where"),
    [
        ({"after": "y9"}, {}, "after"),
        ({}, {"mentor": np.full(96, "")}, "mentor"),
        ({}, {"school": np.zeros(96)}, "school"),
    ],
)
def test_a_wrong_table_says_where(changed, columns, where):
    with pytest.raises(SpecError) as found:
        change(spec(**changed), {**FRAME, **columns}, 1)
    assert found.value.where == where
