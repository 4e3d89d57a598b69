"""A second step for those who want one: an app's code, spare codes, and who may change it."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse

from cordata.history.models import Entry
from tests.web.accounts.helping import code_for, sign_in_by_code


def app_code(secret, steps=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def with_app(client, person):
    """Sign in and set up an app; returns its secret."""
    sign_in_by_code(client, person)
    page = client.get(reverse("accounts:add-app")).content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)[1]
    answer = client.post(reverse("accounts:add-app"), {"code": app_code(secret)})
    assert answer.url == reverse("accounts:spare-codes")
    return secret


@pytest.fixture
def anna(cast):
    return cast.people["team"]


def test_after_the_mail_the_app_is_asked_and_its_code_works_once(client, anna):
    secret = with_app(client, anna)
    client.post(reverse("accounts:sign-out"))

    answer = sign_in_by_code(client, anna)
    assert answer.url == reverse("mfa_authenticate")
    assert client.get(reverse("home:this-week")).status_code == 302  # not in yet

    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert wrong.status_code == 422
    right = client.post(reverse("mfa_authenticate"), {"code": app_code(secret)})
    assert right.status_code == 302
    assert client.get(reverse("home:this-week")).status_code == 200

    client.post(reverse("accounts:sign-out"))
    sign_in_by_code(client, anna)
    again = client.post(reverse("mfa_authenticate"), {"code": app_code(secret)})
    assert again.status_code == 422  # a code that was seen over a shoulder is worth nothing


def test_a_spare_code_works_once(client, anna):
    with_app(client, anna)
    page = client.get(reverse("accounts:spare-codes")).content.decode()
    spare = re.findall(r"<code>(\w+)</code>", page)
    assert len(spare) == 10
    for expected in (302, 422):
        client.post(reverse("accounts:sign-out"))
        sign_in_by_code(client, anna)
        answer = client.post(reverse("mfa_authenticate"), {"code": spare[0]})
        assert answer.status_code == expected


def test_a_wrong_first_code_turns_nothing_on_and_keeps_the_picture(client, anna):
    sign_in_by_code(client, anna)
    first = client.get(reverse("accounts:add-app")).content.decode()
    answer = client.post(reverse("accounts:add-app"), {"code": "000000"})
    assert answer.status_code == 422
    secret = re.search(r"<code>([A-Z2-7]+)</code>", first)[1]
    assert secret in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_secrets_are_worthless_to_who_reads_the_database_alone(client, anna):
    secret = with_app(client, anna)
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in kept
    assert Entry.objects.filter(verb="second_step.app_added").count() == 1


def test_turning_it_off_takes_the_spare_codes_with_it(client, anna):
    with_app(client, anna)
    app = Authenticator.objects.get(type="totp")
    client.post(reverse("accounts:remove-key", args=[app.pk]))
    assert not Authenticator.objects.exists()


def test_a_browser_that_was_left_open_cannot_change_anything(client, anna, monkeypatch):
    with_app(client, anna)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 3600)
    app = Authenticator.objects.get(type="totp")
    answer = client.post(reverse("accounts:remove-key", args=[app.pk]))
    assert answer.status_code == 403
    assert client.get(reverse("accounts:spare-codes")).status_code == 403
    assert Authenticator.objects.filter(pk=app.pk).exists()
    back = client.post(reverse("accounts:sign-in-again"))
    assert back.url.endswith(f"next={reverse('accounts:security')}")


def test_nobody_removes_the_key_of_another(client, cast, anna):
    with_app(client, anna)
    app = Authenticator.objects.get(type="totp")
    client.post(reverse("accounts:sign-out"))
    sign_in_by_code(client, cast.people["head"])
    answer = client.post(reverse("accounts:remove-key", args=[app.pk]))
    assert answer.status_code == 404


def test_guessing_is_stopped_and_said(client, anna, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login_failed": "3/5m/key"}
    with_app(client, anna)
    client.post(reverse("accounts:sign-out"))
    sign_in_by_code(client, anna)
    for _try in range(4):
        answer = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Too many tries" in answer.content.decode()


def test_a_forged_passkey_opens_nothing(client, anna):
    for credential in ("", "null", "[]", "{}", '{"id": "x"}'):
        answer = client.post(reverse("accounts:passkey"), {"credential": credential})
        assert answer.url == reverse("account_login")
    assert "options" in client.get(reverse("accounts:passkey")).json()
    assert code_for(anna) is None  # and no letter went out
