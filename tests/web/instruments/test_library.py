"""The library: what everybody may read, in every language, and as it is answered."""

import io
import json

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cordata.analysis.forms.xlsform import read_xlsform
from cordata.surveys.actions import instruments as actions
from cordata.surveys.actions.shipped import load_shipped
from tests.surveys.library import published, small_form


@pytest.fixture
def small(cast):
    return published()


def page(client, route, **arguments):
    return client.get(reverse(route, kwargs=arguments)).content.decode()


def test_the_shelves_name_what_there_is_with_its_languages(sign_in):
    load_shipped()

    html = page(sign_in("teacher"), "instruments:library")

    assert "Whole-school digital self-assessment" in html
    assert "Observation protocol" in html
    assert "English, Italiano, Nederlands, Hrvatski" in html
    assert "Begin a new instrument" not in html


def test_before_anything_is_loaded_the_shelves_say_so(sign_in):
    assert "There is no instrument here yet" in page(sign_in("teacher"), "instruments:library")


def test_an_instrument_is_read_in_any_of_its_languages_whatever_the_page_s(sign_in, small):
    address = reverse("instruments:instrument", args=["small"])

    italian = sign_in("teacher").get(f"{address}?in=it").content.decode()

    assert "A1 in italiano" in italian
    assert "per niente · pienamente · non si applica" in italian
    assert "2 questions are locked" in italian
    assert italian.count("May be left out") == 1
    assert '<html lang="en"' in italian


def test_a_voice_sees_only_what_it_is_asked(sign_in):
    load_shipped()
    address = reverse("instruments:instrument", args=["whole-school-digital"])

    html = sign_in("head").get(f"{address}?voice=students").content.decode()

    assert "B1_students" in html
    assert "E1_teachers" not in html
    assert "not at all · a little" in html


def test_a_first_draft_is_nobody_else_s_business(sign_in, cast):
    actions.begin_instrument("primo", kind="case", country="IT", form=small_form(), by=None)
    address = reverse("instruments:instrument", args=["primo"])

    assert sign_in("teacher").get(address).status_code == 404
    assert sign_in("coordinator").get(address).status_code == 200


def test_the_number_of_a_draft_opens_nothing_for_others(sign_in, small):
    actions.start_draft(small.instrument, by=None)

    for route in ("xlsx", "json", "preview"):
        address = reverse(f"instruments:{route}", args=["small", 2])
        assert sign_in("teacher").get(address).status_code == 404
        assert sign_in("administrator").get(address).status_code == 200


def test_the_files_hold_what_is_published(sign_in, small):
    client = sign_in("researcher")

    book = client.get(reverse("instruments:xlsx", args=["small", 1]))
    text = client.get(reverse("instruments:json", args=["small", 1]))

    assert read_xlsform(book.content) == small_form()
    assert load_workbook(io.BytesIO(book.content)).sheetnames[0] == "survey"
    assert book["Content-Disposition"] == 'attachment; filename="small-1.xlsx"'
    assert json.loads(text.content) == small.document


def test_the_preview_shows_pages_as_people_answer_them(sign_in):
    load_shipped()
    address = reverse("instruments:preview", args=["whole-school-digital", 1])

    html = sign_in("teacher").get(f"{address}?voice=students&level=primary&in=hr")

    said = html.content.decode()
    assert "Page 1 of 6" in said
    assert "Na računalu ili tabletu moji su zadaci baš za mene." in said
    assert "dobivam zadatke prilagođene" not in said
    assert said.count('type="radio"') == 16 * 7


def test_the_preview_of_a_protocol_shows_every_kind_of_question(sign_in):
    load_shipped()

    said = page(
        sign_in("teacher"), "instruments:preview", instrument="lesson-observation", number=1
    )
    guide = page(
        sign_in("teacher"), "instruments:preview", instrument="interview-guide", number=1
    )

    assert 'type="date"' in said
    assert 'type="number"' in said
    assert 'type="checkbox"' in said
    assert "<textarea" in said
    assert "only if selected(${tools}, &#x27;other&#x27;)" in said
    assert "Stop here and thank the person." in guide


def test_administrators_find_it_in_their_menu(ada):
    assert 'href="/en/instruments/"' in page(ada, "instruments:library")
