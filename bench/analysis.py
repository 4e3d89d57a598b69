"""Methods of the evidence engine on large inputs, beside their peers where those are present.

    python3 run.py bench analysis --install     peers, into var/peers
    python3 run.py bench analysis               everything; some 40 minutes
    python3 run.py bench analysis --only few,schools --answers 1000000

Every job runs in a process of its own, with ``--threads`` threads: seconds are the better of two
runs of the fit alone, memory is the most of the whole process, inputs included. A peer that is not
there is left out; one that takes more than ``--patience`` seconds is stopped and said to.
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
sys.path.insert(0, str(ROOT))

from bench.peers import few, install, models, scoring  # noqa: E402

# Of each family: who can do it, by what kind of job; what R does, with what it is given.
JOBS = {
    "mixed": {
        "cordata": (models.ours_mixed, ("intercept", "slope", "nested")),
        "statsmodels": (models.statsmodels_mixed, ("intercept", "slope", "nested")),
    },
    "did": {
        "cordata": (models.ours_did, ("plain", "covariate")),
        "csdid": (models.csdid_did, ("plain", "covariate")),
        "diff_diff": (models.diff_diff_did, ("plain", "covariate")),
    },
    "few": {
        "cordata": (few.ours_few, ("cr2", "wild", "lots")),
        "pyfixest": (few.pyfixest_few, ("wild", "lots")),
        "wildboottest": (few.wildboottest_few, ("wild",)),
    },
    "schools": {
        "cordata": (scoring.ours_schools, ("scores",)),
        "polars": (scoring.polars_schools, ("scores",)),
    },
}
R_JOBS = {
    "mixed": ("lme4", models.LME4, models.lme4_inputs, ("intercept", "slope", "nested")),
    "few": ("clubSandwich", few.CLUBSANDWICH, few.r_inputs, ("cr2",)),
    "schools": ("data.table", scoring.DATA_TABLE, scoring.r_inputs, ("scores",)),
}
ANSWERS = {
    "mixed": "REML criterion",
    "did": "average effect after the start",
    "few": "error, p, p",
    "schools": "sum of all means",
}
AROUND = """
a <- commandArgs(TRUE); n <- as.integer(a[1]); kind <- a[3]; threads <- as.integer(a[4])
f <- file(a[2], "rb"); r <- function() readBin(f, "double", n, size = 8)
ri <- function() readBin(f, "integer", n, size = 4)
%s
took <- Inf
for (i in 1:2) { seek(f, 0); took <- min(took, system.time(answer <- run())[["elapsed"]]) }
peak <- as.numeric(sub("[^0-9]*([0-9]+).*", "\\\\1", grep("VmHWM", readLines("/proc/self/status"), value = TRUE)))
cat(sprintf('{"seconds": %%.6f, "answer": %%.8f, "memory": %%.1f}', took, answer, peak / 1024))
"""


def measure(family, who, kind, size):
    """Run one job in this process and print what it took."""
    run = JOBS[family][who][0](kind, size)
    best = float("inf")
    for _time in range(2):
        start = time.perf_counter()
        answer = run()
        best = min(best, time.perf_counter() - start)
        if best > 60:
            break
    print(json.dumps({"seconds": best, "answer": answer, "memory": peak()}))


def peak():
    """Megabytes at most; where /proc tells, without those of whoever began this process."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = status.read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def ask(command, options, **environment):
    """What a job in a process of its own printed; words where it took too long or failed."""
    names = ("OMP", "OPENBLAS", "MKL", "NUMBA", "POLARS_MAX", "RAYON")
    threads = {
        f"{name}_{'THREADS' if name == 'POLARS_MAX' else 'NUM_THREADS'}": str(options.threads)
        for name in names
    }
    try:
        done = subprocess.run(
            command, env=os.environ | threads | environment, capture_output=True, text=True,
            timeout=options.patience, check=True,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"stopped after {options.patience:.0f} s"
    except subprocess.CalledProcessError as failed:
        return "failed: " + (failed.stderr.strip().splitlines() or ["no word"])[-1][:60]
    return json.loads(done.stdout.strip().splitlines()[-1])


def here(python, module):
    """Whether that Python has the module."""
    look = f"import importlib.util as u; raise SystemExit(u.find_spec('{module}') is None)"
    return (
        subprocess.run([python, "-c", look], check=False, capture_output=True).returncode == 0
    )


def r_has(package):
    """Whether R is there with the package."""
    rscript = shutil.which("Rscript")
    command = [rscript, "-e", f"quit(status = !requireNamespace('{package}', quietly = TRUE))"]
    env = os.environ | install.r_environment()
    return (
        bool(rscript)
        and subprocess.run(command, check=False, capture_output=True, env=env).returncode == 0
    )


def in_r(family, kind, size, options):
    """The same numbers in R."""
    import numpy as np

    _who, script, inputs, _kinds = R_JOBS[family]
    arrays = inputs(kind, size)
    whole = arrays[0].dtype.kind == "i" and arrays[0].dtype.itemsize == 4
    with tempfile.TemporaryDirectory() as folder:
        data, file = Path(folder) / "data", Path(folder) / "run.R"
        with data.open("wb") as out:
            for array in arrays:
                out.write(np.ascontiguousarray(array, "<i4" if whole else "<f8").data)
        file.write_text(AROUND % script)
        told = [str(len(arrays[0])), str(data), kind, str(options.threads)]
        del arrays
        return ask(["Rscript", str(file), *told], options, **install.r_environment())


def line(family, kind, size, who, found, fastest):
    about = f"{family:8}{kind:10}{size:>12,} {who:13}"
    if isinstance(found, str):
        print(about + found, flush=True)
        return
    ratio = "" if who == "cordata" else f"{found['seconds'] / fastest:9.1f} x ours"
    print(
        f"{about}{found['seconds']:9.3f} s {found['memory']:7.0f} MB  {found['answer']:.9g}{ratio}",
        flush=True,
    )


def compare(family, size, options):
    """One input, everybody who is there."""
    if family == "schools":  # written by a process of its own, whose memory is nobody's
        make = [sys.executable, str(Path(__file__).resolve()), "--make", str(size)]
        subprocess.run(make, check=True)
    for kind in JOBS[family]["cordata"][1]:
        this = [str(Path(__file__).resolve()), "--job", family, kind, str(size), "--who"]
        ours = ask([sys.executable, *this, "cordata"], options)
        line(family, kind, size, "cordata", ours, 0)
        seconds = ours["seconds"] if isinstance(ours, dict) else float("nan")
        for who, (_job, kinds) in JOBS[family].items():
            if who != "cordata" and kind in kinds and here(options.peers, who):
                found = ask([options.peers, *this, who], options)
                line(family, kind, size, who, found, seconds)
        who, _script, _inputs, kinds = R_JOBS.get(family, ("", "", None, ()))
        if kind in kinds and r_has(who):
            line(family, kind, size, who, in_r(family, kind, size, options), seconds)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--install", action="store_true", help="the peers, and no more")
    parser.add_argument("--only", default=",".join(JOBS), help="families of jobs")
    parser.add_argument("--rows", default="10000,100000,1000000", help="mixed")
    parser.add_argument("--units", default="20000,100000", help="did")
    parser.add_argument("--clusters", default="24,96,1000", help="few")
    parser.add_argument("--answers", default="1000000,100000000", help="schools")
    parser.add_argument("--peers", default=install.python(), help="a Python that has them")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--patience", type=float, default=600)
    parser.add_argument("--job", nargs=3, help=argparse.SUPPRESS)
    parser.add_argument("--who", help=argparse.SUPPRESS)
    parser.add_argument("--make", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.install:
        install.install()
        return
    if options.make:
        scoring.make(options.make)
        return
    if options.job:
        family, kind, size = options.job
        measure(family, options.who, kind, int(size))
        return
    sizes = {"mixed": options.rows, "did": options.units, "few": options.clusters,
             "schools": options.answers}  # fmt: skip
    print(f"{options.threads} threads\n")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CORDATA_BENCH_FOLDER"] = folder
        for family in options.only.split(","):
            print(f"{family}: {ANSWERS[family]}", flush=True)
            for size in map(int, filter(None, sizes[family].split(","))):
                compare(family, size, options)


if __name__ == "__main__":
    main()
