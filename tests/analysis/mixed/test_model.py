"""The registered mixed model: a second view, without p-values; refusals and wrong specs."""

from dataclasses import replace

import numpy as np
import pytest

from cordata.analysis.contract import SpecError
from cordata.analysis.mixed.model import Mixed, mixed
from tests.analysis.mixed.published import expected, number
from tests.analysis.surveys.published import rows

EXAM = Mixed("normexam", ("standlrt",), ("school",), restricted=False)


def exam():
    table = rows("exam_london.csv.gz")
    frame = {name: number(table, name) for name in ("normexam", "standlrt")}
    return frame | {"school": np.array([row["school"] for row in table])}


def small(groups=12, each=6, seed=1):
    draw = np.random.Generator(np.random.PCG64(seed))
    group = np.repeat(np.arange(groups), each)
    x = draw.normal(size=len(group))
    return {
        "y": x + draw.normal(size=groups)[group] + draw.normal(size=len(group)), "x": x,
        "group": group, "row": np.arange(len(group)), "third": np.arange(len(group)) % 3,
        "word": np.array([f"g{one}" for one in group]), "float": group * 1.0,
        "constant": np.ones(len(group)),
    }  # fmt: skip


SMALL = Mixed("y", ("x",), ("group",))


def test_pupils_of_london():
    found = mixed(EXAM, exam(), 1)
    beta, errors, variances, deviance, _groups = expected("exam_london", "ri")
    slope, constant = found.estimates["standlrt"], found.estimates["constant"]

    assert list(found.estimates) == ["standlrt", "constant"]
    assert [constant.value, slope.value] == pytest.approx(beta, abs=1e-7)
    assert [constant.error, slope.error] == pytest.approx(errors, abs=1e-7)
    assert slope.df == 65 - 2
    assert slope.interval.high - slope.value == pytest.approx(1.99834 * errors[1], rel=1e-5)
    assert slope.likely.high - slope.value == pytest.approx(1.29513 * errors[1], rel=1e-5)
    between, rest = variances
    assert found.more["variance_school"] == pytest.approx(between, abs=1e-7)
    assert found.more["icc_school"] == pytest.approx(between / (between + rest), abs=1e-7)
    assert found.more["variance_residual"] == pytest.approx(rest, abs=1e-7)
    assert found.more["deviance"] == pytest.approx(deviance, abs=1e-7)
    assert not found.checks


def test_slopes_that_differ_between_schools():
    found = mixed(replace(EXAM, slope="standlrt"), exam(), 1)
    _beta, _errors, variances, *_rest = expected("exam_london", "rs")
    names = ["variance_school", "variance_school_standlrt", "covariance_school_standlrt"]

    assert [found.more[one] for one in names] == pytest.approx(variances[:3], abs=5e-6)
    assert "icc_school" not in found.more


def test_groups_that_cross():
    table = rows("scotssec.csv.gz")
    frame = {"y": number(table, "attain")} | {
        name: np.array([row[name] for row in table]) for name in ("primary", "second")
    }
    spec = Mixed("y", (), ("primary", "second"), crossed=True, restricted=False)
    found = mixed(spec, frame, 1)

    assert found.more["variance_primary"] == pytest.approx(1.12435742, abs=1e-5)
    assert found.more["groups_second"] == 19
    assert found.estimates["constant"].df == 18


@pytest.mark.parametrize("spec", [EXAM, SMALL, replace(EXAM, slope="standlrt")])
def test_there_is_never_a_p_value(spec):
    found = mixed(spec, exam() if spec.outcome == "normexam" else small(), 1)

    assert [one.p for one in found.estimates.values()] == [None] * 2


@pytest.mark.parametrize("empty", ["y", "x", "word", "float"])
def test_rows_with_gaps_are_left_out_and_counted(empty):
    frame = small()
    spec = SMALL if empty in "yx" else replace(SMALL, groups=(empty,))
    frame[empty] = frame[empty].copy()
    frame[empty][5] = "" if empty == "word" else np.nan
    found = mixed(spec, frame, 1)

    assert [(one.code, one.facts) for one in found.warnings] == [("rows_left_out", {"rows": 1})]
    assert found.sizes["all"].rows == 71


@pytest.mark.parametrize(
    ("spec", "frame", "code"),
    [
        (replace(SMALL, groups=("constant",)), small(), "one_group"),
        (replace(SMALL, groups=("row",)), small(), "one_row_in_each_group"),
        (
            replace(SMALL, fixed=("x", "row", "float")),
            small(groups=4),
            "more_terms_than_groups",
        ),
        (SMALL, {name: values[:0] for name, values in small().items()}, "one_group"),
    ],
)
def test_refusals_show_no_number(spec, frame, code):
    found = mixed(spec, frame, 1)

    assert [one.code for one in found.refusals] == [code]
    assert not found.estimates
    assert not found.more


@pytest.mark.parametrize(
    ("groups", "codes", "has_interval"),
    [
        (10, [], True),
        (9, ["few_groups"], True),
        (3, ["too_few_groups_for_an_interval"], False),
    ],
)
def test_few_groups(groups, codes, has_interval):
    found = mixed(SMALL, small(groups), 1)

    assert [one.code for one in found.warnings] == codes
    assert (found.estimates["x"].interval is not None) == has_interval


def test_no_difference_between_groups_is_said():
    frame = small()
    frame["y"] = frame["y"] - (np.bincount(frame["group"], frame["y"]) / 6)[frame["group"]]

    assert mixed(SMALL, frame, 1).warnings[-1].code == "variance_at_zero"


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"outcome": "gain"}, "outcome"),
        ({"groups": ()}, "groups"),
        ({"groups": ("school",)}, "groups"),
        ({"crossed": True}, "groups"),
        ({"slope": "row"}, "slope"),
        ({"fixed": ("x", "x")}, "fixed"),
        ({"fixed": ("constant",)}, "fixed"),
        ({"level": 95}, "level"),
    ],
)
def test_a_wrong_spec_says_where(change, where):
    with pytest.raises(SpecError) as error:
        mixed(replace(SMALL, **change), small(), 1)

    assert error.value.where == where
