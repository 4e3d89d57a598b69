"""Schools are told of a call; who stays silent is reminded once."""

import re

import pytest
from django.urls import reverse

from cordata.calls.models import Invitee
from cordata.notices.models import Letter
from tests.calls import making


@pytest.fixture
def call(cast):
    return making.published(cast.cohort, cast.people["coordinator"])


@pytest.fixture
def page(call):
    return reverse("calls:invitations", args=["it", call.public_id])


def line_of(participation, email):
    return f"{participation.school.national_code}; {email}"


def link_of_latest():
    letter = Letter.objects.filter(purpose="invitation-to-call").latest("pk")
    return "/" + re.search(r"https?://[^/]+/(\S+)", letter.body)[1]


def test_a_wrong_line_is_named_and_nobody_is_written_to(cast, marta, page):
    lines = f"{line_of(cast.theirs, 'a@example.org')}\nXX; b@example.org\n\n{line_of(cast.others, 'no')}"

    answer = marta.post(page, {"lines": lines})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "No open school of the country has this code." in html
    assert '<span class="num">4</span>' in html
    assert "XX; b@example.org" in html
    assert not Invitee.objects.exists()


def test_an_invited_school_arrives_at_the_call_with_itself_found(
    cast, marta, client, call, page
):
    marta.post(page, {"lines": line_of(cast.theirs, "a@example.org")})
    letter = Letter.objects.get(purpose="invitation-to-call")
    assert letter.is_secret

    html = client.get(link_of_latest(), follow=True).content.decode()

    assert "IC Valle Alta" in html
    assert "may apply" in html or "può candidarsi" in html
    assert Invitee.objects.get().opened_at
    assert "opened" in marta.get(page).content.decode()


def test_nobody_is_invited_or_reminded_twice(cast, marta, call, page):
    lines = "\n".join(
        line_of(one, f"{number}@example.org")
        for number, one in enumerate((cast.theirs, cast.others))
    )
    marta.post(page, {"lines": lines})
    marta.post(page, {"lines": lines})
    assert Letter.objects.filter(purpose="invitation-to-call").count() == 2

    marta.post(reverse("calls:remind", args=["it", call.public_id]))
    marta.post(reverse("calls:remind", args=["it", call.public_id]))

    assert Letter.objects.filter(purpose="invitation-to-call").count() == 4
    assert Invitee.objects.filter(reminded_at=None).count() == 0


def test_who_has_begun_is_not_reminded(cast, marta, call, page):
    marta.post(page, {"lines": line_of(cast.theirs, "a@example.org")})
    making.begun(call, cast.theirs.school)

    marta.post(reverse("calls:remind", args=["it", call.public_id]))

    assert Letter.objects.filter(purpose="invitation-to-call").count() == 1
