"""An edition follows a newer core and keeps what is its own."""

from dataclasses import replace

from cordata.analysis.forms.definition import Choice, Group
from cordata.analysis.forms.editing import put_question, question_in
from cordata.analysis.forms.editions import rebased
from cordata.analysis.forms.lock import breaches
from tests.analysis.forms.test_lock import translated
from tests.surveys.library import SCALE, small_form, statement, with_own

OTHER_WORDS = {"en": "Said better", "it": "Detto meglio"}


def newer(**facts):
    """The core with a third statement, and the first in other words."""
    (group, free) = small_form().children
    group = Group("area_A", (*group.children, statement("A3")), group.labels)
    form = small_form(children=(group, free), **facts)
    return put_question(form, statement("A1", labels=OTHER_WORDS))


def test_the_new_core_is_whole_and_own_questions_stay():
    edition = with_own(translated(small_form()), area="A")

    form = rebased(edition, newer(), "IT")

    assert breaches(newer(), form, "IT") == []
    assert [one.name for one in form.questions()] == ["A1", "A2", "A3", "it_1", "free"]
    assert question_in(form, "it_1") == question_in(edition, "it_1")
    assert form.languages == ("en", "it", "hr")


def test_a_translation_stays_where_the_words_are_the_same():
    form = rebased(translated(small_form()), newer(), "IT")

    assert question_in(form, "A2").labels["hr"] == "po hrvatski"
    assert "hr" not in question_in(form, "A1").labels
    assert form.choices["scale"][0].labels["hr"] == "po hrvatski"
    assert form.titles["hr"] == "po hrvatski"


def test_own_lists_of_choices_stay_and_a_changed_one_of_the_core_is_the_core_s():
    own = (Choice("1", {"it": "uno"}),)
    edition = with_own(small_form(), choices="it_list")
    edition = replace(edition, choices={**edition.choices, "it_list": own})

    form = rebased(edition, newer(choices={"scale": SCALE[:2]}), "IT")

    assert form.choices == {"scale": SCALE[:2], "it_list": own}
