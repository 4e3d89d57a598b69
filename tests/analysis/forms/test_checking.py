"""Everything that keeps a form from being published is found, with its place."""

from dataclasses import replace

import pytest

from cordata.analysis.forms.checking import Lack, Own, lacks
from cordata.analysis.forms.definition import Choice, Form, Group, Question
from tests.surveys.library import small_form, statement, with_own

FORM = small_form()


def with_question(question):
    return replace(FORM, children=(*FORM.children, question))


def text(name="q", **facts):
    return Question(name, "text", {"en": "Q", "it": "D"}, **facts)


def test_a_whole_form_lacks_nothing():
    assert lacks(FORM) == []


CASES = [
    (Form({"en": "T"}, ("en",), ()), Lack("no_question")),
    (with_question(text("1x")), Lack("bad_name", "1x")),
    (with_question(text("A1")), Lack("name_twice", "A1")),
    (replace(FORM, titles={"en": "T"}), Lack("title_missing", "", "it")),
    (replace(FORM, intro={"en": "I"}), Lack("intro_missing", "", "it")),
    (with_question(Question("q", "text", {"en": "Q"})), Lack("text_missing", "q", "it")),
    (with_question(text(hints={"it": "S"})), Lack("text_missing", "q", "en")),
    (
        with_question(text(constraint=". != ''", constraint_messages={"en": "C"})),
        Lack("text_missing", "q", "it"),
    ),
    (
        replace(FORM, choices={**FORM.choices, "x": (Choice("1", {"en": "1"}),)}),
        Lack("text_missing", "x: 1", "it"),
    ),
    (replace(FORM, areas={"A": {"en": "A"}}), Lack("text_missing", "A", "it")),
    (
        with_question(Group("g", (text(),), {"en": "G"})),
        Lack("text_missing", "g", "it"),
    ),
    (with_question(statement("q", choices="none")), Lack("no_choices", "q", found="none")),
    (
        replace(FORM, choices={"scale": (*FORM.choices["scale"], FORM.choices["scale"][0])}),
        Lack("choice_twice", "scale", found="1"),
    ),
    (
        with_question(text(relevant="${A1} >=")),
        Lack("ends_early", "q", field="relevant", position=9),
    ),
    (
        with_question(text(constraint="pulldata('x')")),
        Lack("unknown_function", "q", field="constraint", position=1, found="pulldata"),
    ),
    (
        with_question(Question("c", "calculate", calculation="${gone} + 1")),
        Lack("unknown_question", "c", field="calculation", found="gone"),
    ),
    (
        with_question(Group("g", (text(),), relevant="${gone} = 1")),
        Lack("unknown_question", "g", field="relevant", found="gone"),
    ),
    (with_question(statement("q", area="Z")), Lack("unknown_area", "q", found="Z")),
    (with_question(text(voices=("parents",))), Lack("unknown_voice", "q", found="parents")),
    (with_question(text(levels=("nursery",))), Lack("unknown_level", "q", found="nursery")),
    (with_question(Group("g", (text(),), repeat=True)), Lack("repeat", "g")),
    (
        with_question(replace(text(), kind="geopoint")),
        Lack("unknown_kind", "q", found="geopoint"),
    ),
    (with_question(replace(text(), kind="range")), Lack("unknown_kind", "q", found="range")),
    (with_question(statement("q", kind="rank")), Lack("unknown_kind", "q", found="rank")),
    (
        with_question(text(extra={"choice filter": "country=${A1}"})),
        Lack("unread_column", "q", field="choice filter", found="country=${A1}"),
    ),
    (
        with_question(text(extra={"required": "${A1} = 1"})),
        Lack("unread_column", "q", field="required", found="${A1} = 1"),
    ),
    (
        with_question(text(calculation="1 + 1")),
        Lack("unread_column", "q", field="calculation", found="1 + 1"),
    ),
    (
        with_question(Question("q", "text", {"en": "City of ${A1}", "it": "Città di ${A1}"})),
        Lack("text_to_fill_in", "q", found="${A1}"),
    ),
    (
        replace(
            FORM, choices={**FORM.choices, "x": (Choice("1", {"en": "${A1}", "it": "1"}),)}
        ),
        Lack("text_to_fill_in", "x: 1", found="${A1}"),
    ),
    (
        with_question(text(relevant="today() > '2026-01-01'")),
        Lack("unknown_function", "q", field="relevant", position=1, found="today"),
    ),
    (
        with_question(statement("q", extra={"type": "select_one scale or_other"})),
        Lack("unknown_kind", "q", found="select_one scale or_other"),
    ),
]

LISTED = [
    ("1", "2", "3", "4"),
    ("yes", "no"),
    ("0", "1", "2", "3", "4"),
    ("5", "4", "3", "2", "1"),
    ("na",),
]


def asking(names, **facts):
    listed = tuple(Choice(name, {"en": name, "it": name}) for name in names)
    question = statement("q", choices="own", area="A", **facts)
    return replace(with_question(question), choices={**FORM.choices, "own": listed})


@pytest.mark.parametrize("names", LISTED)
def test_a_statement_that_counts_for_an_area_has_a_scale_from_1_to_5(names):
    assert lacks(asking(names, core=True)) == [Lack("no_scale", "q", found="own")]
    assert lacks(asking(names, core=False)) == []
    assert lacks(asking(names, core=True), answered_here=False) == []
    assert lacks(asking([*"12345", "na", "pns"], core=True)) == []


@pytest.mark.parametrize(("form", "lack"), CASES, ids=[lack.code for _form, lack in CASES])
def test_each_lack_is_found(form, lack):
    assert lacks(form) == [lack]


def test_a_limit_may_ask_for_the_day_and_a_required_cell_say_yes_in_any_spelling():
    limited = text(constraint=". <= today()", required=True, extra={"required": "true()"})

    assert lacks(with_question(replace(limited, kind="date"))) == []
    assert lacks(with_question(text(extra={"required": "no", "appearance": "minimal"}))) == []


def test_what_only_a_device_knows_is_asked_for_by_nothing():
    form = replace(
        FORM,
        children=(Question("begun", "start"), *FORM.children, text(relevant="${begun} != ''")),
    )

    assert lacks(form) == [Lack("unknown_question", "q", field="relevant", found="begun")]


def test_what_is_filled_in_elsewhere_may_hold_more():
    form = with_question(Group("g", (replace(text(), kind="geopoint"),), repeat=True))

    assert lacks(form, answered_here=False) == []


def test_a_country_s_own_questions_need_only_its_own_languages():
    form = with_own(FORM)

    assert lacks(form, own=Own("it_", ("it",))) == []
    assert lacks(form) == [Lack("text_missing", "it_1", "en")]
    assert lacks(form, own=Own("it_", ("it", "de"))) == [Lack("text_missing", "it_1", "de")]
