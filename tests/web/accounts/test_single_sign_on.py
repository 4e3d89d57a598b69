"""Signing in through an organisation, against stand-ins that answer as real ones do."""

import base64
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from cordata.accounts.models import User
from tests.web.accounts.providers import OidcProvider, SamlProvider


@pytest.fixture
def anna(cast):
    return cast.people["team"]


@pytest.fixture
def ministry(anna, settings):
    provider = OidcProvider(email=anna.email.upper(), email_verified=True)
    settings.SOCIALACCOUNT_PROVIDERS = provider.settings()
    yield provider
    provider.close()


@pytest.fixture
def agency(anna, settings, client):
    provider = SamlProvider(anna.email)
    settings.SOCIALACCOUNT_PROVIDERS = provider.settings()
    client.defaults |= {"SERVER_NAME": "localhost", "HTTP_HOST": "localhost"}
    return provider


def by_oidc(client, provider, **changed):
    """To the provider and back, as a browser goes."""
    there = client.post(reverse("openid_connect_login", args=["oidc"]))
    query = {name: values[0] for name, values in parse_qs(urlsplit(there.url).query).items()}
    assert there.url.startswith(f"{provider.address}/authorize")
    assert query["code_challenge_method"] == "S256"
    back = {"code": "c", "state": query["state"]} | changed
    return client.get(reverse("openid_connect_callback", args=["oidc"]), back)


def by_saml(client, provider, change=lambda fields: fields):
    there = client.post(reverse("saml_login", args=["cordata"]))
    assert there.url.startswith(provider.address)
    fields = change(provider.response_to(there.url))
    posted = client.post(reverse("saml_acs", args=["cordata"]), fields)
    return client.get(posted.url)


def is_in(client):
    return client.get(reverse("home:this-week")).status_code == 200


def test_the_sign_in_page_offers_the_ministry(client, ministry):
    html = client.get(reverse("account_login")).content.decode()
    assert "Sign in through Ministry" in html
    assert f'action="{reverse("openid_connect_login", args=["oidc"])}"' in html


def test_who_is_known_signs_in_and_is_known_again_by_the_provider_alone(client, ministry, anna):
    by_oidc(client, ministry)
    assert is_in(client)
    assert ministry.asked["code_verifier"]
    assert SocialAccount.objects.get().user == anna

    client.post(reverse("accounts:sign-out"))
    ministry.claims["email"] = "renamed@example.org"
    by_oidc(client, ministry)
    assert is_in(client)
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "stranger@example.org"},
        {"email_verified": False},
        {"email_verified": None},
        {"email": ""},
    ],
)
def test_a_stranger_or_an_address_that_is_not_proven_stays_outside(client, ministry, claims):
    ministry.claims |= claims
    answer = by_oidc(client, ministry)
    assert answer.url == reverse("account_login")
    assert not is_in(client)
    assert not SocialAccount.objects.exists()
    assert User.objects.count() == 10  # the cast, and nobody else


def test_a_ministry_that_never_says_so_may_be_trusted(client, ministry, settings):
    settings.SSO_TRUSTS_ADDRESSES = True
    ministry.claims["email_verified"] = None
    by_oidc(client, ministry)
    assert is_in(client)


def test_an_answer_that_nobody_asked_for_opens_nothing(client, ministry):
    answer = by_oidc(client, ministry, state="another")
    assert answer.url == reverse("account_login")
    assert not is_in(client)


def test_the_second_step_is_asked_after_the_ministry_too(client, ministry, anna):
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(anna, "JBSWY3DPEHPK3PXP")
    answer = by_oidc(client, ministry)
    assert answer.url == reverse("mfa_authenticate")
    assert not is_in(client)


def test_a_signed_saml_answer_lets_in_who_is_known(client, agency, anna):
    by_saml(client, agency)
    assert is_in(client)
    assert SocialAccount.objects.get().user == anna


def test_a_changed_saml_answer_lets_nobody_in(client, agency, cast):
    head = cast.people["head"].email

    def swap(fields):
        answer = base64.b64decode(fields["SAMLResponse"]).decode()
        changed = answer.replace(cast.people["team"].email, head)
        return fields | {"SAMLResponse": base64.b64encode(changed.encode()).decode()}

    answer = by_saml(client, agency, swap)
    assert answer.url == reverse("account_login")
    assert not is_in(client)


def test_our_side_is_described_for_the_provider(client, agency):
    answer = client.get(reverse("saml_metadata", args=["cordata"]))
    assert answer["Content-Type"] == "text/xml"
    assert reverse("saml_acs", args=["cordata"]) in answer.content.decode()
