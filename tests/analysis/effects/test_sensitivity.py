"""What losses could hide: imputed, trimmed, tipped."""

from dataclasses import replace

import numpy as np
import pytest

from cordata.analysis.effects.ancova import ancova
from cordata.analysis.effects.bounds import lee
from cordata.analysis.effects.contrast import line_of
from cordata.analysis.effects.imputing import impute
from cordata.analysis.effects.schools import read
from cordata.analysis.effects.sensitivity import Sets, sensitivity
from cordata.analysis.inference.equivalence import verdict
from cordata.analysis.inference.pooling import pool
from cordata.analysis.inference.robust import coefficient
from cordata.analysis.inference.seeds import chance
from tests.analysis.effects.network import NAMES, codes, facts, network, spec

PEOPLE = {"answers": "people", "deviation": "sd"}
DRAWN = {**PEOPLE, "randomised": True, "unit": "school"}


def holes(frame, share=0.15, seed=3, *, only=None):
    """The second round of some schools is missing, whatever they would have said."""
    gone = np.random.default_rng(seed).random(len(frame["y1"])) < share
    if only is not None:
        gone &= frame["mentored"] == only
    return {**frame, "y1": np.where(gone, np.nan, frame["y1"])}


FRAME = holes(network(effect=0.3))


def schools(frame=FRAME):
    return read(frame, **NAMES)


def test_draws_have_the_mean_and_spread_of_a_prediction():
    made = schools()
    lost = ~np.isfinite(made.after)
    drawn = impute(made, 4000, np.random.default_rng(1))

    country = (made.country[:, None] == np.unique(made.country)).astype(float)
    means = np.array([made.before[made.group == one].mean() for one in made.group])
    x = np.column_stack([made.treated, made.before, means - made.before, country])
    bread = np.linalg.inv(x[~lost].T @ x[~lost])
    found = bread @ x[~lost].T @ made.after[~lost]
    left = made.after[~lost] - x[~lost] @ found
    free = len(left) - x.shape[1]
    spread = left @ left / (free - 2)  # the mean of a scaled inverse chi-square
    variance = spread * (1 + np.einsum("ni,ij,nj->n", x[lost], bread, x[lost]))
    away = (drawn.mean(axis=0) - x[lost] @ found) / (variance / 4000) ** 0.5
    assert np.abs(away).max() < 5
    np.testing.assert_allclose(drawn.var(axis=0), variance, rtol=0.15)


def test_pooled_sets_are_every_set_fitted_anew():
    made = schools()
    lost = ~np.isfinite(made.after)
    drawn = impute(made, 5, np.random.default_rng(2))
    for shift in (0.0, 0.7):
        values = []
        for one in drawn:
            after = made.after.copy()
            after[lost] = one + shift * made.treated[lost]
            line = line_of(replace(made, after=after), "ancova")
            values.append(coefficient(line, made.group, 0))
        slow = pool(
            np.array([one.value for one in values]),
            np.array([one.error**2 for one in values]), values[0].df,
        )  # fmt: skip

        fast = Sets.of(made, lost, drawn).pooled(shift)
        assert fast.estimate.value == pytest.approx(slow.estimate.value)
        assert fast.estimate.error == pytest.approx(slow.estimate.error)
        assert fast.estimate.df == pytest.approx(slow.estimate.df)


def test_the_complete_estimate_is_that_of_the_main_analysis():
    found, main = sensitivity(spec(**PEOPLE), FRAME, 1), ancova(spec(**PEOPLE), FRAME, 1)

    assert found.estimates["complete"] == main.estimates["effect"]
    assert found.more["sets"] == 20
    assert 0 < found.more["missing"] < 0.5


def test_losses_by_chance_leave_the_effect_where_it_was():
    found = sensitivity(spec(), FRAME, 1)

    whole, filled = found.estimates["complete"], found.estimates["imputed"]
    assert filled.value == pytest.approx(whole.value, abs=whole.error / 2)
    assert 0.3 in filled.interval


def test_lees_bounds_hold_the_adjusted_effect():
    found = sensitivity(spec(**DRAWN), holes(network(effect=0.3), 0.2, only=0), 1)
    low, high = (found.estimates[one] for one in ("lee_low", "lee_high"))

    assert low.value < found.estimates["complete"].value < high.value
    assert (low.p, low.interval) == (None, None)
    assert found.more["trimmed"] > 0.1


def test_equal_losses_trim_nothing():
    frame = network()
    frame["y1"] = np.where(np.arange(192) % 32 % 16 == 0, np.nan, frame["y1"])
    found = sensitivity(spec(), frame, 1)

    assert found.more["trimmed"] == 0.0
    for one in ("lee_low", "lee_high"):
        assert found.estimates[one].value == pytest.approx(found.estimates["complete"].value)


def test_bounds_are_those_of_outcomes_less_start_and_country():
    frame = holes(network(), 0.3, only=1)
    found = sensitivity(spec(**DRAWN), frame, 1)

    kept = schools(frame).only(np.isfinite(schools(frame).after))
    line = line_of(kept, "ancova")
    left = line.residuals + line.coefficients[0] * kept.treated
    share = kept.treated.sum() / 96
    slow = lee(left[kept.treated], left[~kept.treated], (share, 1.0))
    assert found.estimates["lee_high"].value == pytest.approx(slow.high)


def test_the_tipping_point_turns_the_verdict():
    found = sensitivity(spec(**PEOPLE), FRAME, 1)
    shift, made = found.more["tipping"], schools()
    assert facts(found, "verdict")["verdict"] == "beneficial"
    assert shift < -0.1  # lost mentees would have to have done much worse

    lost = ~np.isfinite(made.after)
    sets = Sets.of(made, lost, impute(made, 20, chance(1, 1)))
    by = ancova(spec(**PEOPLE), FRAME, 1)
    bound = 0.2 * by.estimates["effect"].value / by.estimates["g"].value
    words = []
    for away in (1e-6, -1e-6):
        shown = sets.shown(made, shift + away)
        words.append(verdict(shown.wide, shown.narrow, bound))
    assert words[0] == "beneficial"
    assert words[1] != "beneficial"


def test_a_verdict_that_a_few_lost_schools_cannot_turn():
    frame = network(effect=1.5)
    frame["y1"][0] = np.nan
    found = sensitivity(spec(**PEOPLE), frame, 1)

    assert "nothing_tips" in codes(found)
    assert "tipping" not in found.more


def test_nobody_treated_was_lost_and_nothing_can_tip():
    found = sensitivity(spec(**PEOPLE), holes(network(), 0.1, only=0), 1)

    assert "tipping" not in found.more
    assert "imputed" in found.estimates


def test_without_losses_there_is_nothing_to_impute():
    found = sensitivity(spec(), network(), 1)

    assert list(found.estimates) == ["complete"]


def test_schools_without_a_start_are_counted_and_left_out():
    frame = network()
    frame["y0"][:2] = np.nan
    found = sensitivity(spec(), frame, 1)

    assert facts(found, "no_start") == {"schools": 2}


def test_what_the_main_analysis_refuses_is_refused():
    found = sensitivity(spec(alpha=0.1), FRAME, 1)

    assert found.is_refused
    assert found.estimates == {}


def test_the_same_seed_the_same_bits():
    order = np.random.default_rng(5).permutation(192)
    shuffled = {name: column[order] for name, column in FRAME.items()}

    assert sensitivity(spec(**PEOPLE), shuffled, 4) == sensitivity(spec(**PEOPLE), FRAME, 4)
    other = sensitivity(spec(**PEOPLE), FRAME, 5)
    assert (
        other.estimates["imputed"] != sensitivity(spec(**PEOPLE), FRAME, 4).estimates["imputed"]
    )
