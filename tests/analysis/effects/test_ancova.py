"""The registered analysis, end to end: its numbers, its refusals, its words for a wrong spec."""

import numpy as np
import pytest

from cordata.analysis.contract import Level, Size, SpecError
from cordata.analysis.effects.ancova import ancova
from tests.analysis.effects.network import EARLIER, KNOWN, NAMES, codes, facts, network, spec
from tests.analysis.surveys.published import columns, rows

FRAME = network()
WITH_PEOPLE = {"answers": "people", "deviation": "sd"}


def plain(frame, line="ancova"):
    """The same regressions by whole matrices of dummies."""
    places = np.unique(frame["country"])
    country = (frame["country"][:, None] == places).astype(float)
    arm, before, after = frame["mentored"], frame["y0"], frame["y1"]
    if line == "did":
        return np.linalg.lstsq(np.column_stack([arm, country]), after - before, rcond=None)[0]
    return np.linalg.lstsq(np.column_stack([arm, before, country]), after, rcond=None)[0]


def test_the_effect_and_the_change_beside_it():
    found = ancova(spec(), FRAME, 1)

    effect, did = found.estimates["effect"], found.estimates["did"]
    assert effect.value == pytest.approx(plain(FRAME)[0], rel=1e-9)
    assert did.value == pytest.approx(plain(FRAME, "did")[0], rel=1e-9)
    assert found.more["slope"] == pytest.approx(plain(FRAME)[1], rel=1e-9)
    assert next(iter(found.estimates)) == "effect"
    assert effect.value in effect.interval
    assert (found.method, found.estimand, found.seed) == ("ancova/1", "E1", 1)
    assert found.sizes == {"treated": Size(96, 96, 24), "comparison": Size(96, 96, 96)}


def test_the_published_analysis_of_anorexia():
    table = rows("anorexia.csv")
    before, after = columns("anorexia.csv", "before", "after").T
    two = np.array([row["treat"] != "CBT" for row in table])
    frame = {
        "girl": np.arange(72), "country": np.zeros(72), "who": np.arange(72),
        "family": np.array([row["treat"] == "FT" for row in table]), "before": before,
        "after": after,
    }  # fmt: skip
    frame = {name: column[two] for name, column in frame.items()}
    asked = spec(
        school="girl", country="country", mentor="who", treated="family", before="before",
        after="after", low=0.0, high=200.0, randomised=True, unit="girl",
    )  # fmt: skip

    found = ancova(asked, frame, 1)

    # R: lm(Postwt ~ Prewt + Treat) without CBT; clubSandwich CR2 with every girl for herself.
    assert found.estimates["effect"].value == pytest.approx(9.03357257444422, rel=1e-9)
    assert found.estimates["effect"].error == pytest.approx(2.259158945428030, rel=1e-9)
    assert found.estimates["effect"].df == pytest.approx(31.7988990041581, rel=1e-9)


def test_percent_and_g_tell_the_same_in_other_units():
    found = ancova(spec(**WITH_PEOPLE), FRAME, 1)
    effect, percent, g = (found.estimates[one] for one in ("effect", "pomp", "g"))

    assert percent.value == pytest.approx(25 * effect.value)
    assert percent.interval.low == pytest.approx(25 * effect.interval.low)
    assert g.p == effect.p == percent.p
    scale = g.value / effect.value
    assert g.interval.high == pytest.approx(scale * effect.interval.high)
    assert scale == pytest.approx(1 / found.more["deviation"], rel=0.02)
    assert g.error > scale * effect.error  # the deviation was estimated too
    assert found.sizes["treated"].rows == int(FRAME["people"][FRAME["mentored"] == 1].sum())


def test_one_person_alone_has_no_deviation_and_needs_none():
    people, sd = FRAME["people"].copy(), FRAME["sd"].copy()
    people[:3], sd[:3] = 1, 0.0
    nothing = {"people": people, "sd": sd}
    gap = {"people": people, "sd": np.where(people == 1, np.nan, sd)}

    found = ancova(spec(**WITH_PEOPLE), {**FRAME, **gap}, 1)

    assert found == ancova(spec(**WITH_PEOPLE), {**FRAME, **nothing}, 1)
    assert "g" in found.estimates


def test_a_verdict_needs_people_behind_the_means():
    assert "verdict" not in codes(ancova(spec(), FRAME, 1))
    found = ancova(spec(**WITH_PEOPLE), FRAME, 1)

    least = 0.2 * found.estimates["effect"].value / found.estimates["g"].value
    assert facts(found, "verdict") == {
        "verdict": "beneficial", "interest": 0.2, "points": pytest.approx(least),
    }  # fmt: skip
    assert "no_person_deviation" not in codes(found)


@pytest.mark.parametrize(
    ("effect", "interest", "word"),
    [(-0.6, 0.2, "harmful"), (0.0, 0.9, "practically_equal"), (0.0, 0.001, "inconclusive")],
)
def test_the_other_verdicts(effect, interest, word):
    found = ancova(spec(**WITH_PEOPLE, interest=interest), network(effect=effect), 1)

    assert facts(found, "verdict")["verdict"] == word


def test_two_models_are_compared_between_mentors_of_both():
    frame = network(mentors=8, alone=0)
    frame["model"] = (np.arange(192) // 4 % 2).astype(float)  # every other mentor
    found = ancova(spec(treated="model", estimand="E2"), frame, 1)

    assert found.estimand == "E2"
    assert found.sizes["treated"].groups == found.sizes["comparison"].groups == 24
    wrong = ancova(spec(treated="model", estimand="E1"), frame, 1)
    assert wrong.sizes["comparison"].groups == 96  # as if nobody mentored them


def test_a_model_without_mentors_is_a_wrong_table():
    with pytest.raises(SpecError) as found:
        ancova(spec(estimand="E2"), FRAME, 1)
    assert found.value.where == "mentor"


def test_the_order_of_rows_does_not_change_a_bit():
    order = np.random.default_rng(5).permutation(192)
    shuffled = {name: column[order] for name, column in FRAME.items()}
    asked = spec(**WITH_PEOPLE, covariates=("size",), reliability="lambda")

    assert ancova(asked, shuffled, 7) == ancova(asked, FRAME, 7)


def test_nothing_to_warn_about_is_nothing_said():
    found = ancova(spec(**WITH_PEOPLE, **EARLIER), network(start=0.02), 1)

    assert "trends_alike" in codes(found)
    assert [one.level for one in found.checks if one.level is not Level.OK] == []


def test_ten_to_nineteen_groups_are_checked_by_the_bootstrap():
    found = ancova(spec(), network(mentors=2), 1)

    assert found.sizes["treated"].groups == 12
    assert {"p_cr2", "p_wild"} <= set(found.more)
    assert found.estimates["effect"].p == found.more["p_cr2"]


def test_four_to_nine_groups_show_the_largest_p():
    found = ancova(spec(), network(mentors=1, effect=0.2), 1)

    assert found.sizes["treated"].groups == 6
    assert found.estimates["effect"].p == max(found.more["p_cr2"], found.more["p_wild"])
    said = facts(found, "few_groups")
    assert (said["treated"], said["comparison"]) == (6, 96)
    assert said["detectable"] == pytest.approx(found.more["detectable"])


def test_three_groups_show_an_estimate_alone():
    found = ancova(spec(**WITH_PEOPLE), network(mentors=1, countries=3), 1)

    assert not found.is_refused
    for one in found.estimates.values():
        assert (one.p, one.interval, one.error, one.df) == (None, None, None, None)
    assert "no_inference" in codes(found)
    assert facts(found, "verdict")["verdict"] == "inconclusive"
    assert not {"p_cr2", "p_wild", "p_lots", "detectable"} & set(found.more)


def test_lots_are_asked_where_they_were_drawn():
    frame = network(mentors=1, countries=3, alone=12)
    mentored = frame["mentored"] == 1
    whole = np.where(mentored, frame["mentor"], frame["school"])
    alone = np.arange(len(mentored)) // 4
    frame["unit"] = np.where(mentored, whole, np.array([f"u{one}" for one in alone]))
    found = ancova(spec(randomised=True, unit="unit"), frame, 1)

    assert "lots_only" in codes(found)
    # One mentor of four units in each of three countries: 64 lots.
    assert found.estimates["effect"].p * 64 == pytest.approx(
        round(found.estimates["effect"].p * 64)
    )
    assert found.estimates["effect"].error is None
    assert "trends_untested" not in codes(found)


def test_lots_of_a_named_stratum():
    frame = network(mentors=2)
    frame["pot"] = np.zeros(len(frame["school"]))
    asked = {"randomised": True, "unit": "school"}
    within, across = (
        ancova(spec(**asked, **more), frame, 1).more["p_lots"]
        for more in ({}, {"stratum": "pot"})
    )

    assert 0 < within < 0.01
    assert 0 < across < 0.01


def test_half_a_unit_cannot_have_been_drawn():
    with pytest.raises(SpecError, match="unit"):
        ancova(spec(randomised=True, unit="country"), FRAME, 1)


def test_countries_of_one_arm_say_nothing_of_it():
    frame = network(countries=7)
    lonely = frame["country"] == "XX"
    frame["mentored"] = np.where(lonely, 0.0, frame["mentored"])
    found = ancova(spec(), frame, 1)

    assert found.more["uninformative"] == lonely.sum() == 32
    assert found.estimates["effect"].p is not None


def test_a_rerun_without_noise_in_the_start():
    frame = network(start=-0.1)
    found = ancova(spec(reliability="lambda"), frame, 1)
    exact = ancova(spec(reliability="sure"), {**frame, "sure": np.ones(192)}, 1)

    assert exact.estimates["without_noise"].value == pytest.approx(
        exact.estimates["effect"].value
    )
    # Mentees began lower; a flatter slope leaves part of that in the effect.
    assert found.estimates["without_noise"].value > found.estimates["effect"].value


def test_a_start_of_nothing_but_noise_is_said():
    found = ancova(spec(reliability="tiny"), {**FRAME, "tiny": np.full(192, 1e-6)}, 1)

    assert "start_is_noise" in codes(found)
    assert "without_noise" not in found.estimates


def test_what_would_undo_the_effect_is_said():
    found = ancova(spec(**WITH_PEOPLE, **EARLIER), FRAME, 1)
    low = found.estimates["did"].interval.low
    arms = [FRAME["mentored"] == one for one in (1, 0)]
    moves = np.diff(np.column_stack([FRAME["y_2"], FRAME["y_1"], FRAME["y0"]]), axis=1)

    # Countries are of equal size and balance, so the step is a plain difference of means.
    step = np.abs(moves[arms[0]].mean(axis=0) - moves[arms[1]].mean(axis=0)).max()
    assert found.more["breakdown"] == pytest.approx(low / step)
    assert 0 < facts(found, "trends_alike")["power"] <= 1


def test_trends_that_differed_before_are_said():
    frame = {**FRAME, "y_2": FRAME["y_2"] - 0.2 * FRAME["mentored"]}
    frame["y_1"] = FRAME["y_1"] - 0.1 * FRAME["mentored"]
    found = ancova(spec(**EARLIER), frame, 1)

    assert facts(found, "trends_differ")["p"] < 0.05
    assert found.more["breakdown"] < ancova(spec(**EARLIER), FRAME, 1).more["breakdown"]


def test_a_test_of_trends_that_sees_nothing_is_said_to_be_weak():
    noise = np.random.default_rng(8).normal(size=(2, 192))
    frame = {**FRAME, "y_2": FRAME["y0"] + noise[0], "y_1": FRAME["y0"] + noise[1]}
    found = ancova(spec(**EARLIER), frame, 1)

    assert facts(found, "trends_weak")["power"] < 0.8


def test_lots_make_trends_alike():
    found = ancova(spec(randomised=True, unit="school", **EARLIER), FRAME, 1)

    assert not [one for one in codes(found) if one.startswith("trends")]
    assert "breakdown" not in found.more


def test_a_rerun_without_comparison_schools_that_got_some():
    near = ((FRAME["mentored"] == 0) & (FRAME["rural"] == 1)).astype(float)
    frame = {**FRAME, "near": near, "y1": FRAME["y1"] + 0.3 * near}
    found = ancova(spec(spilled="near"), frame, 1)

    apart = {name: column[near == 0] for name, column in frame.items()}
    assert found.estimates["without_spill"].value == pytest.approx(plain(apart)[0])
    assert found.estimates["without_spill"].value > found.estimates["effect"].value
    assert facts(found, "spill_over") == {"schools": int(near.sum())}

    nobody = ancova(spec(spilled="near"), {**frame, "near": FRAME["mentored"]}, 1)
    assert "spill_over" not in codes(nobody)


@pytest.mark.parametrize("near", [1 - FRAME["mentored"], (np.arange(192) != 31).astype(float)])
def test_where_every_comparison_got_some_there_is_no_rerun(near):
    covariates = ("only",)
    frame = {**FRAME, "near": near, "only": (np.arange(192) == 31).astype(float)}
    found = ancova(spec(spilled="near", covariates=covariates), frame, 1)

    assert "all_spilled" in codes(found)
    assert "without_spill" not in found.estimates


def test_opposite_signs_are_said_unless_lots_were_drawn():
    # Mentees began lower and everybody falls back to the mean: adjusting and subtracting differ.
    frame = network(start=-0.2, effect=-0.09, seed=3)
    found = ancova(spec(**WITH_PEOPLE), frame, 1)
    drawn = ancova(spec(**WITH_PEOPLE, randomised=True, unit="school"), frame, 1)

    assert found.estimates["effect"].value < 0 < found.estimates["did"].value
    assert "signs_differ" in codes(found)
    assert "signs_differ" not in codes(drawn)


REFUSALS = {
    "no_comparison": ({}, {"mentored": np.ones(192), "mentor": np.full(192, "m")}),
    "aliased_axis": (
        {},
        {"mentored": (FRAME["country"] < "HU").astype(float), "mentor": FRAME["school"]},
    ),
    "unreliable_scale": ({"alpha": 0.5}, {}),
    "not_invariant": ({"invariant": False}, {}),
    "definition_changed": ({"same_items": False}, {}),
    "low_response": ({"response": "share"}, {"share": np.full(192, 0.2)}),
    "baseline": ({}, {"y0": FRAME["y0"] + 0.5 * FRAME["mentored"]}),
    "dependent_column": ({"covariates": ("size",)}, {"size": 2 * FRAME["y0"]}),
}


@pytest.mark.parametrize("code", REFUSALS)
def test_every_refusal_shows_no_number(code):
    changed, columns_ = REFUSALS[code]
    found = ancova(spec(**changed), {**FRAME, **columns_}, 1)

    assert [one.code for one in found.refusals] == [code]
    assert found.estimates == {}
    assert found.more == {}
    assert not ancova(spec(), FRAME, 1).is_refused  # it was this and nothing else


def test_a_dependent_column_is_named():
    found = ancova(spec(covariates=("rural", "size")), {**FRAME, "size": FRAME["y0"]}, 1)

    assert facts(found, "dependent_column") == {"column": "size"}


def test_too_few_schools_for_so_many_countries():
    frame = {name: column[[0, 1, 16]] for name, column in FRAME.items()}
    found = ancova(spec(), frame, 1)

    assert [one.code for one in found.refusals] == ["too_few_schools"]
    assert facts(found, "too_few_schools") == {"schools": 3, "needed": 4}


def test_lost_schools_are_left_out_counted_and_weighed():
    after = FRAME["y1"].copy()
    after[:30] = np.nan  # most of the mentees of one country
    found = ancova(spec(), {**FRAME, "y1": after}, 1)

    said = facts(found, "attrition")
    assert said["overall"] == pytest.approx(15.6, abs=0.05)
    assert found.sizes["treated"].schools == 96 - 16
    kept = {name: column[30:] for name, column in FRAME.items()}
    assert found.estimates["effect"].value == pytest.approx(
        ancova(spec(), kept, 1).estimates["effect"].value
    )


def test_lots_with_unequal_losses_must_be_alike_at_the_start():
    frame = network(start=0.4)
    drawn = {"randomised": True, "unit": "school"}
    whole = ancova(spec(**drawn), frame, 1)
    assert not whole.is_refused
    assert facts(whole, "baseline")["g"] > 0.25

    after = frame["y1"].copy()
    after[(frame["mentored"] == 1) & (frame["size"] > 0.5)] = np.nan
    torn = ancova(spec(**drawn), {**frame, "y1": after}, 1)
    assert [one.code for one in torn.refusals] == ["baseline"]
    assert "attrition" in [one.code for one in torn.warnings]


def test_warnings_of_what_nobody_knows():
    found = ancova(spec(alpha=None, invariant=None, registered=False, self_rated=True,                         comparisons=9), FRAME, 1)  # fmt: skip

    assert {
        "reliability_unknown", "invariance_unknown", "exploratory", "self_rated",
        "trends_untested", "no_person_deviation",
    } <= {one.code for one in found.warnings}  # fmt: skip
    assert facts(found, "exploratory") == {"comparisons": 9}


def test_known_icc_is_used_instead_of_the_estimated_one():
    estimated = ancova(spec(**WITH_PEOPLE), FRAME, 1)
    known = ancova(spec(**WITH_PEOPLE, icc=0.5), FRAME, 1)

    assert known.more["icc"] == 0.5
    assert known.more["h"] < estimated.more["h"]


def test_people_that_all_answered_alike_make_no_standard():
    frame = {**FRAME, "people": np.ones(192), "sd": np.zeros(192)}
    found = ancova(spec(**WITH_PEOPLE), frame, 1)

    assert "g" not in found.estimates
    assert "no_person_deviation" in codes(found)


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"high": 1.0}, "high"), ({"drift": 0.0}, "drift"), ({"interest": 0.0}, "interest"), ({"icc": 1.0}, "icc"),
        ({"comparisons": 0}, "comparisons"), ({"estimand": "E9"}, "estimand"),
        ({"boundary": "kind"}, "boundary"), ({"answers": "people"}, "answers"),
        ({"randomised": True}, "unit"),
    ],
)  # fmt: skip
def test_an_impossible_spec_says_where(changed, where):
    with pytest.raises(SpecError) as found:
        spec(**changed)
    assert found.value.where == where


@pytest.mark.parametrize(
    ("changed", "columns_", "where"),
    [
        ({"after": "y2"}, {}, "after"),
        ({"before": "mentor"}, {}, "before"),
        ({}, {"mentored": np.full(192, 2.0)}, "treated"),
        ({}, {"mentor": np.full(192, "")}, "mentor"),
        ({}, {"mentor": np.full(192, np.nan)}, "mentor"),
        ({}, {"school": np.zeros(192)}, "school"),
        (WITH_PEOPLE, {"people": np.full(192, 1.5)}, "answers"),
        (WITH_PEOPLE, {"sd": np.full(192, np.nan)}, "deviation"),
        ({"reliability": "lambda"}, {"lambda": np.zeros(192)}, "reliability"),
    ],
)
def test_a_wrong_table_says_where(changed, columns_, where):
    with pytest.raises(SpecError) as found:
        ancova(spec(**changed), {**FRAME, **columns_}, 1)
    assert found.value.where == where
    assert found.value.do


def test_a_spec_is_plain_and_can_be_hashed():
    assert hash(spec()) == hash(spec(**NAMES, **KNOWN))


def test_the_whole_run_keeps_its_promise_where_mentors_are_few():
    """Six mentors of four schools against six schools, and no effect: the largest p counts."""
    p = [
        ancova(spec(), network(mentors=1, alone=1, effect=0.0, seed=one), one)
        .estimates["effect"]
        .p
        for one in range(100)
    ]

    assert np.mean(np.array(p) < 0.05) <= 0.10
    assert np.mean(np.array(p) < 0.5) > 0.3  # nor does it never find anything
