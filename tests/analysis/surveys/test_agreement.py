"""Agreement within and differences between groups: against R, by hand, by simulation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from cordata.analysis.surveys.agreement import (
    SLIGHT_SKEW,
    Covariate,
    Icc,
    Shared,
    Size,
    Within,
    as_covariate,
    icc,
    item_variances,
    r_wg,
    r_wg_j,
    shared_view,
    shrunken,
    uniform,
)
from tests.analysis.references import agrees
from tests.analysis.surveys.published import columns

CLIMATE = columns("bh1996.csv.gz", "GRP", "HRS", "LEAD", "COHES")
GROUP = CLIMATE[:, 0].astype(int)


@pytest.mark.parametrize(
    ("column", "icc1", "icc2"),
    [(1, 0.1331067, 0.9196732), (2, 0.1270276, 0.9156130), (3, 0.0442653, 0.7754597)],
)
def test_99_companies_as_the_r_package_multilevel_sees_them(column, icc1, icc2):
    found = icc(CLIMATE[:, column], GROUP, by=Size.PLAIN)

    name = ("HRS", "LEAD", "COHES")[column - 1]
    both = (found.icc1, found.icc2)
    agrees(4, f"bh1996 {name}, R multilevel", both, (icc1, icc2), within=1e-7)
    assert (found.people, found.groups) == (7382, 99)


def test_the_size_from_expected_mean_squares_gives_another_figure():
    found = icc(CLIMATE[:, 1], GROUP).icc1
    agrees(4, "bh1996 HRS, sizes as expected", found, 0.1334981, within=1e-7)


def test_shrout_and_fleiss_by_one_way():
    ratings = columns("shrout_fleiss1979.csv", "judge1", "judge2", "judge3", "judge4")
    found = icc(ratings.ravel(), np.repeat(np.arange(6), 4))

    assert (round(found.icc1, 3), round(found.icc2, 3)) == (0.166, 0.443)


def test_by_hand():
    # Means 2 and 4, grand 3. MSB = 2 (1 + 1) / 1 = 4; MSW = (1 + 1 + 1 + 1) / 2 = 2... each
    # deviation is 1. ICC1 = (4 - 2) / (4 + 2) = 1/3, ICC2 = 1/2.
    found = icc(np.array([1.0, 3, 3, 5, np.nan]), np.array([7, 7, 9, 9, 9]))

    assert (found.between, found.within, found.size) == (4, 2, 2)
    assert (found.icc1, found.icc2) == (pytest.approx(1 / 3), 0.5)
    assert found.p == pytest.approx(stats.f_oneway([1, 3], [3, 5]).pvalue)
    # t² = 1, so four people: 1 / (1 + 2/4) = 2/3.
    assert found.reliability(np.array([4.0])) == [pytest.approx(2 / 3)]


scores = arrays(np.float64, 12, elements=st.integers(1, 5))
groups = arrays(np.int64, 12, elements=st.integers(0, 3))


@given(scores, groups)
def test_the_f_test_is_scipys(score, group):
    parts = [score[group == one] for one in np.unique(group)]
    if len(parts) < 2:
        return
    found = icc(score, group)
    if found.within > 0 and found.between > 0:
        assert found.p == pytest.approx(stats.f_oneway(*parts).pvalue)


def test_groups_of_one_mind_are_wholly_reliable():
    found = icc(np.array([1.0, 1, 5, 5]), np.array([1, 1, 2, 2]))

    assert (found.icc1, found.icc2, found.p) == (1, 1, 0)
    assert shrunken(np.array([1.0, 5]), np.array([2.0, 2]), found).tolist() == [1, 5]


def test_groups_that_do_not_differ_are_shrunken_to_one():
    found = icc(np.array([1.0, 5, 1, 5]), np.array([1, 1, 2, 2]))

    assert found.icc1 < 0
    assert found.needed() == np.inf
    assert shrunken(np.array([2.0, 5]), np.array([1.0, 3]), found).tolist() == [4.25, 4.25]


@pytest.mark.parametrize(("share", "people"), [(0.05, 45), (0.1, 21), (0.15, 14), (0.2, 10)])
def test_people_needed_for_a_reliable_mean(share, people):
    found = Icc(share, 0, 1, Size.K0, 1, 1, 2, 4, 0)

    assert np.ceil(round(found.needed(), 9)) == people


@pytest.mark.parametrize(("score", "group"), [([1, 2], [1, 1]), ([1, 2], [1, 2]), ([np.nan] * 2, [1, 2])])  # fmt: skip
def test_what_cannot_be_compared_is_refused(score, group):
    with pytest.raises(ValueError, match="cannot be compared"):
        icc(np.array(score, dtype=float), np.array(group))


def test_agreement_on_leadership_within_99_companies():
    variances = [CLIMATE[one == GROUP, 2].var(ddof=1) for one in np.unique(GROUP)]
    found = r_wg(np.array(variances), uniform(5))

    agrees(5, "bh1996 LEAD, mean", found.values.mean(), 0.74116, within=1e-5)
    assert (found.values.min(), found.values.max()) == pytest.approx(
        (0.59990, 0.84838), abs=1e-5
    )
    assert found.negative == 0


def test_agreement_on_eleven_items_within_49_companies():
    answers = columns("lq2002.csv.gz", "COMPID", *(f"LEAD{item:02}" for item in range(1, 12)))
    of = answers[:, 0]
    variances = [answers[of == one, 1:].var(axis=0, ddof=1) for one in np.unique(of)]
    found = r_wg_j(np.array(variances), uniform(5))

    agrees(5, "lq2002, 11 items, mean", found.values.mean(), 0.8677849, within=1e-7)
    assert (found.values.min(), found.values.max()) == pytest.approx(
        (0.7748996, 0.9423067), abs=1e-7
    )


def test_agreement_by_hand():
    # Five points: chance has (25 - 1) / 12 = 2. Variance 1/2: r_wg = 3/4.
    # Four such items: 4 * 3/4 / (4 * 3/4 + 1/4) = 12/13. Variance 3: below chance, 0.
    assert uniform(5) == 2
    found = r_wg(np.array([0.5, 3.0, np.nan]), 2)
    assert found.values[:2].tolist() == [0.75, 0]
    assert found.negative == 1
    assert np.isnan(found.values[2])
    assert r_wg_j(np.full((1, 4), 0.5), 2).values == [pytest.approx(12 / 13)]


@given(arrays(np.float64, (3, 4), elements=st.floats(0, 4)))
def test_the_skewed_null_never_flatters(variances):
    skewed, flat = (r_wg_j(variances, null).values for null in (SLIGHT_SKEW, uniform(5)))

    assert (skewed <= flat + 1e-12).all()
    assert ((skewed >= 0) & (skewed <= 1)).all()


@given(arrays(np.int64, (2, 3, 5), elements=st.integers(0, 6)))
def test_variances_from_counts_are_those_of_the_answers(counts):
    found = item_variances(counts)

    for at in np.ndindex(2, 3):
        answers = np.repeat(np.arange(1, 6), counts[at])
        if len(answers) < 2:
            assert np.isnan(found[at])
        else:
            assert found[at] == pytest.approx(answers.var(ddof=1), abs=1e-12)


@pytest.mark.parametrize(
    ("p", "share", "values", "shared"),
    [
        (0.01, 0.05, [0.7, 0.7], Shared.SHARED),
        (0.05, 0.05, [0.7, 0.7], Shared.NOT_SHARED),
        (0.01, 0.04, [0.7, 0.7], Shared.NOT_SHARED),
        (0.01, 0.05, [0.69, 0.9, 0.1], Shared.NOT_SHARED),
        (0.01, 0.05, [np.nan], Shared.NOT_SHARED),
    ],
)
def test_a_shared_view_needs_all_three(p, share, values, shared):
    found = Icc(share, 0.5, 1, Size.K0, 1, 1, 2, 4, p)

    assert shared_view(found, Within(np.array(values), 0)) == shared


def test_a_covariate_needs_means_that_are_half_reliable():
    for value, use in ((0.5, Covariate.USABLE), (0.49, Covariate.CORRECT)):
        assert as_covariate(Icc(0.1, value, 1, Size.K0, 1, 1, 2, 4, 0.01)) == use
