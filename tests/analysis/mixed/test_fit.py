"""Mixed models: against lme4, against the likelihood written out in full, at the edges."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from cordata.analysis.mixed.crossed import crossed_sums, solve_crossed
from cordata.analysis.mixed.fit import fit_crossed, fit_nested
from cordata.analysis.mixed.nested import factor, solve_nested
from cordata.analysis.mixed.sums import sums_of
from tests.analysis.mixed.published import cases, code, expected, matrix, number
from tests.analysis.references import agrees
from tests.analysis.surveys.published import rows

CASES = list(cases())
NAMES = [f"{name} {model}" for name, model, *_inputs in CASES]


def fitted(name, y, x, levels, options):
    if name == "scotssec":
        return fit_crossed(y, x, *levels, **options)
    return fit_nested(y, x, levels, **options)


def components(fit):
    """Variances and covariances in the order of lme4."""
    found = []
    for one in fit.variances:
        found += [one[0, 0]] if len(one) == 1 else [one[0, 0], one[1, 1], one[0, 1]]
    return [*found, fit.sigma2]


@pytest.mark.parametrize(("name", "model", "y", "x", "levels", "options"), CASES, ids=NAMES)
def test_reference_models_are_lme4s(name, model, y, x, levels, options):
    beta, errors, variances, deviance, groups = expected(name, model)
    fit = fitted(name, y, x, levels, options)

    # The height of the likelihood is the sharp test: lme4 stops up to 3e-7 below the top.
    assert fit.deviance == pytest.approx(deviance, abs=1e-6)
    assert fit.deviance < deviance + 2e-8
    assert fit.beta == pytest.approx(beta, rel=3e-5, abs=1e-6)
    assert fit.errors == pytest.approx(errors, rel=5e-5)
    assert components(fit) == pytest.approx(variances, rel=2e-4, abs=1e-4)
    assert sorted(fit.groups) == groups
    assert not fit.singular


def test_days_without_sleep():
    table = rows("sleepstudy.csv")
    x = matrix(table, number(table, "Days"))
    fit = fit_nested(number(table, "Reaction"), x, [code(table, "Subject")], z=x)

    agrees(18, "sleepstudy, coefficients", fit.beta, [251.4051, 10.46729], within=5e-5)
    assert np.sqrt(np.diag(fit.variances[0])) == pytest.approx([24.7406, 5.9221], abs=2e-4)
    assert np.sqrt(fit.sigma2) == pytest.approx(25.5918, abs=5e-5)
    agrees(18, "sleepstudy, REML criterion, lme4", fit.deviance, 1743.628, within=5e-4)
    assert fit.df == 16


def test_batches_of_dyestuff():
    table = rows("dyestuff.csv")
    fit = fit_nested(number(table, "Yield"), matrix(table), [code(table, "Batch")])

    assert fit.beta == pytest.approx([1527.5])
    # Balanced groups have a closed form: 1764.05 and 2451.25; lme4 prints 1764 and 2451.
    assert fit.variances[0][0, 0] == pytest.approx(1764.05, rel=1e-10)
    assert fit.sigma2 == pytest.approx(2451.25, rel=1e-10)
    agrees(18, "Dyestuff, REML criterion, lme4", fit.deviance, 319.654, within=5e-4)


def test_balanced_groups_by_hand():
    # Means 2 and 6, deviations ±1 about them: within 4/2 = 2, between s² = 8 = 2/2 + t.
    fit = fit_nested(np.array([1.0, 3, 5, 7]), np.ones((4, 1)), [np.array([0, 0, 1, 1])])

    assert fit.sigma2 == pytest.approx(2)
    assert fit.variances[0][0, 0] == pytest.approx(7)
    assert fit.errors == pytest.approx([2])


def in_full(y, x, blocks, restricted):
    """-2 log likelihood with the covariance of all rows written out: blocks are (z, code, t)."""
    v = np.eye(len(y))
    for z, group, t in blocks:
        v += (group[:, None] == group) * (z @ t @ z.T)
    inverse = np.linalg.inv(v)
    products = x.T @ inverse @ x
    beta = np.linalg.solve(products, x.T @ inverse @ y)
    rest = y - x @ beta
    n = len(y) - restricted * x.shape[1]
    sigma2 = rest @ inverse @ rest / n
    deviance = n * np.log(sigma2) + np.linalg.slogdet(v)[1]
    if restricted:
        deviance += np.linalg.slogdet(products)[1]
    return deviance + n * (1 + np.log(2 * np.pi)), beta, sigma2


thetas = st.lists(st.floats(-2, 2), min_size=12, max_size=12)


@given(thetas, st.integers(1, 3), st.booleans(), st.integers(0, 2**32 - 1))
def test_taking_out_levels_is_the_full_covariance(theta, random, restricted, seed):
    draw = np.random.Generator(np.random.PCG64(seed))
    lower, upper = draw.integers(0, 4, 25), draw.integers(0, 3, 25)
    lower[:4], upper[:3] = range(4), range(3)
    y, x = draw.normal(size=25), np.column_stack([np.ones(25), draw.normal(size=(25, 3)) + 2])
    z, each = x[:, :random], random * (random + 1) // 2
    sums = sums_of(y, x, z, [lower, upper])
    roots = [factor(np.array(theta[at : at + each]), random) for at in (0, each)]
    solved = solve_nested(sums, roots, restricted=restricted)

    blocks = [(z, 4 * upper + lower, roots[0] @ roots[0].T), (z, upper, roots[1] @ roots[1].T)]
    deviance, beta, sigma2 = in_full(y, x, blocks, restricted)
    assert solved.sigma2 == pytest.approx(sigma2)
    assert solved.beta[1:] == pytest.approx(beta[1:], abs=1e-9)
    assert solved.deviance == pytest.approx(deviance, abs=1e-7)


@given(st.floats(-3, 3), st.floats(-3, 3), st.booleans(), st.integers(0, 2**32 - 1))
def test_crossed_groups_are_the_full_covariance(one, other, restricted, seed):
    draw = np.random.Generator(np.random.PCG64(seed))
    first, second = draw.integers(0, 6, 30), draw.integers(0, 3, 30)
    first[:6], second[:3] = range(6), range(3)
    y, x = draw.normal(size=30), np.column_stack([np.ones(30), draw.normal(size=30)])
    solved = solve_crossed(
        crossed_sums(y, x, first, second), np.array([one, other]), restricted=restricted
    )

    z = np.ones((30, 1))
    blocks = [(z, first, np.array([[one**2]])), (z, second, np.array([[other**2]]))]
    deviance, beta, sigma2 = in_full(y, x, blocks, restricted)
    assert (solved.deviance, solved.sigma2) == pytest.approx((deviance, sigma2))
    assert solved.beta[1:] == pytest.approx(beta[1:], abs=1e-9)


def classes(draw, *, between, rows_each=8, count=30):
    group = np.repeat(np.arange(count), rows_each)
    x = np.column_stack([np.ones(len(group)), draw.normal(size=len(group))])
    y = (
        x @ [10.0, 1.0]
        + between * draw.normal(size=count)[group]
        + draw.normal(size=len(group))
    )
    return y, x, group


def test_no_difference_between_groups_is_least_squares():
    draw = np.random.Generator(np.random.PCG64(3))
    y, x, group = classes(draw, between=0.0)
    y -= np.bincount(group, y)[group] / 8  # not even by chance
    fit = fit_nested(y, x, [group])
    plain = stats.linregress(x[:, 1], y)

    assert fit.singular
    assert fit.variances[0][0, 0] == pytest.approx(0, abs=1e-7)
    assert fit.beta[1] == pytest.approx(plain.slope)
    assert fit.errors == pytest.approx([plain.intercept_stderr, plain.stderr])


def test_two_factors_without_difference():
    draw = np.random.Generator(np.random.PCG64(4))
    y, x, group = classes(draw, between=1.0)
    y -= np.bincount(group % 3, y)[group % 3] / 80
    fit = fit_crossed(y, x, group % 3, group)

    assert fit.singular
    assert fit.groups == (3, 30)
    assert fit.variances[0][0, 0] == pytest.approx(0, abs=1e-6)
    assert 0.4 < fit.variances[1][0, 0] < 2


def test_which_factor_comes_first_does_not_matter():
    table = rows("scotssec.csv.gz")
    y, x = number(table, "attain"), matrix(table, number(table, "verbal"))
    primary, second = code(table, "primary"), code(table, "second")
    one, other = fit_crossed(y, x, primary, second), fit_crossed(y, x, second, primary)

    assert one.groups == other.groups[::-1] == (148, 19)
    assert np.ravel(one.variances) == pytest.approx(np.ravel(other.variances[::-1]))


def test_the_truth_is_found_with_many_groups():
    draw = np.random.Generator(np.random.PCG64(5))
    school = np.repeat(np.arange(4000), 10)
    cluster = school // 8
    x = np.column_stack([np.ones(40_000), draw.normal(size=40_000)])
    y = x @ [1.0, 0.5] + draw.normal(size=40_000)
    y += 0.5 * draw.normal(size=4000)[school] + 0.3 * draw.normal(size=500)[cluster]
    fit = fit_nested(y, x, [school, cluster])

    assert fit.beta[1] == pytest.approx(0.5, abs=4 * fit.errors[1])
    assert components(fit) == pytest.approx([0.25, 0.09, 1.0], abs=0.03)
    assert fit.groups == (4000, 500)


def test_the_order_of_rows_moves_only_the_last_digits():
    _name, _model, y, x, levels, options = CASES[NAMES.index("exam_london rs")]
    turned = {**options, "z": options["z"][::-1]}
    one = fit_nested(y, x, levels, **options)
    other = fit_nested(y[::-1], x[::-1], [levels[0][::-1]], **turned)

    assert other.beta == pytest.approx(one.beta, rel=1e-9)
    assert other.variances[0] == pytest.approx(one.variances[0], rel=1e-9)


@settings(max_examples=20)
@given(st.floats(0.01, 100), st.floats(-1000, 1000))
def test_units_do_not_matter(scale, shift):
    y, x, group = classes(np.random.Generator(np.random.PCG64(6)), between=1.0, count=10)
    plain = fit_nested(y, x, [group])
    moved = fit_nested(y * scale + shift, x, [group])

    assert moved.beta[1] == pytest.approx(plain.beta[1] * scale, rel=1e-6)
    assert moved.variances[0] == pytest.approx(plain.variances[0] * scale**2, rel=1e-4)


def test_a_class_that_is_in_two_schools_is_two_classes():
    y, x, group = classes(np.random.Generator(np.random.PCG64(7)), between=1.0)
    school = np.arange(len(y)) % 2

    assert fit_nested(y, x, [group, school]).groups == (60, 2)


@pytest.mark.parametrize("fit", [fit_nested, fit_crossed])
@pytest.mark.parametrize(
    ("extra", "message"), [(np.ones, "same in every row"), (np.arange, "repeat each other")]
)
def test_terms_that_say_nothing_or_the_same_twice(fit, extra, message):
    y, x, group = classes(np.random.Generator(np.random.PCG64(8)), between=1.0)
    more = extra(len(y)).astype(float)
    wide = np.column_stack([x, more, 2 * more + 1])
    levels = ([group],) if fit is fit_nested else (group, group % 3)

    with pytest.raises(ValueError, match=message):
        fit(y, wide, *levels)


def test_two_factors_of_thousands_are_too_much():
    many = np.arange(5000)
    with pytest.raises(ValueError, match="more than 4000"):
        crossed_sums(many * 1.0, np.ones((5000, 1)), many, many)
