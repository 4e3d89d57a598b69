"""Agreement: printed examples, other packages, a slow oracle, documents drawn again."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa

from cordata.analysis.coding.agreement import Agreement, agreement
from cordata.analysis.coding.alpha import Metric, alpha, coincidences, redrawn, use
from cordata.analysis.coding.kappa import cohen, fleiss
from cordata.analysis.contract import Level, SpecError
from tests.analysis.references import agrees
from tests.analysis.surveys.published import columns, rows

C = columns("krippendorff2011_c.csv", "obs1", "obs2", "obs3", "obs4")
FLEISS = np.array(
    [
        [0, 0, 0, 0, 14],
        [0, 2, 6, 4, 2],
        [0, 0, 3, 5, 6],
        [0, 3, 9, 2, 0],
        [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0],
        [3, 2, 6, 3, 0],
        [2, 5, 3, 2, 2],
        [6, 5, 2, 1, 0],
        [0, 2, 2, 3, 7],
    ]
)


def each(codes):
    return np.arange(len(codes))


@pytest.mark.parametrize(
    ("metric", "value"),
    [
        ("nominal", 0.74342105),
        ("ordinal", 0.8153875),
        ("interval", 0.84910714),
        ("ratio", 0.79740277),
    ],
)
def test_four_observers_with_gaps_as_in_krippendorff(metric, value):
    found = alpha(coincidences(C, each(C)), Metric(metric))
    agrees(34, f"4 observers, 12 units, {metric}", found, value, within=1e-7)


def test_two_observers_as_in_krippendorff():
    a = columns("krippendorff2011_a.csv", "obs1", "obs2")
    b = np.array(
        [[ord(row[one]) for one in ("meg", "owen")] for row in rows("krippendorff2011_b.csv")],
        float,
    )

    found = [alpha(coincidences(one, each(one)), Metric.NOMINAL) for one in (a, b)]

    assert found == pytest.approx([0.09523809523809512, 0.6919642857142858], abs=1e-12)


def slowly(codes, metric):
    """Every pair of codes of a unit, and every pair at all. Obviously right, slow: our oracle."""
    units = [[c for c in unit if np.isfinite(c)] for unit in codes]
    units = [unit for unit in units if len(unit) > 1]
    pooled = [c for unit in units for c in unit]

    def far(a, b):
        match metric:
            case Metric.NOMINAL:
                return float(a != b)
            case Metric.INTERVAL:
                return (a - b) ** 2
            case Metric.RATIO:
                return ((a - b) / (a + b)) ** 2 if a + b else 0.0
            case Metric.ORDINAL:
                low, high = min(a, b), max(a, b)
                between = sum(low <= c <= high for c in pooled)
                return (between - (pooled.count(a) + pooled.count(b)) / 2) ** 2 if a != b else 0

    seen = sum(
        far(a, b) / (len(unit) - 1)
        for unit in units
        for i, a in enumerate(unit)
        for j, b in enumerate(unit)
        if i != j
    ) / len(pooled)
    n = len(pooled)
    chance = sum(
        far(a, b) for i, a in enumerate(pooled) for j, b in enumerate(pooled) if i != j
    ) / (n * (n - 1))
    return 1 - seen / chance if chance else float("nan")


tables = arrays(
    float,
    st.tuples(st.integers(2, 6), st.integers(2, 4)),
    elements=st.sampled_from([0, 1, 2, 5, np.nan]),
)


@given(tables, st.sampled_from(Metric))
def test_the_same_as_every_pair_by_itself(codes, metric):
    if not (np.isfinite(codes).sum(axis=1) > 1).any():
        with pytest.raises(ValueError, match="twice"):
            coincidences(codes, each(codes))
        return
    found = alpha(coincidences(codes, each(codes)), metric)
    assert found == pytest.approx(slowly(codes, metric), nan_ok=True, abs=1e-9)


def test_twelve_units_say_little():
    between = redrawn(coincidences(C, each(C)), Metric.NOMINAL, np.random.default_rng(1), 5000)
    assert (between.low, between.high) == pytest.approx((0.41, 1.0), abs=0.03)


def test_documents_are_drawn_whole():
    # One document agrees, one never: drawn twice, 1 - 1 / (2 * 4 * 4 / (8 * 7)) = -.75.
    codes = np.array([[0, 0], [1, 1], [0, 1], [1, 0.0]])
    of = np.array([0, 0, 1, 1])
    between = redrawn(coincidences(codes, of), Metric.NOMINAL, np.random.default_rng(1), 2000)
    assert (between.low, between.high) == (pytest.approx(-0.75), 1)
    with pytest.raises(ValueError, match="two or more"):
        redrawn(coincidences(codes, of * 0), Metric.NOMINAL, np.random.default_rng(1), 9)


def test_draws_of_one_code_alone_say_nothing():
    codes = np.array([[0, 0], [0, 0.0]])
    between = redrawn(
        coincidences(codes, each(codes)), Metric.NOMINAL, np.random.default_rng(1), 9
    )
    assert np.isnan(between.low)


@pytest.mark.parametrize(
    ("value", "low", "level"),
    [
        (0.80, 0.50, Level.OK),
        (0.79, 0.50, Level.WARN),
        (0.667, 0.60, Level.WARN),
        (0.666, 0.60, Level.REFUSE),
        (0.95, 0.49, Level.REFUSE),
        (float("nan"), 0.6, Level.REFUSE),
        (0.9, float("nan"), Level.REFUSE),
    ],
)
def test_what_codes_may_be_used_for(value, low, level):
    assert use(value, low).level is level


def test_cohen_by_hand():
    found = cohen(np.array([[20, 5], [10, 15]]))

    agrees(35, "20, 5; 10, 15: Cohen", found.value, 0.4, within=1e-9)
    agrees(35, "20, 5; 10, 15: error", found.error, 0.1270, within=5e-5)
    assert (found.interval.low, found.interval.high) == pytest.approx((0.151, 0.649), abs=5e-4)
    assert (found.rows.tolist(), found.columns.tolist()) == ([25, 25], [30, 20])


@given(arrays(np.int64, (3, 3), elements=st.integers(0, 20)))
def test_cohen_as_in_statsmodels(table):
    rows_, columns_ = table.sum(axis=1), table.sum(axis=0)
    if (rows_ * columns_).sum() == table.sum() ** 2:  # one code alone, or nothing
        return
    with np.errstate(all="ignore"):  # it also divides by errors of 0
        theirs = cohens_kappa(table)
    found = cohen(table)
    assert found.value == pytest.approx(theirs.kappa, abs=1e-12)
    assert found.error == pytest.approx(np.sqrt(max(theirs.var_kappa, 0)), abs=1e-7)


def test_one_code_alone_has_no_kappa():
    assert np.isnan(cohen(np.array([[7, 0], [0, 0]])).value)
    assert np.isnan(fleiss(np.array([[3, 0], [3, 0]])))


def test_ten_units_of_fourteen_coders_as_in_fleiss():
    agrees(35, "10 units, 14 coders: Fleiss", fleiss(FLEISS), 0.20993, within=5e-6)
    assert fleiss(FLEISS) == pytest.approx(fleiss_kappa(FLEISS), abs=1e-12)


@pytest.mark.parametrize("counts", [[[2, 1], [1, 1]], [[1, 0], [0, 1]], np.empty((0, 2), int)])
def test_fleiss_needs_the_same_number_everywhere(counts):
    with pytest.raises(ValueError, match="same number"):
        fleiss(np.array(counts))


SPEC = Agreement("unit", "document", "coder", "code")


def coded(units=60, documents=12, noise=0.05, seed=1):
    chance = np.random.default_rng(seed)
    truth = chance.choice(["aim", "barrier", "tool"], units)
    parts = {"unit": [], "document": [], "coder": [], "code": []}
    for at, code in enumerate(truth):
        for coder in ("ana", "bo"):
            parts["unit"].append(f"u{at:03}")
            parts["document"].append(f"d{at % documents:02}")
            parts["coder"].append(coder)
            parts["code"].append("tool" if chance.random() < noise else code)
    return {name: np.array(column) for name, column in parts.items()}


def test_the_registered_run():
    frame = coded()

    found = agreement(SPEC, frame, 3)

    value = found.estimates["alpha"]
    assert 0.8 < value.value < 1
    assert value.value in value.interval
    assert found.more == {"units_coded_twice": 60, "documents": 12}
    assert not found.warnings
    order = np.random.default_rng(1).permutation(120)
    assert agreement(SPEC, {k: v[order] for k, v in frame.items()}, 3) == found


def test_numbers_need_a_metric():
    frame = coded()
    frame["code"] = np.unique(frame["code"], return_inverse=True)[1]
    for metric in ("ordinal", "interval", "ratio"):
        spec = Agreement("unit", "document", "coder", "code", metric)
        assert 0.7 < agreement(spec, frame, 3).estimates["alpha"].value < 1


def test_low_agreement_is_shown_and_said():
    found = agreement(SPEC, coded(noise=0.5), 3)
    assert "alpha" in found.estimates
    assert [one.code for one in found.warnings] == ["agreement_too_low"]
    assert "agreement_tentative" in [
        one.code for one in agreement(SPEC, coded(noise=0.17, units=240), 3).warnings
    ]


def test_too_little_coded_twice():
    few = agreement(SPEC, coded(units=20, documents=5), 3)
    assert [one.code for one in few.warnings][:2] == ["coded_twice", "few_documents"]
    part = Agreement("unit", "document", "coder", "code", all_units=400)
    assert agreement(part, coded(), 3).warnings[0].facts["share"] == 0.15


def only(coder):
    frame = coded()
    mine = frame["coder"] == coder
    return {name: column[mine] for name, column in frame.items()}


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (only("ana"), "coded_twice"),
        (coded(documents=1), "few_documents"),
        (coded() | {"code": np.full(120, "aim")}, "codes_do_not_vary"),
    ],
)
def test_refusals_show_no_number(frame, code):
    found = agreement(SPEC, frame, 1)
    assert [one.code for one in found.refusals] == [code]
    assert not found.estimates


@pytest.mark.parametrize(
    ("spec", "frame", "where"),
    [
        (Agreement("unit", "document", "coder", "code", "cosine"), coded(), "metric"),
        (Agreement("unit", "document", "coder", "code", draws=0), coded(), "draws"),
        (Agreement("unit", "document", "coder", "code", "ordinal"), coded(), "code"),
        (
            Agreement("unit", "document", "coder", "code", "ratio"),
            coded() | {"code": np.full(120, -1)},
            "code",
        ),
        (Agreement("unit", "document", "who", "code"), coded(), "coder"),
        (SPEC, coded() | {"coder": np.full(120, "ana")}, "coder"),
        (SPEC, coded() | {"document": np.arange(120)}, "document"),
    ],
)
def test_a_wrong_spec_says_where(spec, frame, where):
    with pytest.raises(SpecError) as error:
        agreement(spec, frame, 1)
    assert error.value.where == where
