"""The logic of a form: what is asked, by page, and what is wrong with an answer."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.forms.definition import Choice, Form, Group, Question
from cordata.analysis.forms.logic import calculated, fault, is_relevant, kept, pages

SCALE = tuple(Choice(one, {"en": one}) for one in ("1", "2", "3", "4", "5", "na"))
YES = (Choice("yes", {"en": "Yes"}), Choice("no", {"en": "No"}))


def ask(name, kind="select_one", **facts):
    options = {"labels": {"en": name}, "choices": "scale" if kind == "select_one" else ""}
    return Question(name, kind, **options | facts)


ROBOTS = Group(
    "robots",
    (ask("R1"), ask("R2", relevant="${R1} != 'na'")),
    relevant="${has} = 'yes'",
)
FORM = Form(
    titles={"en": "Tools"},
    languages=("en",),
    children=(
        Question("has", "select_one", {"en": "Have you robots?"}, choices="yes_no", required=True),
        ROBOTS,
        ask("age", "integer", constraint=". >= 10 and . < 99",
            constraint_messages={"en": "From 10 to 98.", "hr": "Od 10 do 98."}),
        ask("since", "date", constraint=". <= today()"),
        ask("tools", "select_multiple", choices="yes_no"),
        ask("share", "decimal"),
        Question("double", "calculate", calculation="${age} * 2"),
        Question("more", "calculate", calculation="${double} + 1"),
        ask("old", "text", relevant="${more} > 60"),
        Question("thanks", "note", {"en": "Thank you"}),
    ),
    choices={"scale": SCALE, "yes_no": YES},
)  # fmt: skip
BY_NAME = {one.name: one for one in FORM.questions()}
TODAY = dt.date(2026, 9, 1)


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, []),
        ({"has": "no"}, []),
        ({"has": "yes"}, ["R1", "R2"]),
        ({"has": "yes", "R1": "na"}, ["R1"]),
        ({"has": "no", "R1": "3"}, []),  # the group is not asked, whatever R1 says
    ],
)
def test_a_question_within_a_group_needs_the_group_too(answers, asked):
    found = [name for name in ("R1", "R2") if is_relevant(FORM, BY_NAME[name], answers)]

    assert found == asked
    assert is_relevant(FORM, ROBOTS, answers) == bool(asked)


def test_calculations_use_earlier_ones_and_relevance_uses_them():
    assert calculated(FORM, {"age": "30"}) == {"double": "60", "more": "61"}
    assert is_relevant(FORM, BY_NAME["old"], {"age": "30"})
    assert not is_relevant(FORM, BY_NAME["old"], {"age": "29"})


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("has", "", "missing"),
        ("has", None, "missing"),
        ("has", "perhaps", "not_a_choice"),
        ("has", ["yes", "no"], "not_a_choice"),
        ("has", "yes", None),
        ("R1", "9", None),  # not asked: nothing can be wrong with it
        ("age", "", None),
        ("age", "ten", "not_a_number"),
        ("age", "10.5", "not_whole"),
        ("age", "1.000", "not_whole"),  # who writes a thousand so does not mean one
        ("age", "1e3", "not_a_number"),
        ("age", ["1"], "not_a_number"),
        ("age", "9", "constraint"),
        ("age", 10, None),
        ("share", "2.5", None),
        ("share", "9" * 20, "not_a_number"),
        ("since", "2026-02-30", "not_a_day"),
        ("since", "2026-09-02", "constraint"),
        ("since", "2026-09-01", None),
        ("tools", ["yes", "no"], None),
        ("tools", ["yes", "x"], "not_a_choice"),
        ("old", "x", None),
        ("thanks", "", None),
        ("double", "", None),
    ],
)
def test_what_is_wrong_with_an_answer(name, value, code):
    found = fault(FORM, BY_NAME[name], value, {}, TODAY)

    assert (found.code if found else None) == code


def test_the_author_s_own_words_come_in_the_language_of_the_page():
    found = fault(FORM, BY_NAME["age"], "9", {})

    assert [found.said(code) for code in ("hr", "en", "it")] == [
        "Od 10 do 98.", "From 10 to 98.", "From 10 to 98.",
    ]  # fmt: skip
    assert fault(FORM, BY_NAME["has"], "", {}).said("en") == ""


def test_answers_that_are_not_asked_after_all_fall_away_one_after_the_other():
    answers = {"has": "no", "R1": "3", "R2": "4", "age": "20", "old": "x"}

    assert kept(FORM, answers) == {"has": "no", "age": "20"}


def names(found):
    return [[question.name for question in page] for page in found]


def test_pages_follow_groups_and_share_long_ones_out_evenly():
    seven = Group("A", tuple(ask(f"A{at}") for at in range(1, 8)))
    two = Group("B", (ask("B1", voices=("leaders",)), ask("B2", levels=("upper",)), ask("B3")))
    form = Form({}, ("en",), (seven, two), {"scale": SCALE})

    assert names(pages(form, "teachers", "primary", {})) == [
        ["A1", "A2", "A3"], ["A4", "A5", "A6", "A7"], ["B3"],
    ]  # fmt: skip
    assert names(pages(form, "leaders", "upper", {}))[-1] == ["B1", "B2", "B3"]
    assert names(pages(form, "leaders", "", {}))[-1] == ["B1", "B2", "B3"]


def test_pages_leave_out_what_is_not_asked_and_what_nobody_sees():
    before = names(pages(FORM, "teachers", "", {"has": "no"}))
    after = names(pages(FORM, "teachers", "", {"has": "yes", "age": "40"}))

    assert before == [["has"], ["age", "since", "tools", "share"], ["thanks"]]
    # R2 depends on R1, "old" on the age: each comes on a later page.
    assert after == [
        ["has"], ["R1"], ["R2"], ["age", "since", "tools", "share"], ["old", "thanks"],
    ]  # fmt: skip


@given(st.integers(1, 40), st.integers(1, 9))
def test_every_question_stands_on_one_page_and_no_page_is_too_long(count, size):
    form = Form({}, ("en",), tuple(ask(f"q{at}") for at in range(count)), {"scale": SCALE})

    found = names(pages(form, "", "", {}, size))

    assert [name for page in found for name in page] == [f"q{at}" for at in range(count)]
    assert max(len(page) for page in found) <= size
    assert max(map(len, found)) - min(map(len, found)) <= 1
