"""The cast, and clients signed in as one of them."""

import pytest
from django.test import Client

from tests import cast as casting


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def sign_in(cast):
    def as_one_of(name):
        client = Client()
        client.force_login(cast.people[name])
        return client

    return as_one_of


@pytest.fixture
def marta(sign_in):
    """A client of the coordinator of Italy."""
    return sign_in("coordinator")


@pytest.fixture
def ada(sign_in):
    """A client of the administrator."""
    return sign_in("administrator")


@pytest.fixture
def paola(sign_in):
    """A client of the researcher who registers, runs and writes."""
    return sign_in("researcher")
