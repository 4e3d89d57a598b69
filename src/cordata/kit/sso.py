"""Signing in through an organisation's own provider: what its settings mean for Django.

OpenID Connect and SAML 2.0, one provider of each; both are set in the environment alone.
"""

from typing import Any
from urllib.parse import urlsplit

from cordata.kit import env

Providers = dict[str, dict[str, Any]]


def providers() -> Providers:
    """By kind, as ``SOCIALACCOUNT_PROVIDERS`` wants it; {} if none is set."""
    found: Providers = {}
    if server := env.text("CORDATA_OIDC_SERVER", ""):
        found["openid_connect"] = {"APPS": [_oidc(server)]}
    if address := env.text("CORDATA_SAML_ADDRESS", ""):
        found["saml"] = {"APPS": [_saml(address)]}
    return found


def _oidc(server: str) -> dict[str, Any]:
    return {
        "provider_id": "oidc",
        "name": env.text("CORDATA_OIDC_NAME", urlsplit(server).hostname),
        "client_id": env.text("CORDATA_OIDC_CLIENT"),
        "secret": env.text("CORDATA_OIDC_SECRET"),
        "settings": {"server_url": server, "oauth_pkce_enabled": True},
    }


def _saml(address: str) -> dict[str, Any]:
    return {
        "provider_id": "saml",
        "client_id": "cordata",
        "name": env.text("CORDATA_SAML_NAME", urlsplit(address).hostname),
        "settings": {
            "idp": {
                "entity_id": env.text("CORDATA_SAML_ENTITY"),
                "sso_url": address,
                "x509cert": env.text("CORDATA_SAML_CERTIFICATE"),
            },
            "attribute_mapping": {
                "email": env.text("CORDATA_SAML_EMAIL", "urn:oid:0.9.2342.19200300.100.1.3"),
            },
            "advanced": {"want_assertion_signed": True},
        },
    }


def apps(found: Providers) -> list[str]:
    """What must be installed for these providers; nothing without any."""
    if not found:
        return []
    kinds = [f"allauth.socialaccount.providers.{kind}" for kind in found]
    return ["allauth.socialaccount", *kinds]


def origins(found: Providers) -> list[str]:
    """Where a form of ours may lead: the content policy must know it."""
    addresses = []
    for app in (one for kind in found.values() for one in kind["APPS"]):
        settings = app["settings"]
        addresses.append(settings.get("server_url") or settings["idp"]["sso_url"])
    return [f"{part.scheme}://{part.netloc}" for part in map(urlsplit, addresses)]
