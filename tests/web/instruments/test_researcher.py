"""A researcher writes instruments for the countries of her programmes, and no core."""

import pytest
from django.urls import reverse

from cordata.surveys.actions import instruments as actions
from cordata.surveys.models import Instrument, InstrumentVersion
from tests.surveys.library import published


@pytest.fixture
def paola(sign_in):
    return sign_in("researcher")


def test_the_library_stands_in_her_menu_with_a_button_to_begin(paola):
    html = paola.get(reverse("instruments:library")).content.decode()

    menu = html.partition("<nav")[2].partition("</nav>")[0]
    assert reverse("instruments:library") in menu
    assert reverse("instruments:begin") in html


def test_she_begins_an_instrument_of_her_country_and_only_there(paola):
    given = {"title": "How we read", "language": "it", "kind": "questionnaire"}

    refused = paola.post(reverse("instruments:begin"), given | {"country": ""})
    begun = paola.post(reverse("instruments:begin"), given | {"country": "IT"})

    assert refused.status_code == 422
    assert begun.url == reverse("instruments:draft", args=["how-we-read-it"])


def test_she_makes_an_edition_of_her_country_from_a_core(paola, cast):
    published()
    adapt = reverse("instruments:adapt", args=["small"])

    assert (
        "Make our own edition"
        in paola.get(reverse("instruments:instrument", args=["small"])).content.decode()
    )
    assert paola.post(adapt, {"country": "HR"}).status_code == 403
    assert paola.post(adapt, {"country": "IT"}).url.endswith("/small-it/draft/")


def test_she_does_not_publish_a_core(paola, cast):
    core = published()
    draft = actions.start_draft(core.instrument, by=None)

    response = paola.post(reverse("instruments:publish", args=["small"]), {"revision": "1"})

    assert response.status_code == 403
    draft.refresh_from_db()
    assert draft.state == InstrumentVersion.State.DRAFT


def test_who_can_read_it_is_said_of_drafts_and_of_what_is_published(paola, cast):
    published()
    paola.post(reverse("instruments:adapt", args=["small"]), {"country": "IT"})
    assert Instrument.objects.filter(slug="small-it").exists()

    core = paola.get(reverse("instruments:instrument", args=["small"])).content.decode()
    draft = paola.get(reverse("instruments:draft", args=["small-it"])).content.decode()

    assert "Everybody who has signed in can read it." in core
    assert "Only those who may write instruments for this place can read this draft." in draft
