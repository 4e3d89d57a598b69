"""What differs between two states of a form, and how single questions are changed."""

from dataclasses import replace

from cordata.analysis.forms.changes import Changes, Reworded, compare
from cordata.analysis.forms.definition import Choice, Group
from cordata.analysis.forms.editing import drop_question, free_name, put_question, question_in
from tests.surveys.library import SCALE, small_form, statement, with_own

FORM = small_form()


def test_the_same_form_has_no_changes():
    assert compare(FORM, small_form()) == Changes()
    assert not compare(FORM, FORM)


def test_questions_that_come_and_go_are_named():
    after = drop_question(with_own(FORM), "free")

    assert compare(FORM, after) == Changes(added=("it_1",), removed=("free",))


def test_other_words_are_told_by_language():
    after = put_question(FORM, statement("A1", labels={"en": "New", "it": "A1 in italiano"}))

    assert compare(FORM, after).reworded == (Reworded("A1", "en", "A1 in English", "New"),)


def test_words_of_choices_areas_and_title_are_told_too():
    after = replace(
        FORM,
        titles={"en": "Small", "it": "Nuovo"},
        areas={"A": {"en": "Lead", "it": "Guida"}},
        choices={"scale": (Choice("1", {"en": "no", "it": "per niente"}), *SCALE[1:])},
    )

    assert [(one.where, one.language) for one in compare(FORM, after).reworded] == [
        (", title", "it"), ("scale: 1", "en"), ("area A", "en"),
    ]  # fmt: skip


def test_a_question_that_would_mean_something_else_is_recoded():
    for name, change in {
        "choices": {"choices": "other"}, "kind": {"kind": "text"}, "reversed": {"reversed": True},
    }.items():  # fmt: skip
        after = put_question(FORM, statement("A1", **change))

        assert name in compare(FORM, after).recoded["A1"]


def test_a_choice_added_to_its_list_recodes_every_question_that_uses_it():
    after = replace(FORM, choices={"scale": (*SCALE, Choice("6", {"en": "6", "it": "6"}))})

    assert compare(FORM, after).recoded == {"A1": ("choices",), "A2": ("choices",)}


def test_who_is_asked_and_when_is_told_apart():
    after = put_question(FORM, statement("A1", voices=("leaders",), relevant="${A2} = '1'"))

    assert compare(FORM, after).altered == {"A1": ("relevant", "voices")}


def test_order_and_languages():
    (group, free) = FORM.children
    turned = replace(FORM, children=(free, group), languages=("en", "hr"))

    found = compare(FORM, turned)

    assert (found.moved, found.new_languages, found.lost_languages) == (True, ("hr",), ("it",))


def test_a_new_question_stands_after_those_of_its_area():
    after = put_question(FORM, statement("A9"))

    assert [one.name for one in after.questions()] == ["A1", "A2", "A9", "free"]
    assert question_in(after, "A9").area == "A"


def test_a_question_of_no_area_or_of_an_empty_one_stands_last():
    for area in ("", "B"):
        after = put_question(FORM, statement("x", area=area))

        assert [one.name for one in after.questions()][-1] == "x"


def test_a_question_that_changes_its_area_moves():
    after = put_question(put_question(FORM, statement("x", area="")), statement("x"))

    assert [one.name for one in after.questions()] == ["A1", "A2", "x", "free"]


def test_a_group_that_is_left_empty_goes_with_its_last_question():
    after = drop_question(drop_question(FORM, "A1"), "A2")

    assert [one.name for one in after.children] == ["free"]
    assert not any(isinstance(one, Group) for one in after.children)


def test_a_free_name_is_really_free():
    assert free_name(FORM, "it_") == "it_1"
    assert free_name(with_own(FORM), "it_") == "it_2"
    assert question_in(FORM, "nothing") is None
