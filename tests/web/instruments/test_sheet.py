"""Spreadsheets in: every change shown first, every fault with its row, the lock kept."""

import base64
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cordata.analysis.forms.definition import Form
from cordata.analysis.forms.editing import drop_question, put_question
from cordata.analysis.forms.xlsform import write_xlsform
from cordata.surveys.actions import instruments as actions
from cordata.surveys.models import InstrumentVersion
from cordata.surveys.queries.instruments import form_in
from tests.analysis.forms.workbooks import workbook
from tests.surveys.library import published, small_form, statement, with_own


@pytest.fixture
def edition(cast):
    draft = actions.adapt_instrument(published(), country="IT", by=cast.people["coordinator"])
    actions.publish_version(draft, revision=None, by=cast.people["coordinator"])
    return draft


def at(route, *args):
    return reverse(f"instruments:{route}", args=args)


def check(client, data):
    return client.post(at("sheet", "small-it"), {"file": SimpleUploadedFile("x.xlsx", data)})


def check_of(client, data):
    return check(client, data).content.decode()


def hidden(html):
    return dict(re.findall(r'name="(sheet|revision)" value="([^"]*)"', html))


def test_the_page_says_how_to_begin(marta, edition):
    html = marta.get(at("sheet", "small-it")).content.decode()

    assert at("xlsx", "small-it", 1) in html
    assert "cordata::voices" in html


def test_every_change_is_shown_before_anything_is_stored(marta, edition):
    html = check(marta, write_xlsform(with_own(small_form()))).content.decode()

    assert "New questions" in html
    assert "it_1" in html
    assert InstrumentVersion.objects.filter(instrument=edition.instrument).count() == 1


def test_what_was_shown_becomes_the_draft(marta, edition):
    html = check(marta, write_xlsform(with_own(small_form()))).content.decode()

    response = marta.post(at("take-in", "small-it"), hidden(html))

    assert response.url == at("draft", "small-it")
    draft = InstrumentVersion.objects.get(instrument=edition.instrument, number=2)
    assert form_in(draft) == with_own(small_form())


def test_a_file_that_breaks_the_lock_is_shown_why_and_cannot_be_taken_in(marta, edition):
    broken = put_question(
        drop_question(small_form(), "A2"), statement("A1", labels={"en": "X", "it": "Y"})
    )

    html = check(marta, write_xlsform(broken)).content.decode()

    assert "This file changes what is locked" in html
    assert "A2 is locked and cannot be left out." in html
    assert "A1 is locked: its words (Italiano) cannot change." in html
    assert at("take-in", "small-it") not in html


def test_nor_by_a_forged_post(marta, edition):
    forged = base64.b64encode(write_xlsform(drop_question(small_form(), "A2"))).decode()

    response = marta.post(at("take-in", "small-it"), {"sheet": forged, "revision": "0"})

    assert response.status_code == 422
    assert "A2 is locked" in response.content.decode()
    assert InstrumentVersion.objects.filter(instrument=edition.instrument).count() == 1


def test_nor_over_a_draft_that_somebody_has_changed_since(marta, edition):
    html = check(marta, write_xlsform(with_own(small_form()))).content.decode()
    actions.start_draft(edition.instrument, by=None)

    response = marta.post(at("take-in", "small-it"), hidden(html))

    assert response.status_code == 409
    draft = InstrumentVersion.objects.get(instrument=edition.instrument, number=2)
    assert form_in(draft) == small_form()


def test_faults_are_said_by_sheet_and_row(marta, edition):
    data = workbook(survey="type|name|label::it\nselect_one gone|a|A\ntext||B")

    response = check(marta, data)

    html = response.content.decode()
    assert response.status_code == 422
    assert "Sheet survey, row 2: The sheet “choices” has no list “gone”: add it there." in html
    assert "Sheet survey, row 3: The name is missing beside “text”." in html


def test_what_is_no_workbook_is_said_so(marta, edition):
    html = check(marta, b"type;name").content.decode()

    assert "This is no XLSX workbook." in html


def test_a_take_in_without_a_file_goes_back_to_the_upload(marta, edition):
    for sheet in ("", "!", base64.b64encode(b"x").decode()):
        response = marta.post(at("take-in", "small-it"), {"sheet": sheet})
        assert response.url == at("sheet", "small-it")


def test_a_file_that_changes_nothing_says_so(marta, edition):
    assert "Nothing changes." in check(marta, write_xlsform(small_form())).content.decode()


# --- Against what the file takes the place of -----------------------------------

FRESH = """type|name|label::en
begin_group|g|G
text|q1|First
text|q2|Second
text|q3|Third
end_group||"""


@pytest.fixture
def fresh(cast):
    """An instrument that has only been begun."""
    form = Form({"en": "Fresh"}, ("en",), ())
    draft = actions.begin_instrument(
        "fresh", kind="questionnaire", country="IT", form=form, by=cast.people["coordinator"]
    )
    return draft.instrument


def look_at(client, survey, **sheets):
    file = SimpleUploadedFile("x.xlsx", workbook(survey=survey, **sheets))
    return client.post(at("sheet", "fresh"), {"file": file}).content.decode()


def listed(html, heading):
    part = html.partition(f"<h3>{heading}</h3>")[2].partition("</ul>")[0]
    return re.findall(r"<code>(\w+)</code>", part)


def test_a_title_that_is_missing_is_said_with_the_column_that_nobody_could_guess(marta, fresh):
    survey = "type|name|label::English (en)|label::Hrvatski (hr)\ntext|q1|First|Prvo"
    settings = "form_title|default_language\nTablets|English (en)"

    html = look_at(marta, survey, settings=settings)

    assert "The title is missing (Hrvatski)." in html
    column = "cordata::title::Hrvatski (hr)"
    assert f"in the sheet “settings”, in the column “{column}”." in html
    more = f"form_title|default_language|{column}\nTablets|English (en)|Tableti"
    html = look_at(marta, survey, settings=more)
    assert "The title is missing" not in html
    assert "New languages: Hrvatski" in html
    assert re.search(r'<th scope="row">Title</th><td [^>]*>Hrvatski</td>', html)


def test_a_note_that_is_called_intro_is_not_taken_for_the_purpose(marta, fresh):
    before = "type|name|label::en\nnote|intro|Hello\ntext|q1|First"
    marta.post(at("take-in", "fresh"), hidden(look_at(marta, before)))

    html = look_at(marta, before.replace("Hello", "Good day"))

    assert re.search(r'<th scope="row"><code>intro</code> </th>', html)
    assert "Purpose" not in html


def test_in_an_empty_instrument_every_question_is_new(marta, fresh):
    html = look_at(marta, FRESH)

    assert "Nothing changes." not in html
    assert listed(html, "New questions") == ["q1", "q2", "q3"]


def test_a_second_sheet_is_compared_with_the_draft_that_it_replaces(marta, fresh):
    marta.post(at("take-in", "fresh"), hidden(look_at(marta, FRESH)))

    html = look_at(
        marta, FRESH.replace("text|q2|Second\n", "").replace("First", "1st") + "\ntext|q4|New"
    )

    assert listed(html, "New questions") == ["q4"]
    assert listed(html, "Questions that go") == ["q2"]
    assert "<del>First</del> <ins>1st</ins>" in html


def test_an_older_sheet_names_the_questions_of_the_draft_that_it_would_erase(marta, edition):
    marta.post(
        at("take-in", "small-it"),
        hidden(check_of(marta, write_xlsform(with_own(small_form())))),
    )

    html = check_of(marta, write_xlsform(small_form()))

    assert listed(html, "Questions that go") == ["it_1"]


def test_a_condition_of_a_group_alters_what_lies_in_it(marta, fresh):
    marta.post(at("take-in", "fresh"), hidden(look_at(marta, FRESH)))
    survey = "type|name|label::en|relevant\ntext|q1|First|\nbegin_group|g|G|${q1} = 'a'\n"

    html = look_at(marta, f"{survey}text|q2|Second|\ntext|q3|Third|\nend_group|||")

    assert listed(html, "Asked of others, or otherwise") == ["q2", "q3"]


def test_before_the_first_version_is_published_every_question_is_new(marta, fresh):
    marta.post(at("take-in", "fresh"), hidden(look_at(marta, FRESH)))

    html = marta.get(at("publish", "fresh")).content.decode()

    assert listed(html, "New questions") == ["q1", "q2", "q3"]


def test_what_keeps_it_from_being_published_is_said_with_its_row(marta, fresh):
    survey = (
        "type|name|label::en|relevant\ntext|q1|First|\ngeopoint|q2|Where|\ntext|q3|X|${q1} >="
    )

    html = look_at(marta, survey)

    assert "Sheet survey, row 3: q2: a question of the kind “geopoint”" in html
    assert "Sheet survey, row 4: q3, condition, at character" in html
