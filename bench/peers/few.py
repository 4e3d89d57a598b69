"""Inference with clusters: CR2, the wild bootstrap, randomisation; ours and clubSandwich's,
pyfixest's, wildboottest's. ``size`` is the number of clusters, about 50 people each. Our lots are
drawn within countries, pyfixest's over all of them: the same work, another p.
"""

from bench.peers.inputs import arms

DRAWS = 9_999


def _together(clusters):
    import numpy as np

    y, treated, x, group = arms(clusters)
    return y, np.column_stack([x[:, :1], treated, x[:, 1:]]), group


def ours_few(kind, clusters):
    import numpy as np

    from cordata.analysis.inference.least_squares import fit
    from cordata.analysis.inference.randomisation import randomise
    from cordata.analysis.inference.robust import coefficient
    from cordata.analysis.inference.wild import wild

    y, x, group = _together(clusters)
    generator = np.random.Generator(np.random.PCG64(1))
    if kind == "cr2":
        return lambda: coefficient(fit(y, x), group, 1).error
    if kind == "wild":
        return lambda: wild(fit(y, x), group, 1, generator, draws=DRAWS).p()
    others = np.delete(x, 1, axis=1)
    stratum = group % 12 // 2
    return lambda: randomise(
        y, x[:, 1] > 0, others, group, stratum, generator, draws=DRAWS
    ).p()  # fmt: skip


def _table(clusters):
    import pandas as pd

    y, treated, x, group = arms(clusters)
    country = group % 12 // 2
    return pd.DataFrame(
        {"y": y, "t": treated, "a": x[:, 1], "b": x[:, 2], "c": country, "g": group}
    )


def pyfixest_few(kind, clusters):
    import numpy as np
    import pyfixest

    table = _table(clusters)

    def run():
        found = pyfixest.feols("y ~ t + a + b + C(c)", table, vcov={"CRV1": "g"})
        if kind == "wild":
            told = found.wildboottest(param="t", reps=DRAWS, cluster="g", seed=1)
            return float(told["Pr(>|t|)"])
        told = found.ritest(
            "t", cluster="g", reps=DRAWS, rng=np.random.default_rng(1), choose_algorithm="auto"
        )
        return float(told["Pr(>|t|)"])

    return run


def wildboottest_few(_kind, clusters):
    from wildboottest.wildboottest import WildboottestCL

    y, x, group = _together(clusters)

    def run():
        import numpy as np

        boot = WildboottestCL(
            X=x, Y=y, cluster=group, bootcluster=group, R=np.eye(x.shape[1])[1],
            B=DRAWS, seed=1,
        )  # fmt: skip
        boot.get_scores(bootstrap_type="11", impose_null=True)
        boot.get_weights(weights_type="rademacher")
        boot.get_numer()
        boot.get_denom()
        boot.get_tboot()
        boot.get_vcov()
        boot.get_tstat()
        boot.get_pvalue(pval_type="two-tailed")
        return float(boot.pvalue)

    return run


def r_inputs(_kind, clusters):
    y, treated, x, group = arms(clusters)
    return [y, treated, x[:, 1], x[:, 2], group % 12 // 2, group]


CLUBSANDWICH = """
suppressMessages(library(clubSandwich))
d <- data.frame(y = r(), t = r(), a = r(), b = r(), c = factor(r()), g = r())
run <- function() {
  m <- lm(y ~ t + a + b + c, d)
  coef_test(m, vcov = vcovCR(m, cluster = d$g, type = "CR2"), coefs = "t")$SE
}
"""
