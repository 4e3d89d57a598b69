"""What methods saw, in the reader's language: runs that were refused or warned, and their sentences."""

import numpy as np
import pytest
from django.conf import settings
from django.utils import translation

from cordata.analysis.coding.agreement import Agreement, agreement
from cordata.analysis.contract import Level
from cordata.analysis.costs.effectiveness import cost_effectiveness
from cordata.analysis.effects.ancova import ancova
from cordata.analysis.effects.change import change
from cordata.analysis.effects.moderation import moderation
from cordata.analysis.power.planning import Plan, plan
from cordata.analysis.spread.continuation import continuation
from cordata.analysis.synthesis.countries import Synthesis, synthesis
from cordata.analysis.thread import written
from cordata.evidence.queries.words import remedy, sentence
from cordata.evidence.queries.words.saying import number, said
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
    (coded, "few_documents", "Documents coded: 1; at least 2 are needed."),
    (costly, "cost_assumed", "Cost is incomplete: 30 % of it is assumed."),
    (costly, "unpaid_hours_missing", "Cost is incomplete: unpaid hours are missing."),
    (ratio, "ratio_without_end", "online: The effect may be zero: a ratio of cost to effect"),
    (
        lambda: continuation(lasting.SPEC, lasting.pairs(groups=3), 1),
        "few_groups",
        "Only 3 independent clusters.",
    ),
]


@pytest.mark.parametrize(("run", "code", "words"), RUNS, ids=[one[1] for one in RUNS])
def test_what_a_real_run_saw_reads_as_a_sentence(run, code, words):
    one = checks(run())[code]

    assert one["level"] in {"warn", "refuse"}
    assert sentence(one).startswith(words)
    assert remedy(one).endswith(".")


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
@pytest.mark.parametrize(("run", "code", "words"), RUNS, ids=[one[1] for one in RUNS])
def test_every_check_of_these_runs_reads_in_every_language(run, code, words, language):
    del code, words
    with translation.override(language):
        for one in checks(run()).values():
            text = f"{sentence(one)} {remedy(one)}"
            assert "%(" not in text
            assert "None " not in text.removeprefix("None of")


def test_what_is_fine_says_so_and_asks_for_nothing():
    found = ancova(spec(), BOTH, 1)
    one = checks(found)["attrition"]

    assert found.checks[0].level is Level.OK
    assert sentence(one).startswith("Losses are within the boundary: 0 % of schools")
    assert remedy(one) == ""


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        *((0, "0"), (4, "4"), (1250, "1250"), (0.6, "0.6"), (0.0341, "0.0341")),
        *((12.345, "12.3"), (-0.2541, "-0.254"), (1250.4, "1250"), (365.0, "365")),
        *((0.00001, "0.00001"), (1e-9, "0")),
    ],
)
def test_numbers_have_three_digits_that_count(value, shown):
    assert number(value) == shown


def test_numbers_are_written_as_the_language_does():
    with translation.override("it"):
        assert number(0.254) == "0,254"


@pytest.mark.parametrize("verdict", ["beneficial", "harmful", "practically_equal", "other"])
def test_a_verdict_is_one_of_four_words(verdict):
    facts = {"verdict": verdict, "interest": 0.2}
    text = sentence({"code": "verdict", "level": "ok", "facts": facts})

    assert verdict.replace("_", " ") in text.lower()


def test_what_cannot_be_said_is_a_dash_and_no_names_are_a_dash():
    facts = {"alpha": None, "low": 0.4}
    text = sentence({"code": "agreement_too_low", "level": "refuse", "facts": facts})
    nobody = sentence({"code": "contradictions", "level": "warn", "facts": {"cases": []}})

    assert text == "Coders agree too little (alpha –, perhaps only 0.4)."
    assert nobody == "Cases that contradict the pattern: –."


def test_a_code_of_an_older_version_is_spelled_out():
    old = {"code": "no_such_look", "level": "warn", "facts": {}}

    assert (sentence(old), remedy(old)) == ("no such look.", "")


def test_facts_that_fill_no_sentence_are_a_fault():
    with pytest.raises(LookupError, match="no sentence for the facts schools"):
        said(("%(groups)s.",), {"schools": 3})
