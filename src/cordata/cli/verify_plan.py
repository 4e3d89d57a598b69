"""``cordata verify-plan``: is this plan allowed, and is none better? Without the solver."""

import argparse
import json
import sys
from pathlib import Path

from cordata.analysis.matching.verify import UNITS, Verdict, verify

NAME = "verify-plan"
HELP = "check a plan file independently: optimal, or the exact gap"
SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The plan file."""
    parser.add_argument("plan", type=Path, metavar="PLAN.json")


def run(given: argparse.Namespace) -> int:
    """0 optimal, 1 allowed but not proven optimal, 2 not allowed or not a plan."""
    try:
        document = json.loads(given.plan.read_text(encoding="utf-8"))
        verdict = verify(document)
    except FileNotFoundError:
        _say(f"cordata verify-plan: {given.plan}: there is no such file. Check the path.")
        return 2
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        _say(f"cordata verify-plan: {given.plan} is not a plan that Cordata wrote ({error}).")
        return 2
    _report(verdict)
    return 0 if verdict.optimal else 1 if verdict.feasible else 2


def _report(verdict: Verdict) -> None:
    if not verdict.feasible:
        _say(f"not allowed: {len(verdict.problems)} faults")
        for problem in verdict.problems[:SHOWN]:
            _say(f"  {problem}")
    elif verdict.optimal:
        _say(f"optimal: {verdict.objective / UNITS:g} points, and no plan costs less")
    else:
        _say(
            f"gap {verdict.gap / UNITS:g} points: the plan costs "
            f"{verdict.objective / UNITS:g}, the bound is {verdict.bound / UNITS:g}"
        )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
