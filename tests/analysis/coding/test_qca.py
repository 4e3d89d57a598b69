"""Comparison of cases as sets: Lipset's democracies, noise, every rule."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.coding.gate import gate, products
from cordata.analysis.coding.minimize import covers, written
from cordata.analysis.coding.qca import Qca, qca
from cordata.analysis.coding.sets import calibrate, necessity, sufficiency
from cordata.analysis.coding.truth import (
    Cuts,
    Out,
    conservative,
    of_model,
    parsimonious,
    table,
    unique_coverage,
)
from cordata.analysis.contract import Level, SpecError
from tests.analysis.references import agrees
from tests.analysis.surveys.published import columns

NAMES = ("DEV", "URB", "LIT", "IND", "STB")
FUZZY = columns("lipset_fuzzy.csv", *NAMES)
SURVIVED = columns("lipset_fuzzy.csv", "SURV")[:, 0]
# The crisp version is the fuzzy one cut at a half: its table is the published one, see below.
CRISP, CRISP_SURVIVED = (FUZZY > 0.5).astype(float), (SURVIVED > 0.5).astype(float)


def texts(models):
    return [written(model, NAMES) for model in models]


def fits(models, sets, outcome):
    found = sufficiency(of_model(models[0], sets), outcome)
    return [round(one, 3) for one in (found.consistency, found.pri, found.coverage)]


def test_the_crisp_table_of_the_interwar_democracies():
    lines = {line.row: line for line in table(CRISP, CRISP_SURVIVED, Cuts(1, 0.8, 0))}
    seen = {
        row: (len(line.cases), line.fit.consistency)
        for row, line in lines.items()
        if line.cases
    }
    # Rihoux and De Meur (2009): nine rows, no contradiction.
    assert seen == {
        (0, 0, 0, 0, 0): (3, 0),  # GR PT ES
        (0, 0, 0, 0, 1): (2, 0),  # IT RO
        (0, 0, 1, 0, 0): (2, 0),  # HU PL
        (0, 0, 1, 0, 1): (1, 0),  # EE
        (1, 0, 1, 0, 1): (2, 1),  # FI IE
        (1, 0, 1, 1, 0): (1, 0),  # AU
        (1, 0, 1, 1, 1): (2, 1),  # FR SE
        (1, 1, 1, 1, 0): (1, 0),  # DE
        (1, 1, 1, 1, 1): (4, 1),  # BE CZ NL UK
    }


def test_the_crisp_solution():
    lines = table(CRISP, CRISP_SURVIVED, Cuts(1, 0.8, 0))
    long, short = conservative(lines), parsimonious(lines)

    both = ["DEV*~URB*LIT*STB + DEV*LIT*IND*STB"]
    agrees(36, "Lipset crisp, conservative", texts(long), both)
    by_term = {
        written((one,), NAMES): (
            sufficiency(of_model((one,), CRISP), CRISP_SURVIVED).coverage,
            alone,
        )
        for one, alone in zip(
            long[0], unique_coverage(long[0], CRISP, CRISP_SURVIVED), strict=True
        )
    }
    assert by_term == {"DEV*LIT*IND*STB": (0.75, 0.5), "DEV*~URB*LIT*STB": (0.5, 0.25)}
    agrees(36, "Lipset crisp, parsimonious", texts(short), ["DEV*STB"])


def test_the_fuzzy_rows():
    lines = [line for line in table(FUZZY, SURVIVED, Cuts(1, 0.8, 0)) if line.cases]
    found = sorted((round(line.fit.consistency, 3) for line in lines), reverse=True)
    assert found == [0.904, 0.804, 0.709, 0.529, 0.521, 0.445, 0.378, 0.278, 0.216]


@pytest.mark.parametrize(
    ("cut", "long", "long_fit", "short", "short_fit"),
    [
        (
            0.8,
            {"DEV*URB*LIT*IND*STB", "DEV*~URB*LIT*~IND*STB"},
            [0.870, 0.843, 0.658],
            {"DEV*~IND", "URB*STB"},
            [0.850, 0.819, 0.714],
        ),
        (
            0.7,
            {"DEV*LIT*IND*STB", "DEV*~URB*LIT*STB"},
            [0.871, 0.851, 0.818],
            {"DEV*STB"},
            [0.869, 0.848, 0.824],
        ),
    ],
)
def test_the_fuzzy_solutions(cut, long, long_fit, short, short_fit):
    lines = table(FUZZY, SURVIVED, Cuts(1, cut, 0))
    found, shorter = conservative(lines), parsimonious(lines)

    assert [set(text.split(" + ")) for text in texts(found)] == [long]
    assert [set(text.split(" + ")) for text in texts(shorter)] == [short]
    for kind, fitted, printed in (
        ("conservative", found, long_fit),
        ("parsimonious", shorter, short_fit),
    ):
        case = f"Lipset fuzzy, cut {cut}, {kind}: consistency, PRI, coverage"
        agrees(36, case, fits(fitted, FUZZY, SURVIVED), printed, within=5e-4)


def test_what_is_necessary():
    assert necessity(FUZZY[:, 2], SURVIVED) == pytest.approx(0.991, abs=5e-4)
    assert necessity(FUZZY[:, 4], SURVIVED) == pytest.approx(0.920, abs=5e-4)


@pytest.mark.parametrize(
    ("income", "member"), [(40110, 0.999), (25200, 0.983), (3590, 0.156), (2980, 0.081)]
)
def test_rich_countries_as_ragin_calibrates_them(income, member):
    found = calibrate(np.array([float(income)]), 2500, 5000, 20000)
    assert found[0] == pytest.approx(member, abs=5e-4)


@given(st.floats(-50, 50), st.floats(0.1, 20), st.floats(0.1, 20))
def test_anchors_may_fall_as_well(x, below, above):
    up = calibrate(np.array([x]), -below, 0.0, above)
    down = calibrate(np.array([-x]), below, 0.0, -above)
    assert up == pytest.approx(down)
    assert calibrate(np.array([-below, 0.0, above]), -below, 0, above) == pytest.approx(
        [0.0474, 0.5, 0.9526], abs=5e-5
    )


def test_anchors_out_of_order():
    with pytest.raises(ValueError, match="not between"):
        calibrate(np.ones(2), 1, 1, 2)


sets = st.integers(0, 10**6).map(lambda seed: np.random.default_rng(seed).random((12, 3)))


@given(sets)
def test_rows_share_out_cases_and_the_gate_sees_the_table(members):
    outcome = members[::-1, 0]
    cuts = Cuts(2, 0.8, 0.5)

    lines = table(members, outcome, cuts)

    assert sum(len(line.cases) for line in lines) == 12
    real = products(members, outcome[None], cuts)[0]
    models = conservative(lines)
    best = max(
        (sufficiency(of_model(one, members), outcome).product for one in models), default=0
    )
    assert real == pytest.approx(best)
    inside = [line.row for line in lines if line.out is Out.IN]
    for model in models:
        assert all(any(covers(term, row) for term in model) for row in inside)


def noise(chance, cases=24, conditions=4):
    return chance.integers(0, 2, (cases, conditions)).astype(float), chance.integers(
        0, 2, cases
    ).astype(float)


@pytest.mark.parametrize(
    ("conditions", "cases_cut", "published"),
    [(3, 1, 0.84), (3, 2, 0.69), (3, 3, 0.41), (4, 1, 0.995), (4, 2, 0.77), (4, 3, 0.30)],
)
def test_noise_has_sufficient_rows(conditions, cases_cut, published):
    chance = np.random.default_rng(2024)
    cuts = Cuts(cases_cut, 0.8, 0.0)
    found = [
        products(members, outcome[None], cuts)[0] > 0
        for members, outcome in (noise(chance, conditions=conditions) for _ in range(400))
    ]
    assert np.mean(found) == pytest.approx(published, abs=0.08)  # errors of both up to .025


@pytest.mark.parametrize(("conditions", "cases_cut"), [(3, 3), (4, 2)])
def test_noise_does_not_pass_the_gate(conditions, cases_cut):
    chance = np.random.default_rng(2024)
    cuts = Cuts(cases_cut, 0.8, 0.0)
    passed = [
        0 < outcome.sum() < len(outcome) and gate(members, outcome, cuts, chance, 200).passed
        for members, outcome in (noise(chance, conditions=conditions) for _ in range(500))
    ]
    case = f"{conditions} conditions, {cases_cut} cases to a row, at most .07"
    agrees(47, case, np.mean(passed), 0.035, within=0.035)


def cases(n=32, seed=3, flips=1):
    """Success with plan and leader, or with plan and a small school; some cases differ."""
    chance = np.random.default_rng(seed)
    plan, leader, small, town = (np.arange(n) >> bit & 1 for bit in range(4))
    good = plan & (leader | small)
    good[chance.choice(n, flips, replace=False)] ^= 1

    def fuzzy(x):
        return np.clip(np.where(x == 1, 0.9, 0.1) + chance.uniform(-0.1, 0.1, n), 0, 1)

    return {
        "case": np.array([f"c{at:02}" for at in range(n)]),
        "plan": fuzzy(plan),
        "leader": fuzzy(leader),
        "small": fuzzy(small),
        "town": fuzzy(town),
        "good": fuzzy(good),
    }


SPEC = Qca("case", ("plan", "leader", "small", "town"), "good", draws=500)


def replace(spec, **changes):
    names = type(spec).__match_args__
    return type(spec)(**{name: getattr(spec, name) for name in names} | changes)


def test_the_registered_run():
    frame = cases()

    found = qca(SPEC, frame, 5)

    assert not found.is_refused
    models = {name for name in found.estimates if not name.startswith("not: ")}
    assert "parsimonious: plan*leader + plan*small" in models
    assert all(one.value >= 0.75 for one in found.estimates.values())
    assert any(name.startswith("not: conservative: ") for name in found.estimates)
    assert found.more["gate"] > found.more["gate limit"]
    assert found.more["necessary plan"] > 0.9
    assert found.more["coverage parsimonious: plan*leader + plan*small"] > 0.7
    assert 0 <= found.more["robust"] <= 1
    assert {one.code: one.level for one in found.checks}["certainty_at_most"] is Level.OK
    order = np.random.default_rng(1).permutation(32)
    assert qca(SPEC, {k: v[order] for k, v in frame.items()}, 5) == found
    assert hash(SPEC) == hash(replace(SPEC))


def test_raw_columns_with_anchors_and_shifted_ones():
    frame = cases()
    frame["income"] = 1000 * frame["plan"]
    spec = replace(
        SPEC,
        conditions=("income", "leader", "small", "town"),
        anchors=(("income", 200.0, 500.0, 800.0),),
    )
    found = qca(spec, frame, 5)
    assert "parsimonious: income*leader + income*small" in found.estimates
    assert found.more["robust"] in {step / 6 for step in range(7)}


def test_contradictions_are_named_for_the_team():
    # Three conditions, six cases a row; one of those with plan and leader fails: 5 of 6 suffice.
    bits = [(np.arange(48) >> bit & 1).astype(float) for bit in range(3)]
    frame = dict(zip(("plan", "leader", "small"), bits, strict=True))
    frame["good"] = frame["plan"] * np.maximum(frame["leader"], frame["small"])
    frame["good"][3] = 0
    frame["case"] = np.array([f"c{at:02}" for at in range(48)])

    found = qca(replace(SPEC, conditions=("plan", "leader", "small"), cases_cut=3), frame, 5)

    facts = {one.code: one.facts for one in found.warnings}
    assert facts["contradictions"] == {"cases": ("c03",)}
    assert "parsimonious: plan*leader + plan*small" in found.estimates


def test_an_absence_without_a_pattern_is_left_out():
    # Outside the pattern two of six succeed as well: of failing, chance finds as much.
    frame = cases(n=96, flips=0)
    frame["good"] = np.where(np.arange(96) < 32, 0.9, frame["good"])

    found = qca(replace(SPEC, draws=200), frame, 5)

    assert [one.code for one in found.warnings] == ["beats_chance"]
    assert "parsimonious: plan*leader + plan*small" in found.estimates
    assert not any(name.startswith("not: ") for name in found.estimates)


def shuffled():
    frame = cases()
    frame["good"] = np.random.default_rng(8).permutation(frame["good"])
    return frame


@pytest.mark.parametrize(
    ("spec", "frame", "code"),
    [
        (
            replace(SPEC, conditions=(*SPEC.conditions, "age")),
            cases() | {"age": cases()["town"][::-1]},
            "conditions",
        ),
        (SPEC, cases(n=15), "cases"),
        (replace(SPEC, cases_cut=1), cases(), "cases_per_row"),
        (replace(SPEC, conditions=SPEC.conditions[:3]), cases(), "cases_per_row"),
        (replace(SPEC, consistency_cut=0.75), cases(), "cuts"),
        (replace(SPEC, pri_cut=0.5), cases(), "cuts"),
        (SPEC, cases() | {"town": np.full(32, 0.9)}, "set_skewed"),
        (SPEC, cases() | {"good": np.full(32, 0.1)}, "set_skewed"),
        (SPEC, {name: column[:0] for name, column in cases().items()}, "cases"),
    ],
)
def test_every_rule_refuses(spec, frame, code):
    found = qca(spec, frame, 1)
    assert code in [one.code for one in found.refusals]
    assert not found.estimates
    assert not found.more


def test_what_chance_finds_as_well_is_refused():
    found = qca(SPEC, shuffled(), 1)
    assert found.refusals[0].code in {"beats_chance", "no_row_suffices"}
    assert not found.estimates


def test_no_row_suffices():
    frame = cases()
    chance = np.random.default_rng(1)
    frame["good"] = chance.permutation(np.repeat([0.55, 0.45], 16))
    assert qca(SPEC, frame, 1).refusals[0].code == "no_row_suffices"


def test_warnings():
    frame = cases()
    frame["town"][3] = 0.5
    found = qca(replace(SPEC, registered=False), frame, 5)
    facts = {one.code: one.facts for one in found.warnings}
    assert "registered" in facts
    assert facts["at_crossover"] == {"cases": ("c03",)}


@pytest.mark.parametrize(
    ("spec", "frame", "where"),
    [
        (replace(SPEC, conditions=()), cases(), "conditions"),
        (replace(SPEC, conditions=("plan", "plan")), cases(), "conditions"),
        (replace(SPEC, conditions=("plan", "luck")), cases(), "conditions"),
        (replace(SPEC, outcome="plan"), cases(), "conditions"),
        (replace(SPEC, anchors=(("luck", 1.0, 2.0, 3.0),)), cases(), "anchors"),
        (replace(SPEC, anchors=(("plan", 1.0, 3.0, 2.0),)), cases(), "anchors"),
        (replace(SPEC, draws=0), cases(), "draws"),
        (SPEC, cases() | {"good": np.full(32, 7.0)}, "outcome"),
        (SPEC, cases() | {"case": np.full(32, "one")}, "case"),
    ],
)
def test_a_wrong_spec_says_where(spec, frame, where):
    with pytest.raises(SpecError) as error:
        qca(spec, frame, 1)
    assert error.value.where == where
