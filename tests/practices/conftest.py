"""The cast, around whose mentee school every practice is."""

import pytest

from tests import cast as casting


@pytest.fixture
def cast(db):
    return casting.gather()
