"""Runs of real methods that are refused or warn, each with a code and how its sentence begins."""

import numpy as np

from cordata.analysis.coding.agreement import Agreement, agreement
from cordata.analysis.costs.effectiveness import cost_effectiveness
from cordata.analysis.effects.ancova import ancova
from cordata.analysis.effects.change import change
from cordata.analysis.effects.moderation import moderation
from cordata.analysis.power.planning import Plan, plan
from cordata.analysis.spread.continuation import continuation
from cordata.analysis.synthesis.countries import Synthesis, synthesis
from cordata.analysis.thread import written
from tests.analysis.costs import test_registered as costs
from tests.analysis.effects import test_change as changing
from tests.analysis.effects import test_moderation as moderating
from tests.analysis.effects.network import network, spec
from tests.analysis.spread import test_survival as lasting

ALONE = network(alone=0)
SIX = network(mentors=1, alone=0)
BOTH = network()


def checks(result):
    return {one["code"]: one for one in written(result)["checks"]}


def changed(frame=ALONE, **fields):
    return change(changing.spec(**fields), frame, 1)


def lost():
    after = BOTH["y1"].copy()
    after[:40] = np.nan
    return ancova(spec(), {**BOTH, "y1": after}, 1)


def aliased():
    frame = network(mentors=4, alone=16)
    theirs = np.isin(frame["country"], ["BE", "CZ", "HR"])
    kept = (frame["mentored"] == 1) == theirs
    return ancova(spec(), {name: column[kept] for name, column in frame.items()}, 1)


def studies(k):
    frame = {
        "study": np.array([f"s{one}" for one in range(k)]),
        "effect": np.linspace(0.1, 0.4, k),
        "error": np.full(k, 0.1),
    }
    return synthesis(Synthesis("effect", "error", "study"), frame, 1)


def coded():
    frame = {
        "unit": np.array(["u1", "u1", "u2", "u2"]),
        "document": np.array(["d1"] * 4),
        "coder": np.array(["a", "b"] * 2),
        "code": np.array(["x"] * 4),
    }
    return agreement(Agreement("unit", "document", "coder", "code"), frame, 1)


def costly():
    return cost_effectiveness(
        costs.replace(costs.SPEC, assumed=0.3, unpaid=False), costs.clusters(n=9), 1
    )


def ratio():
    return cost_effectiveness(costs.SPEC, costs.clusters(gain=0.0), 11)


def cells():
    return moderation(moderating.spec("rural"), network(mentors=1, countries=3), 1)


RUNS = [
    (changed, "change_not_effect", "No comparison group: this is change, not effect."),
    (changed, "selection_unknown", "The change that selection alone would bring is not known."),
    (
        lambda: changed(alpha=0.5),
        "unreliable_scale",
        "The scale is not reliable enough: alpha is 0.5; below 0.6 nothing is shown, from 0.7",
    ),
    (lambda: changed(invariant=False), "not_invariant", "The scale does not mean the same"),
    (lambda: changed(same_items=False), "definition_changed", "The outcome was defined other"),
    (
        lambda: changed({**ALONE, "share": np.full(96, 0.2)}, response="share"),
        "low_response",
        "In 100 % of schools fewer than 30 % answered; at most 20 % of schools may.",
    ),
    (
        lambda: changed({**ALONE, "mentor": np.full(96, "one")}),
        "too_few_groups",
        "Only 1 independent cluster: at least 2 are needed.",
    ),
    (lambda: changed(SIX), "few_groups", "Only 6 independent clusters: the smallest differ"),
    (
        lambda: changed(registered=False, comparisons=7),
        "exploratory",
        "Exploratory: not registered, one of 7 comparisons.",
    ),
    (lambda: changed(self_rated=True), "self_rated", "Self-reported outcome: people who know"),
    (lambda: ancova(spec(), ALONE, 1), "no_comparison", "No comparison group: this is change"),
    (
        aliased,
        "aliased_axis",
        "Model and country cannot be told apart here: 0 of 1 differences can be seen within",
    ),
    (
        lambda: ancova(spec(), network(start=0.3), 1),
        "baseline",
        "Groups differed at the start (g = 0.7",
    ),
    (lost, "attrition", "Losses are too large or too unequal: 20.8 % of schools"),
    (
        lambda: plan(Plan(6, 6, 4, 20, 0.05, 0.1), {}, 1),
        "few_groups",
        "Only 6 independent clusters.",
    ),
    (cells, "small_cell", "Too few clusters to test “rural”: "),
    (cells, "nothing_testable", "None of these traits can be tested: rural."),
    (lambda: studies(3), "few_studies", "Only 3 studies: an average needs 4."),
    (coded, "few_documents", "Documents coded: 1, which is few; below 2 nothing is shown."),
    (costly, "cost_assumed", "Cost is incomplete: 30 % of it is assumed."),
    (costly, "unpaid_hours_missing", "Cost is incomplete: unpaid hours are missing."),
    (ratio, "ratio_without_end", "online: The effect may be zero: a ratio of cost to effect"),
    (
        lambda: continuation(lasting.SPEC, lasting.pairs(groups=3), 1),
        "few_groups",
        "Only 3 independent clusters.",
    ),
]
