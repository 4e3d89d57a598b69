#!/usr/bin/env python3
"""The front door: demo, test, bench, serve. Needs only Python 3 with pip, or uv.

python3 run.py demo     try Cordata on this computer
python3 run.py test     everything that must hold, from format to browser
python3 run.py bench    speed and memory, measured
python3 run.py serve    serve pages and worker (see docs/operate)
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "tests" / "door"))


def main():
    """Run one of the four."""
    parser = argparse.ArgumentParser(
        prog="run.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = parser.add_subparsers(dest="verb", metavar="")
    demo = verbs.add_parser("demo", help="try Cordata on this computer")
    demo.add_argument("--port", type=int, default=8000)
    test = verbs.add_parser("test", help="everything that must hold")
    test.add_argument("--without", default="", help="postgres,browser,spark: leave these out")
    test.add_argument("--only", default="", help="names of steps, comma-separated")
    bench = verbs.add_parser("bench", help="speed and memory")
    bench.add_argument("name", nargs="?", default="", help="a file of bench/, without .py")
    bench.add_argument("rest", nargs=argparse.REMAINDER)
    serve = verbs.add_parser("serve", help="serve pages and worker")
    serve.add_argument("rest", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    if not given.verb:
        parser.print_help()
        return 0
    os.chdir(HERE)
    return {"demo": run_demo, "test": run_test, "bench": run_bench, "serve": run_serve}[
        given.verb
    ](given)


def run_demo(given):
    """Install what is locked, then make and serve a network to try."""
    python = environment(dev=False)
    return call([python, "-m", "cordata.cli.main", "demo", "--port", str(given.port)])


def run_serve(given):
    """Serve for real; settings come from the environment."""
    return call([environment(dev=False), "-m", "cordata.cli.main", "serve", *given.rest])


def run_bench(given):
    """Run one bench, or say which there are."""
    names = sorted(file.stem for file in (HERE / "bench").glob("*.py"))
    if given.name not in names:
        print("There are these benches: " + ", ".join(names))
        return 0 if not given.name else 2
    return call([environment(dev=True), "bench/%s.py" % given.name, *given.rest])


def run_test(given):
    """Run every step; go on after a failure; say everything in one table."""
    import steps

    without, only = split(given.without), split(given.only)
    # 450 MB, so only where it can run and is asked for: docs/decisions/0021.
    spark = shutil.which("java") and "spark" not in without and (not only or "tests" in only)
    python = environment(dev=True)
    if spark and not installed(dev=True, group="spark"):
        print("Apache Spark could not be fetched: the one test that needs it is skipped.")
    return steps.run(python, without, only)


def split(words):
    """Comma-separated words."""
    return [word for word in words.split(",") if word]


def call(command):
    """Run a command in front; Ctrl-C reaches it and we wait for it to end."""
    child = subprocess.Popen(command)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue


# --- uv and the environment ---------------------------------------------------


def environment(dev):
    """The Python of .venv with everything that is locked in it."""
    began = time.monotonic()
    if not installed(dev):
        stop(
            "The locked libraries could not be installed. Is there a network to PyPI?",
            "Then try: %s" % " ".join(syncing(dev)),
        )
    if time.monotonic() - began > 3:
        print("Libraries are in place (%.0f s)." % (time.monotonic() - began))
    inside = "Scripts/python.exe" if os.name == "nt" else "bin/python"
    return str(HERE / ".venv" / inside)


def installed(dev, group=""):
    """Put what is locked into .venv, with one more group if there is one; whether it worked."""
    clean = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    return not subprocess.run(syncing(dev, group), cwd=HERE, env=clean).returncode


def syncing(dev, group=""):
    """The command that does it."""
    command = [*(find_uv() or install_uv()), "sync", "--locked", "--quiet", "--inexact"]
    return command + ([] if dev else ["--no-dev"]) + (["--group=" + group] if group else [])


def find_uv():
    """A uv that really runs; a shim of a version manager may only look like one."""
    places = [shutil.which("uv"), str(Path.home() / ".local/bin/uv"), str(tools() / "uv")]
    candidates = [[place] for place in places if place] + [[sys.executable, "-m", "uv"]]
    for candidate in candidates:
        try:
            done = subprocess.run([*candidate, "--version"], capture_output=True, cwd=HERE)
        except OSError:
            continue
        if done.returncode == 0:
            return candidate
    return None


def install_uv():
    """Put uv in a folder of the project with pip; nothing of the system changes."""
    print("Getting uv, which installs the libraries ...")
    target = HERE / "var" / "tools"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(target), "uv"]
    if subprocess.run(command).returncode:
        stop(
            "uv is missing and pip could not get it.",
            "Install uv (docs.astral.sh/uv), or pip for %s, and try again." % sys.executable,
        )
    name = "uv.exe" if os.name == "nt" else "uv"
    return [str(target / "bin" / name)]


def tools():
    """Where our own uv lies."""
    return HERE / "var" / "tools" / "bin"


def stop(*lines):
    """Say what is missing and how to get it, and end."""
    for line in lines:
        print(line, file=sys.stderr)
    raise SystemExit(2)


if __name__ == "__main__":
    raise SystemExit(main())
