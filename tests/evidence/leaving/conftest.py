"""A finding that two stand for, released."""

import pytest

from cordata.evidence.actions import findings as actions
from tests import cast as casting
from tests.evidence import making
from tests.web.access.evidence import another


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def finding(cast):
    made = making.draft(making.quick(cast))
    actions.ask_review(made, by=made.written_by)
    for one in (another(cast), another(cast)):
        actions.review_finding(made, says="approve", words="", by=one)
    actions.release_finding(made, by=made.written_by)
    made.refresh_from_db()
    return made
