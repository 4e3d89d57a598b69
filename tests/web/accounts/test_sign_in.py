"""Signing in by code or link: for people we know, once, and without telling on anybody."""

import re
import time

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client, RequestFactory

from cordata.accounts.actions import accept_invitation, invite
from cordata.accounts.models import Role, User
from cordata.history.models import Entry
from cordata.notices.actions import send_due_letters
from cordata.notices.models import Letter
from cordata.web.accounts import limits
from cordata.web.accounts.links import token_for
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def marta():
    return make.person("Marta", email="marta@example.org", language="it")


def ask(client, email):
    return client.post("/en/sign-in/", {"email": email})


def code_of(letter):
    return re.search(r"\d{3} \d{3}", letter.subject).group().replace(" ", "")


def test_a_code_of_six_digits_in_the_subject_signs_in(client, marta, mailoutbox):
    ask(client, "MARTA@example.org")
    send_due_letters()
    (mail,) = mailoutbox
    assert re.fullmatch(r"\d{3} \d{3} is your code for Cordata", mail.subject)

    answer = client.post("/en/sign-in/code/", {"code": code_of(mail)})

    assert answer.status_code == 302
    assert client.get("/en/me/").status_code == 200


def test_a_wrong_code_does_not(client, marta):
    ask(client, marta.email)
    right = code_of(Letter.objects.get())
    wrong = "000000" if right != "000000" else "111111"

    answer = client.post("/en/sign-in/code/", {"code": wrong})

    assert answer.status_code == 422
    assert client.get("/en/me/").status_code == 302


def test_guessing_ends_after_a_few_tries(client, marta):
    ask(client, marta.email)
    right = code_of(Letter.objects.get())
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(6):
        client.post("/en/sign-in/code/", {"code": wrong})

    client.post("/en/sign-in/code/", {"code": right})

    assert client.get("/en/me/").status_code == 302


def test_a_stranger_gets_the_same_answer_and_no_mail(marta, mailoutbox):
    pages = []
    for email in ("marta@example.org", "xarta@example.org"):
        client = Client()
        first = ask(client, email)
        second = client.get(first.url)
        page = re.sub(r'value="[^"]{20,}"|X-CSRFToken": "[^"]+"', "", second.content.decode())
        pages.append((first.status_code, first.url, page.replace(email, "")))

    send_due_letters()
    assert pages[0] == pages[1]
    assert [mail.to for mail in mailoutbox] == [["marta@example.org"]]


def test_asking_too_often_is_stopped_for_that_address_only(marta):
    other = make.person("Ugo", email="ugo@example.org")
    for _ in range(5):
        ask(Client(), marta.email)

    assert Letter.objects.count() == 3
    assert ask(Client(), other.email).status_code == 302


def test_opening_the_link_does_nothing_and_its_button_signs_in_once(marta):
    address = f"/en/sign-in/link/{token_for(marta)}/"
    mine, thief = Client(), Client()
    assert mine.get(address).status_code == 200
    assert mine.get("/en/me/").status_code == 302

    assert mine.post(address).status_code == 302
    assert mine.get("/en/me/").status_code == 200

    assert thief.post(address).status_code == 410
    assert thief.get("/en/me/").status_code == 302


def test_a_forged_link_is_over(client, marta):
    assert client.post("/en/sign-in/link/forged:token/").status_code == 410


def test_signing_out_another_browser_really_does(marta):
    here, there = Client(), Client()
    for browser in (here, there):
        browser.post(f"/en/sign-in/link/{token_for(User.objects.get(pk=marta.pk))}/")
        browser.get("/en/me/")
    assert UserSession.objects.count() == 2

    here.post("/en/me/sessions/end-others/")

    assert here.get("/en/me/").status_code == 200
    assert there.get("/en/me/").status_code == 302


def test_signing_in_and_out_is_in_the_trail(client, marta):
    client.post(f"/en/sign-in/link/{token_for(marta)}/")
    client.post("/en/sign-out/")

    verbs = list(Entry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["person.signed_in", "person.signed_out"]


@pytest.fixture
def invitation(marta):
    make.role(marta, "coordinator", "country", "IT")
    return invite(
        email="new@example.org", name="Nora", language="it", kind="policy_maker",
        scope="country", place="IT", place_name="Italia", by=marta,
    )  # fmt: skip


def test_an_invitation_comes_in_the_language_of_the_invited_and_gives_the_role(
    client, invitation
):
    _made, token = invitation
    assert Letter.objects.get().language == "it"
    page = client.get(f"/it/join/{token}/").content.decode()
    assert "Marta" in page

    client.post(f"/it/join/{token}/", {"name": "Nora Neri"})

    person = User.objects.get(email="new@example.org")
    assert person.name == "Nora Neri"
    assert Role.objects.get(person=person).kind == "policy_maker"


def test_an_invitation_works_once(client, invitation):
    made, token = invitation
    accept_invitation(made, name="Nora", by=None)

    answer = client.post(f"/en/join/{token}/", {"name": "Thief"})

    assert answer.status_code == 410
    assert User.objects.filter(name="Thief").count() == 0


def test_the_secret_of_an_invitation_is_not_stored(invitation):
    made, token = invitation

    assert token not in str(made.__dict__)


def test_unknown_invitations_are_not_found(client):
    assert client.get("/en/join/nothing/").status_code == 404


def test_a_name_that_is_missing_comes_back_with_what_to_do(client, invitation):
    answer = client.post(f"/en/join/{invitation[1]}/", {"name": ""})

    assert answer.status_code == 422
    assert "Something is not right yet" in answer.content.decode()


def test_no_code_signs_in_an_address_nobody_has(client):
    ask(client, "nobody@example.org")

    for code in ("", "none", "000000"):
        client.post("/en/sign-in/code/", {"code": code})

    assert client.get("/en/me/").status_code == 302


def test_a_code_with_the_words_around_it_is_understood(client, marta):
    ask(client, marta.email)

    answer = client.post("/en/sign-in/code/", {"code": Letter.objects.get().subject})

    assert answer.status_code == 302


def test_a_code_that_is_too_old_offers_a_new_one_at_once(client, marta, monkeypatch):
    ask(client, marta.email)
    code = code_of(Letter.objects.get())
    later = time.time() + 16 * 60
    monkeypatch.setattr(time, "time", lambda: later)

    answer = client.post("/en/sign-in/code/", {"code": code})

    assert answer.status_code == 422
    assert "Send me a new code" in answer.content.decode()
    assert client.get("/en/me/").status_code == 302


def test_guesses_at_one_address_are_counted_over_all_browsers(client, marta):
    for _ in range(20):
        assert limits.may_guess(RequestFactory().post("/"), marta.email)
    ask(client, marta.email)
    right = code_of(Letter.objects.get())

    answer = client.post("/en/sign-in/code/", {"code": right})

    assert answer.status_code == 429
    assert "The link in your mail still works" in answer.content.decode()
    assert client.get("/en/me/").status_code == 302


def test_the_link_still_works_when_the_guesses_are_used_up(client, marta):
    for _ in range(30):
        limits.may_guess(RequestFactory().post("/"), marta.email)

    client.post(f"/en/sign-in/link/{token_for(marta)}/")

    assert client.get("/en/me/").status_code == 200
