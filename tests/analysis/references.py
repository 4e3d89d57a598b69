"""Numbers that somebody else published: asserted, and told in docs/methods/references.md.

A test says ``agrees(row, case, got, expected, within=...)``. It fails where the numbers differ by
more, and where the page says something else. The page is written anew by

    .venv/bin/python -m tests.analysis.references
"""

import ast
import json
import os
import re
import subprocess
import sys
import tempfile
from functools import cache
from math import ceil, log10
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PAGE = ROOT / "docs" / "methods" / "references.md"
WRITING = "CORDATA_REFERENCES"  # a file to write lines to, instead of looking them up

# Rows as the specification counts them; those of matching are its verifier's own.
METHODS = {
    1: "Cronbach's alpha",
    2: "omega, one factor",
    3: "mean of all split halves",
    4: "ICC1, ICC2",
    5: "agreement r_wg",
    6: "ordinal logit",
    7: "CFA of several groups",
    8: "raked weights",
    9: "secondary suppression",
    10: "analysis of covariance",
    11: "CR2 with its degrees of freedom",
    12: "wild cluster bootstrap, every sign",
    13: "randomisation, every assignment",
    14: "group-time effects (Callaway, Sant'Anna)",
    15: "cohort shares (Sun, Abraham)",
    16: "weighted and doubly robust effects",
    17: "entropy balancing",
    18: "mixed models",
    19: "Hedges' g",
    20: "degrees of freedom of g in clusters",
    21: "attrition boundary",
    22: "equivalence (TOST)",
    23: "many questions (Benjamini-Hochberg, Holm)",
    24: "REML, Hartung-Knapp, prediction interval",
    25: "smallest effect that is seen",
    26: "stepped start (Hussey, Hughes)",
    27: "combined imputations (Rubin, Barnard)",
    28: "annuity",
    29: "cost-effectiveness frontier",
    30: "acceptability curve, perfect information",
    31: "Kaplan-Meier",
    32: "networks",
    33: "diffusion",
    34: "Krippendorff's alpha",
    35: "kappa",
    36: "qualitative comparison (QCA)",
    44: "content address",
    45: "false alarms, six clusters against six",
    46: "false alarms, average of few countries",
    47: "noise past the gate of QCA",
}
HEAD = """# Method, reference, expected, got, difference

Every row is a test: `tests/analysis` fails where a number differs by more than the tolerance, and
where this page is not what it computes. Written by `.venv/bin/python -m tests.analysis.references`
from the values that the tests hold; the number of a row is that of the specification, and from 45 on
rates are simulated: where nothing has any effect, how many of a hundred times a method says it has.
Where the data come from: `tests/analysis/published/README.md`. A difference is mostly that of the
digits that were printed. The sets of data are public: `cordata analyse` computes them outside the tests
([analyse.md](analyse.md)).

| row | method | reference | expected | got | difference | tolerance |
|---|---|---|---|---|---|---|
"""


def agrees(row, case, got, expected, *, within=0.0):
    """Whether numbers are what was published, at most so far from it; 0 is exactly."""
    got, expected = (np.atleast_1d(np.asarray(one)).ravel() for one in (got, expected))
    assert got.shape == expected.shape
    if not within:
        assert got.tolist() == expected.tolist()
        difference, tolerance, digits = "0", "exact", None
    else:
        furthest = float(np.abs(got.astype(float) - expected.astype(float)).max())
        assert furthest <= within, f"{case}: {got} is not {expected} within {within}"
        # Below a thousandth of the tolerance another machine may say another figure.
        least = within / 1000
        difference = f"< {least:.0e}" if furthest < least else f"{furthest:.0e}"
        tolerance, digits = f"{within:g}", max(0, ceil(-log10(within)) + 1)
    cells = [row, METHODS[row], case, _told(expected, None), _told(got, digits)]
    line = "| " + " | ".join(map(str, [*cells, difference, tolerance])) + " |"
    if file := os.environ.get(WRITING):
        with Path(file).open("a", encoding="utf-8") as out:
            out.write(json.dumps([row, case, line]) + "\n")
    else:
        assert _same(line, within), f"docs/methods/references.md does not say: {line}"


def _told(values, digits):
    return ", ".join(_number(one, digits) for one in values.tolist())


def _number(one, digits):
    if isinstance(one, float):
        return f"{one:.12g}" if digits is None else f"{one:.{digits}f}"
    return f"`{one}`" if isinstance(one, str) else str(one)


def _same(line, within):
    """Whether the page has this line; ``got`` may be another as far as the tolerance goes."""
    row, _method, case, expected, got, _difference, tolerance = cells(line)
    told = _page().get((row, case))
    if told is None or (told[3], told[6]) != (expected, tolerance):
        return False
    if not within:
        return told[4] == got
    pairs = zip(told[4].split(", "), got.split(", "), strict=True)
    return all(abs(float(one) - float(other)) <= within for one, other in pairs)


def cells(line):
    """What a line of a table says."""
    return [one.strip() for one in line.strip().strip("|").split(" | ")]


@cache
def _page():
    lines = [cells(line) for line in PAGE.read_text(encoding="utf-8").splitlines()]
    return {(one[0], one[2]): one for one in lines if one[0].isdigit()}


def calls():
    """Of every call: its row and what its case looks like. And the files that have any."""
    found, files = set(), []
    for file in sorted(HERE.rglob("test_*.py")):
        text = file.read_text(encoding="utf-8")
        if "agrees(" not in text or file.name == "test_references.py":
            continue
        files.append(file)
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "agrees":
                found.add((node.args[0].value, _pattern(node.args[1])))
    return found, files


def _pattern(case):
    if isinstance(case, ast.Constant):
        return re.escape(case.value)
    if isinstance(case, ast.JoinedStr):
        return "".join(
            re.escape(part.value) if isinstance(part, ast.Constant) else ".+"
            for part in case.values
        )
    return ".+"


def main():
    """Run the tests that have references, and write the page."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "lines"
        _calls, files = calls()
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-n", "0", f"--basetemp={folder}/pytest",
             *map(str, files)],
            env=os.environ | {WRITING: str(file)}, cwd=ROOT, check=False,
        )  # fmt: skip
        if done.returncode:
            return done.returncode
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    lines = [line for _row, _case, line in sorted({tuple(one) for one in rows})]
    PAGE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
