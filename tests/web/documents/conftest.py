"""The cast, clients signed in as one of them, and the address of a text."""

import pytest
from django.test import Client
from django.urls import reverse

from cordata.documents.models import Document
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
def ada(sign_in):
    """A client of the administrator."""
    return sign_in("administrator")


@pytest.fixture
def marta(sign_in):
    """A client of the coordinator of Italy."""
    return sign_in("coordinator")


@pytest.fixture
def about(db):
    return Document.objects.get(slug="about")


@pytest.fixture
def desk():
    """The page where a language of a text is written."""

    def of(language, slug="about"):
        return reverse("documents:write", args=[slug, language])

    return of
