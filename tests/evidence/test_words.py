"""What methods saw, in the reader's language: runs that were refused or warned, and their sentences."""

import pytest
from django.conf import settings
from django.utils import translation

from cordata.analysis.effects.ancova import ancova
from cordata.evidence.queries.words import remedy, sentence
from cordata.evidence.queries.words.saying import number, said
from tests.analysis.effects.network import spec
from tests.evidence.looking import BOTH, RUNS, checks


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
    one = checks(ancova(spec(), BOTH, 1))["attrition"]

    assert one["level"] == "ok"
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
