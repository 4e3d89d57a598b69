"""A text of the platform with one published original."""

import pytest

from cordata.documents import actions


@pytest.fixture
def text(db):
    document = actions.start_document(slug="welcome", language="en", by=None)
    actions.write_and_publish(document, language="en", title="Welcome", body="Hello.", by=None)
    return document


@pytest.fixture
def translate(text):
    def into(language, body="Ciao.", **more):
        return actions.write_and_publish(
            text, language=language, title="Benvenuti", body=body, by=None, **more
        )

    return into


@pytest.fixture
def rewrite(text):
    def original(body="Good morning.", after=1):
        return actions.write_and_publish(
            text, language="en", title="Welcome", body=body, after=after, by=None
        )

    return original
