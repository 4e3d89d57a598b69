"""Walk every address as every role, against the written tables in ``access/``."""

import importlib
import pkgutil
from copy import deepcopy

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import cast as casting
from tests.web import access

AREAS = sorted(module.name for module in pkgutil.iter_modules(access.__path__))
ROWS = [
    row for area in AREAS for row in importlib.import_module(f"tests.web.access.{area}").ROWS
]
# Addresses of the frameworks that are not ours to grant.
# The ministry's sign-in is walked in tests/web/accounts/test_single_sign_on.py.
NOT_OURS = {
    "account_inactive", "openid_connect_login", "openid_connect_callback", "saml_login",
    "saml_acs", "saml_finish_acs", "saml_sls", "saml_metadata",
}  # fmt: skip


def _routes(resolver: URLResolver, space: str = "") -> set[str]:
    found = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            found.add(f"{space}{entry.name}")
        else:
            inner = f"{entry.namespace}:" if entry.namespace else space
            found |= _routes(entry, inner)
    return found


def test_every_address_has_a_row():
    written = {row[1] for row in ROWS}

    assert _routes(get_resolver()) - NOT_OURS == written


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=[f"{row[0]} {row[1]}" for row in ROWS])
def test_each_role_meets_the_answer_that_is_written(row):
    method, route, arguments, expected = row

    network = casting.gather()
    met = {}
    for role in casting.ROLES:
        # Each role meets the same fresh network: what a visit changes is forgotten.
        with transaction.atomic():
            cast, client = deepcopy(network), Client()
            if cast.people[role]:
                client.force_login(cast.people[role])
            address = reverse(route, kwargs=arguments(cast))
            met[role] = getattr(client, method)(address).status_code
            transaction.set_rollback(True)

    others = expected.get("others", 404)
    visitor = expected.get("visitor", 302)
    assert met == {role: expected.get(role, others) for role in casting.ROLES} | {
        "visitor": visitor
    }
