"""The two registered runs: what they show, refuse, and repeat."""

import numpy as np
import pytest

from cordata.analysis.contract import Level, SpecError
from cordata.analysis.costs.effectiveness import CostEffectiveness, cost_effectiveness
from cordata.analysis.costs.ledger import Basis, Bearer, Category, Mode, Payer
from cordata.analysis.costs.summary import CostsSummary, costs_summary
from tests.analysis.costs.ledgers import D, line, table

SUMMARY = CostsSummary(
    2024,
    labour=(("HU", 2022, "100"), ("HU", 2024, "118")),
    general=(("HU", 2022, "100"), ("HU", 2024, "110")),
    parities=(("HU", 2024, "HUF", "0.80"),),
    mentees=(("schools", 4), ("pupils", 100)),
    mentors=(("schools", 1),),
)
LINES = [
    line(
        bearers=(
            Bearer(Payer.MENTOR_SCHOOL, D("0.6"), Mode.IN_KIND),
            Bearer(Payer.STAFF, D("0.4"), Mode.IN_KIND),
        )
    ),
    line("journey", category=Category.TRAVEL, basis=Basis.ASSUMED, quantity=D(1)),
]


def replace(spec, **changes):
    names = type(spec).__match_args__
    return type(spec)(**{name: getattr(spec, name) for name in names} | changes)


def test_a_summary_by_hand():
    found = costs_summary(SUMMARY, table(LINES), 1)

    value = {name: one.value for name, one in found.estimates.items()}
    assert next(iter(value)) == "societal"
    assert value["societal"] == 1475 + 137.5
    assert value["school"] == pytest.approx(0.6 * 1475 + 137.5)
    assert value["authority"] == 0
    assert value["societal@0"] == value["societal@0.05"] == value["societal"]  # all in one year
    assert value["payer:staff"] == 590
    assert value["category:travel"] == value["basis:assumed"] == 137.5
    assert value["phase:running"] == 1612.5
    assert value["societal/schools:mentees"] == 1612.5 / 4
    assert value["societal/schools:all"] == 1612.5 / 5
    assert found.sizes["all"].rows == 2
    assert not found.warnings


def test_the_order_of_rows_changes_nothing():
    frame = table(LINES)
    turned = {name: column[::-1] for name, column in frame.items()}
    assert costs_summary(SUMMARY, turned, 1) == costs_summary(SUMMARY, frame, 1)
    assert hash(SUMMARY) == hash(replace(SUMMARY))


def test_later_years_weigh_less():
    later = table([line(start=2026, end=2026)])
    value = {k: v.value for k, v in costs_summary(SUMMARY, later, 1).estimates.items()}
    assert value["societal@0"] == 1475
    assert value["societal"] == pytest.approx(1475 / 1.03**2)
    assert value["societal@0.05"] == pytest.approx(1475 / 1.05**2)


def test_the_standard_list():
    frame = table(LINES[:1])
    frame["listed"] = np.array(["7.5"] * 2)
    spec = replace(SUMMARY, of="standard", columns=(("standard", "listed"),))
    assert costs_summary(spec, frame, 1).estimates["societal"].value == 75


def test_a_missing_price_refuses_the_sum():
    found = costs_summary(replace(SUMMARY, parities=()), table(LINES), 1)
    assert found.is_refused
    assert not found.estimates
    assert found.refusals[0].facts == {"of": "HU 2024"}


def test_an_empty_ledger_is_refused():
    empty = {name: column[:0] for name, column in table(LINES).items()}
    assert costs_summary(SUMMARY, empty, 1).refusals[0].code == "lines"


def broken(name, column):
    return table(LINES) | {name: np.array(column)}


@pytest.mark.parametrize(
    ("spec", "frame", "where"),
    [
        (replace(SUMMARY, of="cheap"), table(LINES), "of"),
        (replace(SUMMARY, view="mine"), table(LINES), "view"),
        (replace(SUMMARY, rate="3 %"), table(LINES), "rate"),
        (replace(SUMMARY, rate="3"), table(LINES), "rate"),
        (replace(SUMMARY, columns=(("who", "payer"),)), table(LINES), "columns"),
        (replace(SUMMARY, columns=(("payer", "who"),)), table(LINES), "payer"),
        (replace(SUMMARY, mentees=(("cats", 4),)), table(LINES), "mentees"),
        (replace(SUMMARY, parities=(("HU", 2024, "HUF", "-1"),)), table(LINES), "parities"),
        (replace(SUMMARY, labour=(("HU", 2024, "much"),)), table(LINES), "labour"),
        (SUMMARY, broken("price", ["100", "100", "a lot"]), "price"),
        (SUMMARY, broken("price", [100.0, 100.0, np.nan]), "price"),
        (SUMMARY, broken("quantity", ["10", "11", "1"]), "quantity"),
        (SUMMARY, broken("price_year", [2022.5] * 3), "line hours"),
        (SUMMARY, broken("payer", ["eu", "king", "eu"]), "line hours"),
        (SUMMARY, broken("share", ["0.6", "0.3", "1"]), "line hours"),
    ],
)
def test_a_wrong_spec_or_ledger_says_where(spec, frame, where):
    with pytest.raises(SpecError) as error:
        costs_summary(spec, frame, 1)
    assert error.value.where == where
    assert error.value.do


def test_ranges_of_quantities_give_an_interval_of_the_total():
    lines = [line(low=D(6), high=D(14)), line("other", low=D(10), high=D(10))]
    spec = replace(SUMMARY, columns=(("low", "low"), ("high", "high")))

    found = costs_summary(spec, table(lines), 1).estimates["societal"]

    # 1475 exactly and 1475 with an error of 4 / 1.96 of 10.
    assert found.value == 2950
    assert found.interval.high - found.interval.low == pytest.approx(2 * 590, rel=0.06)
    assert found.value in found.interval
    assert costs_summary(SUMMARY, table(LINES), 1).estimates["societal"].interval is None
    school = costs_summary(replace(spec, view="authority"), table(lines), 1)
    assert school.estimates["authority"].interval is None  # it bears nothing of it


def test_more_clusters_do_not_make_one_guess_sure():
    spec = replace(SUMMARY, columns=(("low", "low"), ("high", "high")))

    def width(names, **other):
        lines = [line(name, low=D(5), high=D(15), **other) for name in names]
        found = costs_summary(spec, table(lines), 1).estimates["societal"]
        return (found.interval.high - found.interval.low) / found.value

    one = width(["a/1/cover"])
    assert one == pytest.approx(1, rel=0.06)  # half, either way
    assert width([f"{cluster}/1/cover" for cluster in range(48)]) == pytest.approx(one)
    # Two guesses are off independently, and so are lines that name no kind.
    two = width(["a/1/cover", "b/1/cover", "a/1/support", "b/1/support"])
    assert two == pytest.approx(one / 2**0.5, rel=0.06)
    assert width("abcd") == pytest.approx(one / 2, rel=0.06)


def test_the_band_is_of_the_schools_own_new_spending():
    # In kind does not count; 137.5 PPS of cash, twice, for a pupil over three years.
    cash = line("journey", category=Category.TRAVEL, quantity=D(1))
    spec = replace(SUMMARY, mentees=(("pupils", 1),), pounds="2.0")
    cash = replace(cash, bearers=(Bearer(Payer.MENTEE_SCHOOL, D(1)),))

    found = costs_summary(spec, table([*LINES[:1], cash]), 1)

    (check,) = (one for one in found.checks if one.code == "cost_band")
    assert check.facts["band"] == "low"  # 275 / 3 = 91.67
    assert found.estimates["school-additional"].value == 137.5
    without = costs_summary(replace(spec, mentees=()), table(LINES), 1)
    assert "cost_band" not in [one.code for one in without.checks]
    with pytest.raises(SpecError, match="pounds"):
        costs_summary(replace(spec, pounds="few"), table(LINES), 1)


SPEC = CostEffectiveness(
    "model",
    "none",
    "cluster",
    "cost",
    "gain",
    (200.0, 800.0),
    identified=True,
    bearers=(("ministry", 0.75), ("staff", 0.25)),
)


def clusters(n=12, gain=0.4, noise=0.1, models=("none", "online")):
    chance = np.random.default_rng(5)
    parts = {"model": [], "cluster": [], "cost": [], "gain": []}
    for at, model in enumerate(models):
        parts["model"] += [model] * n
        parts["cluster"] += [f"{model}{one}" for one in range(n)]
        parts["cost"] += (100 + 50 * at + chance.normal(0, 10, n)).tolist()
        parts["gain"] += (gain * at + chance.normal(0, noise, n)).tolist()
    return {name: np.array(column) for name, column in parts.items()}


def test_a_clear_effect_has_a_ratio_with_an_interval():
    frame = clusters()

    found = cost_effectiveness(SPEC, frame, 11)

    ratio = found.estimates["icer:online"]
    ours, theirs = (frame["model"] == one for one in ("online", "none"))
    cost = frame["cost"][ours].mean() - frame["cost"][theirs].mean()
    gain = frame["gain"][ours].mean() - frame["gain"][theirs].mean()
    assert ratio.value == pytest.approx(cost / gain)
    assert ratio.value in ratio.interval
    assert found.estimates["step:online"].value == pytest.approx(cost / gain)
    shares = {
        name: one.value for name, one in found.estimates.items() if name.startswith("best")
    }
    assert shares["best:online@800"] > 0.9
    assert shares["best:online@200"] + shares["best:none@200"] == pytest.approx(1)
    assert found.more["evpi@200"] >= 0
    assert not found.warnings


def test_the_same_seed_and_any_order_give_the_same_bits():
    frame = clusters()
    order = np.random.default_rng(0).permutation(len(frame["cost"]))
    shuffled = {name: column[order] for name, column in frame.items()}

    assert cost_effectiveness(SPEC, frame, 11) == cost_effectiveness(SPEC, shuffled, 11)
    assert cost_effectiveness(SPEC, frame, 11).more != cost_effectiveness(SPEC, frame, 12).more


def test_without_a_clear_effect_no_ratio_is_shown():
    found = cost_effectiveness(SPEC, clusters(gain=0.0), 11)

    assert not any(name.startswith(("icer", "step")) for name in found.estimates)
    assert "best:online@800" in found.estimates
    assert [one.code for one in found.warnings] == ["ratio_without_end"]
    assert found.warnings[0].facts["option"] == "online"


def of_means(**means):
    """Five clusters an option, (cost, gain) around these means; the error of a gain is .005."""
    off = np.array([-2, -1, 0, 1, 2])
    parts = {"model": [], "cluster": [], "cost": [], "gain": []}
    for model, (cost, gain) in means.items():
        parts["model"] += [model] * 5
        parts["cluster"] += [f"{model}{one}" for one in off]
        parts["cost"] += (cost + 10 * off).tolist()
        parts["gain"] += (gain + 0.005 * np.sqrt(2) * off[::-1]).tolist()
    return {name: np.array(column) for name, column in parts.items()}


def test_the_ratio_that_was_refused_is_not_shown_as_a_step():
    # Five clusters each, .107 apart, sd .212: the error is .134, t of 4 is 2.78; -.27 to .48.
    off = np.array([-0.2, -0.1, 0, 0.1, 0.2]) * 1.34
    frame = of_means(none=(1000, 0), B=(1300, 0)) | {"gain": np.r_[off, 0.107 + off]}

    found = cost_effectiveness(SPEC, frame, 11)

    assert found.estimates["effect:B"].interval.low < 0 < found.estimates["effect:B"].value
    assert [name for name in found.estimates if name.startswith(("icer", "step"))] == []


def test_better_in_both_and_worse_in_both_are_told_apart():
    # 700 for .1 more and 1300 for .1 less: the ratio would be -3000 of both.
    for model, mean, code in (
        ("better", (700, 0.6), "dominates"),
        ("as dear", (1000, 0.6), "dominates"),
        ("worse", (1300, 0.4), "dominated"),
    ):
        found = cost_effectiveness(SPEC, of_means(none=(1000, 0.5), **{model: mean}), 11)

        assert [name for name in found.estimates if name.startswith(("icer", "step"))] == []
        assert found.estimates[f"effect:{model}"].value == pytest.approx(mean[1] - 0.5)
        (check,) = (one for one in found.checks if one.code in {"dominates", "dominated"})
        assert (check.code, check.level, check.facts) == (code, Level.OK, {"option": model})


def test_a_step_needs_two_ends_that_are_clear_and_clear_of_one_another():
    # Against none: B and C .1 and .3, or .1 and .105; or B .01, which may be nothing.
    for b, c, steps in (
        ((1100, 0.6), (1500, 0.8), {"step:B": 1000, "step:C": 2000}),
        ((1100, 0.6), (1500, 0.605), {"step:B": 1000}),
        ((1001, 0.51), (1500, 0.8), {}),
    ):
        found = cost_effectiveness(SPEC, of_means(none=(1000, 0.5), B=b, C=c), 11)

        shown = {name: one.value for name, one in found.estimates.items() if "step" in name}
        assert shown == pytest.approx(steps)
        assert "icer:C" in found.estimates


@pytest.mark.parametrize(
    ("spec", "frame", "code"),
    [
        (replace(SPEC, identified=False), clusters(), "effect_identified"),
        (SPEC, clusters(models=("none",)), "options"),
        (SPEC, clusters(n=3), "few_groups"),
    ],
)
def test_refusals_show_no_number(spec, frame, code):
    found = cost_effectiveness(spec, frame, 1)
    assert code in [one.code for one in found.refusals]
    assert not found.estimates
    assert not found.more


def test_no_ratio_without_its_bearers():
    found = cost_effectiveness(replace(SPEC, bearers=()), clusters(), 11)
    assert not any(name.startswith(("icer", "step")) for name in found.estimates)
    assert "best:online@800" in found.estimates
    assert [one.code for one in found.warnings] == ["bearers_missing"]
    assert cost_effectiveness(SPEC, clusters(), 11).more["borne:staff"] == 0.25


def test_warnings_stand_beside_the_number():
    found = cost_effectiveness(replace(SPEC, assumed=0.3, unpaid=False), clusters(n=9), 1)
    codes = [one.code for one in found.checks if one.level is Level.WARN]
    assert codes == ["few_groups", "cost_assumed", "unpaid_hours_missing"]


@pytest.mark.parametrize(
    ("spec", "frame", "where"),
    [
        (replace(SPEC, cost="price"), clusters(), "cost"),
        (replace(SPEC, effect="model"), clusters(), "effect"),
        (replace(SPEC, reference="nothing"), clusters(), "reference"),
        (replace(SPEC, worths=()), clusters(), "worths"),
        (replace(SPEC, bearers=(("staff", 0.5),)), clusters(), "bearers"),
        (SPEC, clusters() | {"gain": np.full(24, np.nan)}, "effect"),
        (SPEC, clusters() | {"cluster": np.full(24, "one")}, "group"),
    ],
)
def test_a_wrong_comparison_says_where(spec, frame, where):
    with pytest.raises(SpecError) as error:
        cost_effectiveness(spec, frame, 1)
    assert error.value.where == where
