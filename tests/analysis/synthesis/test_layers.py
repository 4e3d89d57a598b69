"""Several effects of one country: against metafor, against the covariance written out, refusals."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.contract import SpecError
from cordata.analysis.synthesis.clusters import SynthesisWithin, synthesis_within
from cordata.analysis.synthesis.layers import _fitted, pool_layers
from tests.analysis.surveys.published import columns

SPEC = SynthesisWithin("effect", "error", "study", "district")


def districts():
    """56 schools in 11 districts that changed their calendar."""
    y, v, district, study = columns(
        "konstantopoulos2011.csv", "yi", "vi", "district", "study"
    ).T
    return {"effect": y, "error": np.sqrt(v), "study": study, "district": district}


def test_schools_in_districts_as_metafor_sees_them():
    found = synthesis_within(SPEC, districts(), 1)
    average, following = found.estimates["average"], found.estimates["next"]

    assert average.value == pytest.approx(0.18471316, abs=1e-8)
    assert average.error == pytest.approx(0.08455592, abs=5e-9)
    assert found.more["tau2_between"] == pytest.approx(0.06506194, abs=1e-8)
    assert found.more["tau2_within"] == pytest.approx(0.03273652, abs=1e-8)
    assert found.more["q"] == pytest.approx(578.86401796, abs=1e-8)
    assert (average.df, found.sizes["all"].rows, found.sizes["all"].groups) == (10, 56, 11)
    assert average.p == pytest.approx(0.0539, abs=5e-4)
    assert average.interval.low < 0 < average.interval.high
    # By t with 10: .1847 ± 2.2281 √(.08456² + .06506).
    reach = 2.228139 * np.sqrt(0.08455592**2 + 0.06506194)
    assert following.interval.high == pytest.approx(0.18471316 + reach, abs=1e-6)


def in_full(y, v, country, between, within):
    """The restricted likelihood with the covariance of all effects written out."""
    alike = country[:, None] == country
    inverse = np.linalg.inv(np.diag(v + within) + between * alike)
    ones = np.ones(len(y))
    precision = ones @ inverse @ ones
    value = ones @ inverse @ y / precision
    height = np.log(precision) - np.linalg.slogdet(inverse)[1]
    return height + (y - value) @ inverse @ (y - value), value, precision


@given(st.integers(0, 2**32 - 1), st.floats(0, 3), st.floats(0, 3))
def test_sums_by_country_are_the_full_covariance(seed, between, within):
    draw = np.random.Generator(np.random.PCG64(seed))
    y, v, country = draw.normal(size=12), draw.random(12) + 0.1, draw.integers(0, 4, 12)

    assert _fitted(y, v, country, between, within) == pytest.approx(
        in_full(y, v, country, between, within)
    )


def test_no_criterion_on_a_grid_is_lower():
    table = districts()
    y, v = table["effect"], table["error"] ** 2
    country = np.unique(table["district"], return_inverse=True)[1]
    found = pool_layers(y, v, country)
    best = _fitted(y, v, country, found.between, found.within)[0]

    for between in np.linspace(0, 0.3, 15):
        for within in np.linspace(0, 0.3, 15):
            assert best <= _fitted(y, v, country, between, within)[0]


def test_the_order_of_rows_moves_only_the_last_digits():
    turned = {name: values[::-1] for name, values in districts().items()}
    one, other = (synthesis_within(SPEC, table, 1) for table in (districts(), turned))

    assert one == other


def test_effects_of_three_countries_are_not_put_together():
    table = {name: values[:11] for name, values in districts().items()}
    found = synthesis_within(SPEC, table, 1)

    assert len(np.unique(table["district"])) == 3
    assert [one.code for one in found.refusals] == ["few_studies"]
    assert not found.estimates


def test_a_wrong_spec_says_where():
    with pytest.raises(SpecError) as error:
        synthesis_within(SynthesisWithin("effect", "error", "study", "land"), districts(), 1)

    assert error.value.where == "country"
