"""Rules that a call promised: the page asks for the note that everybody reads."""

import pytest
from django.urls import reverse

from cordata.analysis.matching.rules import rules_from_dict
from cordata.web.networks.forms.rules import initial_from
from tests.calls import making


@pytest.fixture
def page(cast):
    return reverse("networks:rules", args=["it", cast.cohort.public_id])


def given(cohort, **changed):
    cohort.refresh_from_db()
    return initial_from(rules_from_dict(cohort.rules), cohort.rules_version) | changed


def test_without_a_call_no_note_is_asked(cast, marta, page):
    assert 'name="note"' not in marta.get(page).content.decode()
    assert marta.post(page, given(cast.cohort, travel_limit=90)).status_code == 302


def test_with_a_published_call_the_note_is_needed_and_becomes_public(cast, marta, page, client):
    call = making.published(cast.cohort, cast.people["coordinator"])
    refused = marta.post(page, given(cast.cohort, travel_limit=90))
    assert refused.status_code == 422
    assert "schools relied on these rules" in refused.content.decode()
    preview = marta.post(page, given(cast.cohort, travel_limit=90, preview="1"))
    assert preview.status_code == 200  # to read them in words needs no note

    note = "Le strade di montagna sono chiuse d'inverno."
    assert marta.post(page, given(cast.cohort, travel_limit=90, note=note)).status_code == 302

    cast.cohort.refresh_from_db()
    assert cast.cohort.rules["travel_limit"] == 90
    public = client.get(reverse("calls:public", args=[call.slug])).content.decode()
    assert "Le strade di montagna" in public
