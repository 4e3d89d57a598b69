"""A round of the mentee school, and somebody who has its link."""

import pytest
from django.test import Client

from tests.surveys import making


@pytest.fixture
def round_(cast):
    return making.started(cast.theirs, cast.people["team"])


@pytest.fixture
def link(round_):
    return f"/en/a/{making.link(round_)}/"


class Browser:
    """Sends the forms of pages as they stand, with what is chosen."""

    def __init__(self):
        self.client = Client()
        self.html = ""
        self.answer = None

    def get(self, address):
        self.answer = self.client.get(address, follow=True)
        self.html = self.answer.content.decode()
        return self.html

    def post(self, address, *, go="next", **chosen):
        import re

        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', self.html))
        self.answer = self.client.post(address, hidden | {"go": go} | chosen, follow=True)
        self.html = self.answer.content.decode()
        return self.html

    @property
    def here(self):
        return self.answer.redirect_chain[-1][0] if self.answer.redirect_chain else ""


@pytest.fixture
def browser(round_):
    return Browser()


@pytest.fixture
def another(round_):
    return Browser()
