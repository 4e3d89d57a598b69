"""The cast, and a round of its mentee school."""

import pytest

from tests import cast as casting
from tests.surveys import making


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def anna(cast):
    return cast.people["team"]


@pytest.fixture
def round_(cast, anna):
    return making.started(cast.theirs, anna)
