"""Methods of the evidence engine on large inputs, beside their peers where those are present.

    python3 run.py bench analysis --peers /path/to/python --rows 10000,100000,1000000

Every job runs in a process of its own, with ``--threads`` threads: seconds are the better of two
runs of the fit alone, memory is the most of the whole process, inputs included. Peers: R with lme4;
statsmodels, csdid and diff-diff in the Python that ``--peers`` names. A peer that is not there is
left out; one that takes more than ``--patience`` seconds is stopped and said to.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCHOOL, CLUSTER = 20, 25  # pupils in a school, schools in a cluster
DRAWS = 999


# --- Inputs: the same for everybody ------------------------------------------
def pupils(rows):
    """Pupils of unequal schools in clusters: y, x (rows, 2), school, cluster."""
    import numpy as np

    draw = np.random.Generator(np.random.PCG64(1))
    size = draw.poisson(SCHOOL - 1, rows // SCHOOL + rows // 100 + 9) + 1
    school = np.repeat(np.arange(len(size)), size)[:rows]
    cluster = school // CLUSTER
    x = draw.normal(size=(rows, 2))
    y = 2 + x @ [0.5, -0.2] + draw.normal(size=rows)
    y += 0.3 * draw.normal(size=school[-1] + 1)[school]
    y += 0.2 * draw.normal(size=cluster[-1] + 1)[cluster]
    return y, x, school, cluster


def schools(units, waves=5):
    """A balanced panel of schools that begin in wave 2, 3, 4 or never: unit, wave, first, y, x."""
    import numpy as np

    draw = np.random.Generator(np.random.PCG64(2))
    first = draw.choice([2, 3, 4, 0], size=units, p=[0.2, 0.2, 0.2, 0.4])
    x = draw.normal(size=units)
    unit, wave = np.repeat(np.arange(units), waves), np.tile(np.arange(1, waves + 1), units)
    begun = (first[unit] > 0) & (wave >= first[unit])
    y = draw.normal(size=units)[unit] + 0.1 * wave + 0.2 * x[unit] * wave
    y += 0.5 * begun + draw.normal(size=len(unit))
    return unit, wave, first[unit], y, x[unit]


# --- Jobs: each gives a function to time, whose answer is one number ---------
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


JOBS = {
    "mixed": {"cordata": ours_mixed, "statsmodels": statsmodels_mixed},
    "did": {"cordata": ours_did, "csdid": csdid_did, "diff-diff": diff_diff_did},
}
MODULES = {"statsmodels": "statsmodels", "csdid": "csdid", "diff-diff": "diff_diff"}

LME4 = """
suppressMessages(library(lme4)); a <- commandArgs(TRUE); n <- as.integer(a[1])
f <- file(a[2], "rb"); r <- function(what) readBin(f, what, n, size = 8)
d <- data.frame(y = r("double"), a = r("double"), b = r("double"),
                s = factor(r("double")), c = factor(r("double"))); close(f)
form <- list(intercept = y ~ a + b + (1 | s), slope = y ~ a + b + (1 + a | s),
             nested = y ~ a + b + (1 | s) + (1 | c))[[a[3]]]
took <- Inf
for (i in 1:2) took <- min(took, system.time(
  m <- lmer(form, d, control = lmerControl(calc.derivs = FALSE)))[["elapsed"]])
peak <- as.numeric(sub("[^0-9]*([0-9]+).*", "\\\\1", grep("VmHWM", readLines("/proc/self/status"), value = TRUE)))
cat(sprintf('{"seconds": %.6f, "answer": %.8f, "memory": %.1f}', took, REMLcrit(m), peak / 1024))
"""


def measure(family, who, kind, size):
    """Run one job in this process and print what it took."""
    run = JOBS[family][who](kind, size)
    best = float("inf")
    for _time in range(2):
        start = time.perf_counter()
        answer = run()
        best = min(best, time.perf_counter() - start)
        if best > 60:
            break
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": best, "answer": answer, "memory": memory}))


def ask(command, options):
    """What a job in a process of its own printed; None where it took too long or failed."""
    threads = dict.fromkeys(
        ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), str(options.threads)
    )
    try:
        done = subprocess.run(
            command, env=os.environ | threads, capture_output=True, text=True,
            timeout=options.patience, check=True,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"stopped after {options.patience:.0f} s"
    except subprocess.CalledProcessError as failed:
        return "failed: " + (failed.stderr.strip().splitlines() or ["no word"])[-1][:60]
    return json.loads(done.stdout.strip().splitlines()[-1])


def here(python, module):
    """Whether that Python has the module."""
    command = [
        python,
        "-c",
        f"import importlib.util as u; raise SystemExit(u.find_spec('{module}') is None)",
    ]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def has_lme4():
    rscript = shutil.which("Rscript")
    command = [rscript, "-e", "quit(status = !requireNamespace('lme4', quietly = TRUE))"]
    return (
        bool(rscript)
        and subprocess.run(command, check=False, capture_output=True).returncode == 0
    )


def lme4(kind, rows, options):
    """The same pupils in lme4."""
    import numpy as np

    y, x, school, cluster = pupils(rows)
    with tempfile.TemporaryDirectory() as folder:
        data, script = Path(folder) / "data", Path(folder) / "run.R"
        np.concatenate([y, x[:, 0], x[:, 1], school, cluster]).astype("<f8").tofile(data)
        script.write_text(LME4)
        return ask(["Rscript", str(script), str(rows), str(data), kind], options)


def line(family, kind, size, who, found, fastest):
    if isinstance(found, str):
        print(f"{family:6}{kind:11}{size:>9,} {who:12}{found}")
        return
    ratio = "" if who == "cordata" else f"{found['seconds'] / fastest:8.1f} x ours"
    print(
        f"{family:6}{kind:11}{size:>9,} {who:12}{found['seconds']:9.3f} s "
        f"{found['memory']:7.0f} MB  {found['answer']:.9g}{ratio}",
        flush=True,
    )


def compare(family, kind, size, options):
    """One input, everybody who is there."""
    this = [str(Path(__file__).resolve()), "--job", family, kind, str(size), "--who"]
    ours = ask([sys.executable, *this, "cordata"], options)
    line(family, kind, size, "cordata", ours, 0)
    seconds = ours["seconds"] if isinstance(ours, dict) else float("nan")
    for who, module in MODULES.items():
        if who in JOBS[family] and here(options.peers, module):
            line(family, kind, size, who, ask([options.peers, *this, who], options), seconds)
    if family == "mixed" and has_lme4():
        line(family, kind, size, "lme4", lme4(kind, size, options), seconds)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", default="10000,100000,1000000")
    parser.add_argument("--units", default="20000,100000")
    parser.add_argument("--peers", default=sys.executable, help="a Python that has them")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--patience", type=float, default=600)
    parser.add_argument("--job", nargs=3, help=argparse.SUPPRESS)
    parser.add_argument("--who", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.job:
        family, kind, size = options.job
        measure(family, options.who, kind, int(size))
        return
    print(
        f"{options.threads} threads; answers: REML criterion, average effect after the start\n"
    )
    for rows in map(int, filter(None, options.rows.split(","))):
        for kind in ("intercept", "slope", "nested"):
            compare("mixed", kind, rows, options)
    for units in map(int, filter(None, options.units.split(","))):
        for kind in ("plain", "covariate"):
            compare("did", kind, units, options)


if __name__ == "__main__":
    main()
