"""Mixed models and group-time effects: ours, statsmodels, csdid, diff-diff, lme4."""

from bench.peers.inputs import pupils, schools

DRAWS = 999


def ours_mixed(kind, rows):
    import numpy as np

    from cordata.analysis.mixed.fit import fit_nested

    y, x, school, cluster = pupils(rows)
    whole = np.column_stack([np.ones(rows), x])
    levels = [school, cluster] if kind == "nested" else [school]
    z = whole[:, :2] if kind == "slope" else None
    return lambda: fit_nested(y, whole, levels, z=z).deviance


def statsmodels_mixed(kind, rows):
    import pandas as pd
    from statsmodels.regression.mixed_linear_model import MixedLM

    y, x, school, cluster = pupils(rows)
    table = pd.DataFrame({"y": y, "a": x[:, 0], "b": x[:, 1], "s": school, "c": cluster})
    more = {
        "intercept": {"groups": "s"},
        "slope": {"groups": "s", "re_formula": "~a"},
        "nested": {"groups": "c", "re_formula": "1", "vc_formula": {"s": "0 + C(s)"}},
    }[kind]
    return lambda: -2 * float(MixedLM.from_formula("y ~ a + b", table, **more).fit().llf)


def lme4_inputs(_kind, rows):
    y, x, school, cluster = pupils(rows)
    return [y, x[:, 0], x[:, 1], school, cluster]


LME4 = """
suppressMessages(library(lme4))
d <- data.frame(y = r(), a = r(), b = r(), s = factor(r()), c = factor(r()))
form <- list(intercept = y ~ a + b + (1 | s), slope = y ~ a + b + (1 + a | s),
             nested = y ~ a + b + (1 | s) + (1 | c))[[kind]]
run <- function() REMLcrit(lmer(form, d, control = lmerControl(calc.derivs = FALSE)))
"""


def ours_did(kind, units):
    import numpy as np

    from cordata.analysis.staggered.bootstrap import multiplier_bootstrap
    from cordata.analysis.staggered.group_time import group_time
    from cordata.analysis.staggered.panel import Panel
    from cordata.analysis.staggered.summaries import summary

    unit, wave, first, y, x = schools(units)
    begins = np.where(first > 0, first, np.nan)
    covariates = x[:, None] if kind == "covariate" else None

    def run():
        panel = Panel.of(unit, wave.astype(float), y, begins, x=covariates)
        events = summary(group_time(panel, others="never"), "event")
        parts = np.column_stack([events.parts, events.overall_parts])
        generator = np.random.Generator(np.random.PCG64(1))
        multiplier_bootstrap(parts, events.cluster, generator, draws=DRAWS)
        return events.overall

    return run


def csdid_did(kind, units):
    import pandas as pd
    from csdid.att_gt import ATTgt

    unit, wave, first, y, x = schools(units)
    table = pd.DataFrame({"id": unit, "t": wave, "g": first, "y": y, "x": x})
    formula = "y~x" if kind == "covariate" else "y~1"

    def run():
        found = ATTgt(
            yname="y",
            tname="t",
            idname="id",
            gname="g",
            data=table,
            xformla=formula,
            control_group="nevertreated",
            biters=DRAWS,
        ).fit(est_method="dr", bstrap=True)
        return float(found.aggte(typec="dynamic", bstrap=True).atte["overall_att"])  # fmt: skip

    return run


def diff_diff_did(kind, units):
    import pandas as pd
    from diff_diff import CallawaySantAnna

    unit, wave, first, y, x = schools(units)
    table = pd.DataFrame({"id": unit, "t": wave, "g": first, "y": y, "x": x})
    names = ["x"] if kind == "covariate" else None

    def run():
        found = CallawaySantAnna(
            control_group="never_treated", estimation_method="dr", n_bootstrap=DRAWS, seed=1
        ).fit(table, "y", "id", "t", "g", covariates=names, aggregate="event_study")
        effects = [one["effect"] for at, one in found.event_study_effects.items() if at >= 0]
        return sum(effects) / len(effects)

    return run
