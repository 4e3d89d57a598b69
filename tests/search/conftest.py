"""The cast with something of every kind, filed; and a search as one of them."""

import pytest
from django.contrib.auth.models import AnonymousUser

from cordata.search.actions.keeping import build
from cordata.search.queries.found import search
from tests import cast as casting
from tests.search import planting


def look(words, person=None, *, language="it", page=1, **narrowed):
    return search(
        words, person=person or AnonymousUser(), language=language, narrowed=narrowed, page=page
    )


def titles(found):
    return [hit.title for hit in found.hits]


def build_all():
    return sum(number for _kind, number in build())


@pytest.fixture
def cast(db):
    planting.put_texts_away()
    return casting.gather()


@pytest.fixture
def planted(cast):
    """The words that were planted, by kind; everything is filed."""
    words = planting.plant(cast)
    build_all()
    cast.words = words
    return cast
