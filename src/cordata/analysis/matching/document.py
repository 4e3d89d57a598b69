"""The plan document: inputs, ties and prices in plain JSON, for anybody to check."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from cordata.analysis.matching.flow import Plan, bound_of, solve_problem
from cordata.analysis.matching.inputs import Inputs
from cordata.analysis.matching.problem import build_problem
from cordata.analysis.matching.rules import rules_from_dict, rules_to_dict
from cordata.analysis.matching.schools import (
    Forbidden,
    Pin,
    mentee_from_dict,
    mentor_from_dict,
    school_to_dict,
)

FORMAT = "cordata-plan/1"
MODES = ("onsite", "online")


def inputs_to_dict(inputs: Inputs) -> dict[str, Any]:
    """Everything the plan depends on, in plain form."""
    return {
        "rules": rules_to_dict(inputs.rules),
        "mentors": [school_to_dict(mentor) for mentor in inputs.mentors],
        "mentees": [school_to_dict(mentee) for mentee in inputs.mentees],
        "pins": [dict(vars(pin)) for pin in inputs.pins],
        "forbidden": [dict(vars(pair)) for pair in inputs.forbidden],
        "travel": [[*pair, minutes] for pair, minutes in sorted(inputs.travel.items())],
    }


def inputs_from_dict(plain: Mapping[str, Any]) -> Inputs:
    """The inputs that ``inputs_to_dict`` wrote."""
    return Inputs(
        mentors=tuple(mentor_from_dict(one) for one in plain["mentors"]),
        mentees=tuple(mentee_from_dict(one) for one in plain["mentees"]),
        rules=rules_from_dict(plain["rules"]),
        pins=tuple(Pin(**one) for one in plain.get("pins", ())),
        forbidden=tuple(Forbidden(**one) for one in plain.get("forbidden", ())),
        travel={(one, other): minutes for one, other, minutes in plain.get("travel", ())},
    )


def plan_to_dict(plan: Plan) -> dict[str, Any]:
    """The document that ``verify`` checks without knowing how the plan was made."""
    problem, inputs = plan.problem, plan.problem.inputs
    ties, left_out = [], []
    for row, arc in enumerate(plan.chosen):
        place, mentee = int(problem.h[arc]), inputs.mentees[row].id
        if place >= len(inputs.mentors):
            left_out.append(mentee)
            continue
        ties.append(
            {
                "mentee": mentee,
                "mentor": inputs.mentors[place].id,
                "mode": MODES[int(problem.mode[arc])],
                "cost": int(problem.cost[arc]),
            }
        )
    return {
        "format": FORMAT,
        **inputs_to_dict(inputs),
        "ties": ties,
        "left_out": left_out,
        "objective": plan.objective,
        "bound": plan.bound,
        "prices": [int(price) for price in plan.prices],
        "lottery": plan.lottery,
    }


def plan_from_dict(document: Mapping[str, Any]) -> Plan:
    """The plan a document tells of, with all its pairs weighed again."""
    inputs = inputs_from_dict(document)
    problem = build_problem(inputs)
    place, mode = _written(document, inputs)
    arcs = np.full(len(inputs.mentees), -1, dtype=np.int64)
    here = (problem.h == place[problem.s]) & (problem.mode == mode[problem.s])
    arcs[problem.s[here]] = np.flatnonzero(here)
    if (arcs < 0).any():  # a tie that the inputs no longer allow: solve anew
        return solve_problem(problem)
    prices = np.array(document["prices"], dtype=np.int64)
    bound, lottery = bound_of(problem, prices), document.get("lottery")
    return Plan(problem, arcs, prices, document["objective"], bound, lottery)


def _written(document: Mapping[str, Any], inputs: Inputs) -> tuple[Any, Any]:
    strata = sorted({mentee.stratum for mentee in inputs.mentees})
    at = {word: len(inputs.mentors) + number for number, word in enumerate(strata)}
    place = np.array([at[mentee.stratum] for mentee in inputs.mentees], dtype=np.int64)
    mode = np.full(len(inputs.mentees), 2, dtype=np.int64)
    for tie in document["ties"]:
        row = inputs.mentee_at[tie["mentee"]]
        place[row] = inputs.mentor_at[tie["mentor"]]
        mode[row] = MODES.index(tie["mode"])
    return place, mode
