"""For whom more: the product term, Holm over traits, cells that are too small."""

import numpy as np
import pytest

from cordata.analysis.contract import Level, SpecError
from cordata.analysis.effects.moderation import ModerationSpec, cells, moderation, shrunken
from tests.analysis.effects.network import KNOWN, NAMES, facts, network

FRAME = network()


def spec(*moderators, **changed):
    return ModerationSpec(**{**NAMES, **KNOWN, "moderators": moderators, **changed})


def raised(frame, by=0.4):
    """Mentored rural schools gain more."""
    return {**frame, "y1": frame["y1"] + by * frame["mentored"] * frame["rural"]}


def test_the_product_term_by_whole_matrices():
    found = moderation(spec("rural"), FRAME, 1)

    country = (FRAME["country"][:, None] == np.unique(FRAME["country"])).astype(float)
    arm, trait = FRAME["mentored"], FRAME["rural"]
    x = np.column_stack([arm * trait, arm, trait, FRAME["y0"], country])
    slow = np.linalg.lstsq(x, FRAME["y1"], rcond=None)[0][0]
    assert found.estimates["rural"].value == pytest.approx(slow, rel=1e-9)
    assert found.estimand == "E3"


def test_a_trait_that_matters_is_found_and_its_size_is_right():
    before, after = (moderation(spec("rural"), one, 1) for one in (FRAME, raised(FRAME)))

    moved = after.estimates["rural"].value - before.estimates["rural"].value
    assert moved == pytest.approx(0.4)
    assert after.estimates["rural"].p < 0.05


def test_a_number_is_per_standard_deviation_in_any_unit():
    found = moderation(spec("size"), FRAME, 1)
    pounds = moderation(spec("size"), {**FRAME, "size": 7 + 2.2 * FRAME["size"]}, 1)

    assert pounds.estimates["size"].value == pytest.approx(found.estimates["size"].value)


def test_p_values_are_those_of_holm():
    alone = [
        moderation(spec(one), raised(FRAME), 1).estimates[one].p for one in ("rural", "size")
    ]
    both = moderation(spec("rural", "size"), raised(FRAME), 1)

    small, large = sorted(alone)
    assert both.estimates["rural"].p == pytest.approx(2 * small)
    assert both.estimates["size"].p == pytest.approx(max(2 * small, large))


def lots_of(*names, frame=FRAME, **more):
    return moderation(spec(*names, randomised=True, unit="school", **more), frame, 1)


def test_where_lots_were_drawn_the_largest_of_the_family_counts():
    alone = {
        one: lots_of(one, frame=raised(FRAME)).estimates[one].p for one in ("rural", "size")
    }
    both = lots_of("rural", "size", frame=raised(FRAME)).estimates

    for name, one in alone.items():
        assert one <= both[name].p <= min(1.0, 2 * one + 0.02)
    assert both["rural"].p < 0.05
    assert both["rural"].p * 10_000 == pytest.approx(round(both["rural"].p * 10_000))


def test_few_mentors_drawn_by_lot_show_the_larger_of_both():
    frame = network(mentors=1, seed=4)
    found = lots_of("rural", frame=frame)
    plain = moderation(spec("rural"), frame, 1)

    assert facts(found, "few_groups")["trait"] == "rural"
    assert found.estimates["rural"].p >= plain.estimates["rural"].p


def test_traits_of_lots_that_cannot_have_been_drawn():
    with pytest.raises(SpecError) as found:
        moderation(spec("rural", randomised=True, unit="country"), FRAME, 1)
    assert found.value.where == "unit"


def test_a_cell_of_three_mentors_is_not_shown():
    frame = dict(FRAME)
    first = np.unique(FRAME["mentor"][FRAME["mentored"] == 1])[:3]
    frame["few"] = np.where(
        frame["mentored"] == 1, np.isin(frame["mentor"], first), np.arange(192) % 2
    ).astype(float)
    found = moderation(spec("few", "rural"), frame, 1)

    assert list(found.estimates) == ["rural"]
    assert facts(found, "small_cell") == {
        "trait": "few", "treated": 3, "comparison": 48, "needed": 4
    }  # fmt: skip
    alone = moderation(spec("few"), frame, 1)
    assert [one.code for one in alone.refusals] == ["nothing_testable"]
    assert alone.estimates == {}


def test_a_trait_that_everybody_has_has_no_cells():
    assert cells(np.array([True, False]), np.ones(2), np.arange(2)) == (0, 0)
    found = moderation(spec("all"), {**FRAME, "all": np.ones(192)}, 1)
    assert found.is_refused


def test_a_trait_may_be_a_covariate_or_the_start_itself():
    plain = moderation(spec("rural"), FRAME, 1).estimates["rural"]
    twice = moderation(spec("rural", covariates=("rural",)), FRAME, 1).estimates["rural"]
    assert twice.value == pytest.approx(plain.value)

    start = moderation(spec("y0"), FRAME, 1).estimates["y0"]
    country = (FRAME["country"][:, None] == np.unique(FRAME["country"])).astype(float)
    arm, z = FRAME["mentored"], FRAME["y0"] / FRAME["y0"].std(ddof=1)
    x = np.column_stack([arm * z, arm, z, country])
    assert start.value == pytest.approx(np.linalg.lstsq(x, FRAME["y1"], rcond=None)[0][0])


def test_a_product_that_is_a_covariate_already_is_not_shown():
    frame = {**FRAME, "product": FRAME["mentored"] * FRAME["rural"]}
    found = moderation(spec("rural", "size", covariates=("product",)), frame, 1)

    assert facts(found, "aliased_trait") == {"trait": "rural"}
    assert list(found.estimates) == ["size"]


def test_few_mentors_are_said_for_each_trait():
    found = moderation(spec("rural"), network(mentors=1, seed=4), 1)

    assert facts(found, "few_groups")["trait"] == "rural"
    assert found.estimates["rural"].p is not None


def test_where_the_main_question_is_refused_so_is_this():
    found = moderation(spec("rural", alpha=0.3), FRAME, 1)

    assert [one.code for one in found.refusals] == ["unreliable_scale", "nothing_testable"]


def test_pooled_values_are_drawn_to_nothing_by_their_noise():
    found = shrunken(np.array([1.0, -1.0]), np.array([0.5, 0.5]))
    # τ² = 1 - .25 = .75, share .75
    np.testing.assert_allclose(found, [0.75, -0.75])
    np.testing.assert_array_equal(shrunken(np.array([0.1, 0.1]), np.ones(2)), 0.0)
    np.testing.assert_array_equal(shrunken(np.array([0.3]), np.zeros(1)), [0.3])

    said = moderation(spec("rural", "size"), FRAME, 1)
    for name in ("rural", "size"):
        assert abs(said.more[f"pooled.{name}"]) <= abs(said.estimates[name].value)


def test_the_main_question_must_be_possible_too():
    with pytest.raises(SpecError) as found:
        spec("rural", interest=0.0)
    assert found.value.where == "interest"


@pytest.mark.parametrize("wrong", [(), ("rural", "rural")])
def test_an_impossible_spec_says_where(wrong):
    with pytest.raises(SpecError) as found:
        spec(*wrong)
    assert found.value.where == "moderators"


def test_a_trait_with_gaps_is_an_error():
    with pytest.raises(SpecError, match="gaps"):
        moderation(spec("hole"), {**FRAME, "hole": np.full(192, np.nan)}, 1)


def test_warnings_of_the_main_question_stay():
    found = moderation(spec("rural", registered=False), FRAME, 1)

    assert "exploratory" in [one.code for one in found.checks if one.level is Level.WARN]
