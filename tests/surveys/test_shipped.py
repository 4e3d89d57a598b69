"""What ships: eight instruments, whole in seven languages, put into the library once."""

import pytest

from cordata.analysis.forms.checking import lacks
from cordata.analysis.forms.lock import locked
from cordata.analysis.forms.logic import pages
from cordata.analysis.forms.xlsform import read_xlsform, write_xlsform
from cordata.surveys.actions import shipped as shipping
from cordata.surveys.actions.instruments import publish_version, start_draft
from cordata.surveys.models import Instrument, InstrumentVersion
from tests import factories as make

SHIPPED = {one.slug: one for one in shipping.shipped()}
WHOLE = SHIPPED["whole-school-digital"].form
LANGUAGES = ("en", "it", "nl", "hr", "cs", "hu", "pt")


def test_eight_instruments_ship():
    assert {slug: one.kind for slug, one in SHIPPED.items()} == {
        "whole-school-digital": "questionnaire",
        "mentoring-relationship": "questionnaire",
        "teacher-confidence": "questionnaire",
        "course-feedback": "questionnaire",
        "visit-feedback": "questionnaire",
        "interview-guide": "interview",
        "lesson-observation": "observation",
        "case-template": "case",
    }


@pytest.mark.parametrize("slug", SHIPPED)
def test_each_is_whole_in_seven_languages_and_can_be_answered_here(slug):
    form = SHIPPED[slug].form

    assert form.languages == LANGUAGES
    assert set(form.intro) == set(LANGUAGES)
    assert lacks(form) == []


@pytest.mark.parametrize("slug", SHIPPED)
def test_each_goes_out_as_an_xlsform_and_comes_back_the_same(slug):
    form = SHIPPED[slug].form

    assert read_xlsform(write_xlsform(form)) == form


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_questions_say_the_same_and_none_is_left_in_english(language):
    for one in SHIPPED.values():
        said = [question.labels[language] for question in one.form.questions()]
        english = [question.labels["en"] for question in one.form.questions()]
        assert len(set(said)) == len(said)
        assert language == "en" or not set(said) & set(english)


def test_the_whole_school_asks_three_voices_in_eight_areas():
    counts = {
        voice: dict.fromkeys(WHOLE.areas, 0) for voice in ("leaders", "teachers", "students")
    }
    for voice, areas in counts.items():
        for question in WHOLE.asked_of(voice, "lower"):
            areas[question.area] += 1

    assert list(WHOLE.areas) == list("ABCDEFGH")
    assert {voice: sum(areas.values()) for voice, areas in counts.items()} == {
        "leaders": 42, "teachers": 42, "students": 16,
    }  # fmt: skip
    # A score needs two answers: a voice is asked of an area at least twice, or not at all.
    assert all(number != 1 for areas in counts.values() for number in areas.values())


@pytest.mark.parametrize(
    ("level", "adults", "students"),
    [("primary", 42, 16), ("lower", 42, 16), ("upper", 43, 16), ("vocational", 45, 16)],
)
def test_school_levels_have_their_own_wording(level, adults, students):
    assert len(WHOLE.asked_of("teachers", level)) == adults
    assert len(WHOLE.asked_of("leaders", level)) == adults
    assert len(WHOLE.asked_of("students", level)) == students


def test_an_item_has_one_id_whoever_is_asked():
    """What stands before the first _ is the item: A voice is asked each item once."""
    for voice in ("leaders", "teachers", "students"):
        for level in ("primary", "lower", "upper", "vocational"):
            items = [one.name.split("_")[0] for one in WHOLE.asked_of(voice, level)]
            assert len(set(items)) == len(items)
            assert all(one.name[0] == one.area for one in WHOLE.asked_of(voice, level))


def test_pages_hold_five_statements_at_most_of_one_area():
    for voice in ("leaders", "teachers", "students"):
        for page in pages(WHOLE, voice, "primary", {}):
            assert len(page) <= 5
            assert len({question.area for question in page}) == 1


def test_every_statement_has_words_on_every_point_and_both_ways_out():
    for one in SHIPPED.values():
        for question in one.form.questions():
            if question.area:
                names = [choice.name for choice in one.form.choices[question.choices]]
                assert names == ["1", "2", "3", "4", "5", "na", "pns"]
                assert question.core
    assert len(locked(WHOLE)) == 83


@pytest.mark.django_db
def test_loading_twice_makes_nothing_new():
    made = shipping.load_shipped()
    again = shipping.load_shipped()

    assert (len(made), again) == (8, [])
    assert {one.state for one in InstrumentVersion.objects.all()} == {"published"}
    assert {one.country for one in Instrument.objects.all()} == {""}
    assert {one.licence for one in InstrumentVersion.objects.all()} == {"CC BY 4.0"}


@pytest.mark.django_db
def test_what_ships_anew_follows_what_shipped_before_and_nothing_else(monkeypatch):
    shipping.load_shipped()
    administrator = make.administrator()
    for slug in ("visit-feedback", "course-feedback"):
        draft = start_draft(Instrument.objects.get(slug=slug), by=administrator)
        if slug == "visit-feedback":
            publish_version(draft, revision=None, by=administrator)
    newer = [type(one)(one.slug, one.kind, _retitled(one.form)) for one in shipping.shipped()]
    monkeypatch.setattr(shipping, "shipped", lambda: newer)

    made = shipping.load_shipped()

    assert {one.number for one in made} == {2}
    assert {one.instrument.slug for one in made} == set(SHIPPED) - {
        "visit-feedback", "course-feedback",
    }  # fmt: skip


def _retitled(form):
    return type(form)(
        {**form.titles, "en": "New"}, form.languages, form.children, form.choices, form.intro,
        form.areas,
    )  # fmt: skip
