"""The registered synthesis: numbers, refusals, wrong specs."""

import numpy as np
import pytest
from scipy.stats import t as student

from cordata.analysis.contract import Level, SpecError
from cordata.analysis.synthesis.countries import Synthesis, synthesis
from tests.analysis.synthesis.test_pooling import bcg

SPEC = Synthesis(effect="effect", error="error", study="study")


def frame(first=13):
    y, v, latitude = bcg()
    names = np.array([f"trial {n:02d}" for n in range(first)])
    return {
        "effect": y[:first], "error": np.sqrt(v[:first]), "study": names,
        "latitude": latitude[:first],
    }  # fmt: skip


def changed(name, value):
    table = frame()
    table[name] = table[name].copy()
    table[name][0] = value
    return table


def test_the_average_and_a_next_country_are_two_estimates():
    found = synthesis(SPEC, frame(), 1)
    average, following = found.estimates["average"], found.estimates["next"]

    assert list(found.estimates) == ["average", "next"]
    assert average.value == following.value == pytest.approx(-0.7145323, abs=1e-7)
    assert average.error == pytest.approx(0.1807917, abs=1e-7)
    assert (average.df, average.p) == (12, pytest.approx(0.00192, abs=1e-5))
    assert following.interval.low == pytest.approx(-1.9960, abs=5e-5)
    assert following.error is following.p is None
    near = student.ppf(0.9, 12) * average.error
    assert average.likely.high - average.value == pytest.approx(near)
    assert average.likely.level == following.likely.level == 0.80
    assert following.interval.low < following.likely.low < following.likely.high
    assert found.more["tau2_dl"] == pytest.approx(0.3088, abs=5e-5)
    assert found.more["error_wald"] < found.more["error_hartung"]
    assert found.sizes["all"].groups == 13


def test_a_moderator_has_its_coefficient_and_nothing_is_promised_for_a_next_country():
    spec = Synthesis("effect", "error", "study", moderators=("latitude",))
    found = synthesis(spec, frame(), 1)

    assert list(found.estimates) == ["constant", "latitude"]
    assert found.estimates["latitude"].value == pytest.approx(-0.0291, abs=5e-5)


def test_the_order_of_rows_leaves_no_mark():
    turned = {name: values[::-1] for name, values in frame().items()}

    assert synthesis(SPEC, turned, 1) == synthesis(SPEC, frame(), 1)


def test_three_studies_are_shown_but_not_put_together():
    found = synthesis(SPEC, frame(3), 1)

    assert [one.code for one in found.refusals] == ["few_studies"]
    assert found.refusals[0].facts == {"studies": 3, "needed": 4}
    assert not found.estimates
    assert not found.more


def test_nine_studies_explain_nothing():
    spec = Synthesis("effect", "error", "study", moderators=("latitude",))
    found = synthesis(spec, frame(9), 1)

    assert [one.code for one in found.refusals] == ["few_studies_to_explain"]
    assert not synthesis(SPEC, frame(9), 1).is_refused


def test_one_study_that_outweighs_the_rest_is_named():
    found = synthesis(SPEC, changed("error", 0.001), 1)

    assert [(one.code, one.level) for one in found.warnings] == [
        ("one_study_dominates", Level.WARN)
    ]


@pytest.mark.parametrize(
    ("spec", "table", "where"),
    [
        (Synthesis("gain", "error", "study"), frame(), "effect"),
        (Synthesis("study", "error", "study"), frame(), "effect"),
        (SPEC, changed("study", "trial 01"), "study"),
        (SPEC, changed("effect", np.nan), "effect"),
        (SPEC, changed("error", 0.0), "error"),
        (
            Synthesis("effect", "error", "study", ("latitude",)),
            changed("latitude", np.nan),
            "moderators",
        ),
        (Synthesis("effect", "error", "study", ("latitude",) * 2), frame(), "moderators"),
        (Synthesis("effect", "error", "study", level=95), frame(), "level"),
    ],
)
def test_a_wrong_spec_says_where(spec, table, where):
    with pytest.raises(SpecError) as error:
        synthesis(spec, table, 1)

    assert error.value.where == where
