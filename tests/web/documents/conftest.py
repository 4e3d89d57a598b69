"""A text, and the address where it is written."""

import pytest
from django.urls import reverse

from cordata.documents.models import Document


@pytest.fixture
def about(db):
    return Document.objects.get(slug="about")


@pytest.fixture
def desk():
    """The page where a language of a text is written."""

    def of(language, slug="about"):
        return reverse("documents:write", args=[slug, language])

    return of
