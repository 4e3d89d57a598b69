"""The pages that stop letters: opening one changes nothing, a scanner may come."""

import pytest
from django.test import Client
from django.urls import reverse

from cordata.cycles.queries.stopping import Kind, gets_letters, stop_token
from cordata.history.models import Entry

NAMES = {Kind.WEEKLY: "talk:weekly-letter", Kind.DATES: "talk:date-letters"}


@pytest.fixture(params=list(Kind))
def kind(request):
    return request.param


@pytest.fixture
def page(cast, kind):
    return reverse(NAMES[kind], args=[stop_token(kind, cast.people["team"])])


def test_opening_the_link_does_nothing_its_button_does_and_undoes(cast, kind, page):
    visitor, team = Client(), cast.people["team"]
    shown = visitor.get(page)
    assert team.email in shown.content.decode()
    assert shown["Referrer-Policy"] == "no-referrer"
    visitor.head(page)
    assert gets_letters(kind, team)

    stopped = visitor.post(page, follow=True).content.decode()
    says = {Kind.WEEKLY: "No weekly letter goes to", Kind.DATES: "No letters about dates go to"}
    assert says[kind] in stopped
    assert [gets_letters(one, team) for one in Kind] == [one != kind for one in Kind]

    visitor.post(page, {"again": "yes"})
    assert gets_letters(kind, team)


def test_the_button_of_a_mail_program_stops_it_without_our_page(cast, kind, page):
    strict = Client(enforce_csrf_checks=True)
    for _twice in range(2):
        strict.post(page, {"List-Unsubscribe": "One-Click"})
    assert not gets_letters(kind, cast.people["team"])
    said = {Kind.WEEKLY: "digest.stopped", Kind.DATES: "calendar.invitations"}
    assert Entry.objects.filter(verb=said[kind]).count() == 1


def test_a_link_that_is_made_up_leads_nowhere(page):
    assert Client().get(page.replace(":", ":x")).status_code == 404


def test_the_link_of_one_kind_stops_no_other(cast):
    token = stop_token(Kind.DATES, cast.people["team"])
    assert Client().post(reverse(NAMES[Kind.WEEKLY], args=[token])).status_code == 404


def test_the_talk_page_leads_there(cast, sign_in, thread):
    page = reverse(NAMES[Kind.WEEKLY], args=[stop_token(Kind.WEEKLY, cast.people["team"])])
    shown = sign_in("team").get(reverse("talk:threads", args=[thread.cluster.public_id]))
    assert page in shown.content.decode()
