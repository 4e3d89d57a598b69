"""Signing in through an organisation's provider: only people we know, by proven address."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cordata.accounts.queries import person_with_email


class Adapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth has no types
    """An account comes by invitation, whatever provider says that somebody exists."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002
        """Never: strangers are invited."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """The first time, tie the provider's account to the person with that address."""
        if sociallogin.is_existing:
            return
        email = sociallogin.user.email or ""
        person = person_with_email(email) if email and _is_proven(sociallogin) else None
        if person is None:
            messages.error(
                request,
                _(
                    "We know nobody with the address that your organisation gave us. Accounts "
                    "come by invitation; ask your coordinator, or sign in by code."
                ),
            )
            raise ImmediateHttpResponse(redirect("account_login"))
        sociallogin.connect(request, person)

    def on_authentication_error(self, request: HttpRequest, *_args: Any, **_facts: Any) -> None:
        """Back to the sign-in, in our words; what went wrong is in the log."""
        messages.error(
            request, _("Signing in through your organisation did not work. Try a code instead.")
        )
        raise ImmediateHttpResponse(redirect("account_login"))


def _is_proven(sociallogin: Any) -> bool:
    """Whether the provider has proven the address, or is trusted to give only such."""
    if settings.SSO_TRUSTS_ADDRESSES or sociallogin.account.provider == "saml":
        return True
    facts = sociallogin.account.extra_data
    claims = {**facts.get("id_token", {}), **facts.get("userinfo", {}), **facts}
    return claims.get("email_verified") is True


def organisations() -> list[tuple[str, str]]:
    """Name and address of each provider, for the sign-in page."""
    found = []
    for kind, each in settings.SOCIALACCOUNT_PROVIDERS.items():
        for app in each["APPS"]:
            route, key = _ROUTES[kind]
            found.append((app["name"], reverse(route, kwargs={key: app[_IDS[kind]]})))
    return found


_ROUTES = {
    "openid_connect": ("openid_connect_login", "provider_id"),
    "saml": ("saml_login", "organization_slug"),
}
_IDS = {"openid_connect": "provider_id", "saml": "client_id"}
