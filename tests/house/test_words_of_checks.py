"""Every check has words, every word a check, and a sentence asks for no fact that is not there."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

from cordata.evidence.queries.words import WORDS
from cordata.evidence.queries.words.saying import Pick
from tests.house.codes_of_checks import codes_of, places

PAGE = Path(__file__).parents[2] / "docs" / "methods" / "refusals.md"
BANNED = re.compile(r"significant|months of progress|\*\*|★", re.IGNORECASE)
NEVER_BAD = {"dates_redrawn", "trends_alike"}  # another code is said at the worse level
CODES = frozenset().union(*(place.codes for place in places()))


class Asked(dict):
    """Facts that say which of them were asked for."""

    def __init__(self):
        super().__init__()
        self.names = set()

    def __missing__(self, name):
        fact = re.sub("_(percent|count)$", "", name)
        self.names.add(fact)
        return 2 if name.endswith("_count") else f"*{fact.replace('_', ' ')}*"


def asked_by(text):
    """(facts, the sentence with their names, in the plural)."""
    facts = Asked()
    shown = str(text % facts)
    return facts.names, shown


def texts(says):
    if isinstance(says, Pick):
        return (*says.of.values(), says.other)
    return says if isinstance(says, tuple) else (says,)


def all_texts(words):
    more = [one for one in (words.lifts, words.fine) if one is not None]
    return [*texts(words.says), *more]


def given(place):
    """Facts of a place, and those that follow from them."""
    both = {"treated", "comparison"} <= place.facts
    return place.facts | ({"groups"} if both else set())


def test_every_check_has_words_and_every_word_a_check():
    assert len(CODES) > 100
    assert CODES - WORDS.keys() == set()
    assert WORDS.keys() - CODES == set()


@pytest.mark.parametrize("code", ['f"few_{what}"', "what", '"few_" + what'])
def test_a_code_that_cannot_be_read_is_a_fault(code):
    with pytest.raises(AssertionError, match="here: no code can be read"):
        codes_of(ast.parse(""), None, ast.parse(code, mode="eval").body, "here")


@pytest.mark.parametrize("place", places(), ids=lambda place: place.where)
def test_no_sentence_asks_for_a_fact_that_is_not_given(place):
    if place.facts is None:
        return
    known = given(place)
    for code in place.codes:
        words = WORDS[code]
        says = texts(words.says)
        fits = [asked_by(text)[0] <= known for text in says]
        assert all(fits) if isinstance(words.says, Pick) else any(fits)
        for text in (words.lifts, words.fine):
            assert text is None or asked_by(text)[0] <= known


def test_whatever_can_refuse_or_warn_says_what_would_lift_it():
    fine = defaultdict(list)
    for place in places():
        for code in place.codes:
            fine[code].append(place.always_fine)

    assert {code for code, words in WORDS.items() if words.lifts is None} == {
        code for code, always in fine.items() if all(always) or code in NEVER_BAD
    }


@pytest.mark.parametrize("code", sorted(WORDS))
def test_words_are_whole_sentences_without_banned_ones(code):
    for text in all_texts(WORDS[code]):
        shown = asked_by(text)[1]
        assert shown.endswith(".")
        assert not BANNED.search(shown)


TEN = [
    ("aliased_axis", "Model and country cannot be told apart here"),
    ("few_groups", "Only *groups* independent clusters"),
    ("no_comparison", "No comparison group: this is change, not effect."),
    ("baseline", "Groups differed at the start (g = "),
    ("attrition", "Losses are too large or too unequal"),
    ("trends_untested", "Parallel trends are untested"),
    ("trends_weak", "the test is too weak"),
    ("self_rated", "Self-reported outcome"),
    ("exploratory", "Exploratory: not registered, one of *comparisons* comparisons"),
    ("cost_assumed", "Cost is incomplete: *share* % of it is assumed"),
    ("unpaid_hours_missing", "Cost is incomplete: unpaid hours are missing"),
]


@pytest.mark.parametrize(("code", "said"), TEN)
def test_the_warnings_that_must_be_given_come_in_their_words(code, said):
    assert any(said in asked_by(text)[1] for text in texts(WORDS[code].says))


@pytest.mark.parametrize("code", ["change_not_effect", "selection_unknown", "too_few_groups"])
def test_a_change_without_comparison_is_never_called_an_effect(code):
    text = " ".join(asked_by(one)[1] for one in all_texts(WORDS[code]))

    assert "effect" not in text.replace("this is change, not effect", "")


def test_the_page_of_refusals_has_every_code_with_its_words():
    rows = dict(re.findall(r"^\| `(\w+)` \|(.*)$", PAGE.read_text("utf-8"), re.MULTILINE))

    assert sorted(rows) == sorted(WORDS)
    for code, words in WORDS.items():
        lifts = [] if words.lifts is None else [words.lifts]
        for text in (*texts(words.says), *lifts):
            assert asked_by(text)[1] in rows[code]
