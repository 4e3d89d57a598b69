"""A run on twelve schools, and two more researchers who can stand for what is said of it."""

import pytest

from cordata.evidence.actions import findings as actions
from tests.evidence import making
from tests.web.access.evidence import another


@pytest.fixture
def run(cast):
    return making.quick(cast)


@pytest.fixture
def finding(run):
    return making.draft(run)


@pytest.fixture
def two(cast):
    return [another(cast), another(cast)]


@pytest.fixture
def released(finding, two):
    actions.ask_review(finding, by=finding.written_by)
    for one in two:
        actions.review_finding(finding, says="approve", words="I checked the data.", by=one)
    actions.release_finding(finding, by=two[0])
    return finding
