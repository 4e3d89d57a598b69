"""``cordata match``: form clusters from two tables and a file of rules, without a browser."""

import argparse
import json
import sys
import time
from pathlib import Path
from statistics import median

from cordata.analysis.matching.clash import clash_of
from cordata.analysis.matching.compare import pairs_of
from cordata.analysis.matching.document import plan_to_dict
from cordata.analysis.matching.flow import Plan, solve
from cordata.analysis.matching.inputs import BadInputs, Inputs
from cordata.analysis.matching.rules import UNITS, BadRules, Model, Rules, read_rules
from cordata.analysis.matching.stable import solve_stable
from cordata.cli.tables import BadTable, read_mentees, read_mentors, read_travel

NAME = "match"
HELP = "form clusters of schools from two tables, with a proof"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Two tables, the rules, and where the plan goes."""
    parser.add_argument("mentors", type=Path, metavar="MENTORS.csv")
    parser.add_argument("mentees", type=Path, metavar="MENTEES.csv")
    parser.add_argument("--rules", type=Path, metavar="RULES.toml", help="weights and limits")
    parser.add_argument("--travel", type=Path, metavar="TRAVEL.csv", help="minutes by pair")
    parser.add_argument("--out", type=Path, metavar="PLAN.json", required=True)
    parser.add_argument(
        "--seed", type=int, default=1, help="of the lottery, where one is drawn"
    )


def run(given: argparse.Namespace) -> int:
    """Read, solve, write; 0 proven, 1 some demands clash, 2 bad input."""
    try:
        inputs = _inputs(given)
    except (BadTable, BadRules, BadInputs) as bad:
        _say(f"cordata match: {bad}")
        return 2
    _say(f"{len(inputs.mentors)} mentor schools, {len(inputs.mentees)} mentee schools read.")
    began = time.perf_counter()
    stable = inputs.rules.model == Model.BOTTOM_UP
    plan = solve_stable(inputs, given.seed).plan if stable else solve(inputs)
    _say(f"Solved in {time.perf_counter() - began:.1f} s.")
    given.out.write_text(json.dumps(plan_to_dict(plan), ensure_ascii=False), encoding="utf-8")
    _summarise(plan)
    _say(f"Written to {given.out}. Check it with: cordata verify-plan {given.out}")
    return 1 if _clashes(plan) else 0


def _inputs(given: argparse.Namespace) -> Inputs:
    rules = Rules()
    if given.rules:
        if not given.rules.is_file():
            raise BadTable(f"{given.rules}: there is no such file. Check the path.")
        rules = read_rules(given.rules.read_text(encoding="utf-8"))
    travel = read_travel(given.travel) if given.travel else {}
    mentors, mentees = read_mentors(given.mentors), read_mentees(given.mentees)
    return Inputs(mentors, mentees, rules, travel=travel)


def _summarise(plan: Plan) -> None:
    pairs = pairs_of(plan)
    tied = [pair for pair in pairs.values() if pair]
    minutes = [pair.minutes for pair in tied if not pair.online]
    _say(f"{len(tied)} of {len(pairs)} schools have a mentor.")
    if minutes:
        _say(
            f"Travel (estimate): half under {median(minutes):.0f} min, longest {max(minutes)}."
        )
    met = sum(len(pair.needs_met) for pair in tied)
    asked = met + sum(len(pair.needs_unmet) for pair in tied)
    _say(f"Needs met by the mentor: {met} of {asked}.")
    if plan.is_optimal:
        _say(
            f"Proven: no plan under these rules costs less than {plan.bound / UNITS:g} points."
        )
    else:
        gap = (plan.objective - plan.bound) / UNITS
        _say(f"Stable by wishes; it costs {gap:g} points more than the cheapest plan.")
    for mentee in sorted(mentee for mentee, pair in pairs.items() if not pair):
        _say(f"  without a mentor: {mentee}")


def _clashes(plan: Plan) -> bool:
    clash = clash_of(plan)
    if clash:
        _say("These demands cannot all hold; leave out any one of them:")
        for demand in clash.demands:
            _say(f"  {demand.kind} {demand.name} {demand.mentor or demand.number}")
    return plan.hard_broken > 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
