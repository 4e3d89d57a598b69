"""The steps of ``python3 run.py test``. Standard library only."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import parts

HERE = Path(__file__).resolve().parents[2]
# Not run a second time on PostgreSQL: what asks no database, and who may see a page, which is
# decided above the database. Each page is opened on PostgreSQL by the tests of its own area.
ONCE = ("analysis", "house", "kit", "web/test_access.py")
TRYING = {"CORDATA_DEBUG": "yes", "DJANGO_SETTINGS_MODULE": "cordata.settings"}
REAL = {
    "CORDATA_SECRET_KEY": "x" * 25 + "0123456789" * 3 + "abcdefghijklm",
    "CORDATA_HOSTS": "cordata.example",
    "CORDATA_ADDRESS": "https://cordata.example",
    "CORDATA_MAIL_HOST": "mail.example",
}


def run(python, without, only):
    """Run the steps in order; 0 only if every one passed."""
    unknown = [word for word in without if word not in ("postgres", "browser", "spark")]
    if unknown:
        print("--without knows postgres, browser and spark, not " + ", ".join(unknown))
        return 2
    work = tempfile.TemporaryDirectory(prefix="cordata-test-")
    found, missing = parts.find(without, only)
    if missing:
        print("These parts are missing:\n")
        print("\n".join("- " + line for line in missing))
        return 2
    results = []
    try:
        for name, step in steps(python, found, Path(work.name)):
            if (only and name not in only) or name in without:
                continue
            print("\n=== %s" % name, flush=True)
            began = time.monotonic()
            passed = step()
            results.append((name, passed, time.monotonic() - began))
    finally:
        if found.get("postgres"):
            found["postgres"].stop()
        work.cleanup()
    return report(results, without)


def report(results, without):
    """A table, and one last line that says it all."""
    print("\nstep            result    seconds")
    for name, passed, seconds in results:
        print("%-15s %-9s %7.1f" % (name, "passed" if passed else "FAILED", seconds))
    failed = sum(not passed for _name, passed, _seconds in results)
    left_out = " (without %s)" % ", ".join(without) if without else ""
    print("\n%d steps passed, %d failed%s" % (len(results) - failed, failed, left_out))
    return 1 if failed else 0


def steps(python, found, work):
    """Names and functions, in the order in which failures are cheapest to learn."""
    tools = str(Path(python).parent)

    def call(*command, **more):
        env = dict(os.environ, **TRYING)
        env["CORDATA_DATABASE"] = "sqlite:///" + (work / "steps.sqlite3").as_posix()
        env.update(more)
        return subprocess.run(command, cwd=HERE, env=env).returncode == 0

    def tool(name, *arguments, **more):
        return call(os.path.join(tools, name), *arguments, **more)

    def pytest(*arguments, **more):
        return call(python, "-m", "pytest", "-q", *arguments, **more)

    yield "format", lambda: tool("ruff", "format", "--check", "src", "tests", "bench", "run.py")
    yield "lint", lambda: tool("ruff", "check", "src", "tests", "bench", "run.py")
    yield "templates", lambda: tool("djlint", "src", "--lint", "--quiet")
    yield "types", lambda: tool("mypy")
    yield "imports", lambda: tool("lint-imports")
    yield "words", lambda: call(python, "-m", "cordata.cli.main", "words", "check")
    yield "compile", lambda: call(python, "-m", "cordata.cli.main", "words", "compile")
    yield (
        "migrations",
        lambda: call(python, "-m", "django", "makemigrations", "--check", "--dry-run"),
    )
    yield "deploy", lambda: call(
        python, "-m", "django", "check", "--deploy", "--fail-level", "WARNING",
        CORDATA_DEBUG="no", **REAL,
    )  # fmt: skip
    yield "tests", lambda: pytest("-n", "2", "-m", "not journey", "tests")
    if found.get("postgres"):
        yield "postgres", lambda: pytest(
            "-n", "2", "-m", "not journey", "tests",
            *("--ignore=tests/" + part for part in ONCE),
            CORDATA_DATABASE=found["postgres"].address,
        )  # fmt: skip
    if found.get("browser"):
        yield (
            "browser",
            lambda: pytest(
                "-m", "journey", "tests/journeys", CORDATA_CHROMIUM=found["browser"]
            ),
        )


if __name__ == "__main__":
    sys.exit("This is part of run.py: python3 run.py test")
