"""The page that stops the weekly letter: opening it changes nothing, a scanner may come."""

import pytest
from django.test import Client
from django.urls import reverse

from cordata.cycles.models import NoDigest
from cordata.cycles.queries.addresses import digest_token


@pytest.fixture
def page(cast):
    return reverse("talk:weekly-letter", args=[digest_token(cast.people["team"])])


def test_opening_the_link_does_nothing_its_button_does_and_undoes(cast, page):
    visitor = Client()
    shown = visitor.get(page)
    assert cast.people["team"].email in shown.content.decode()
    assert shown["Referrer-Policy"] == "no-referrer"
    visitor.head(page)
    assert not NoDigest.objects.exists()

    stopped = visitor.post(page, follow=True).content.decode()
    assert "No weekly letter goes to" in stopped
    assert NoDigest.objects.get().person == cast.people["team"]

    visitor.post(page, {"again": "yes"})
    assert not NoDigest.objects.exists()


def test_the_button_of_a_mail_program_stops_it_without_our_page(page):
    strict = Client(enforce_csrf_checks=True)
    strict.post(page, {"List-Unsubscribe": "One-Click"})
    assert NoDigest.objects.exists()


def test_a_link_that_is_made_up_leads_nowhere(page):
    assert Client().get(page.replace(":", ":x")).status_code == 404


def test_the_talk_page_leads_there(cast, sign_in, thread, page):
    shown = sign_in("team").get(reverse("talk:threads", args=[thread.cluster.public_id]))
    assert page in shown.content.decode()
