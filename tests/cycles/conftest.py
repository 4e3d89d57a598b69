"""A cluster of the cast: IC Le Betulle leads, IC Valle Alta is tied in."""

import pytest

from cordata.clusters.actions.founding import found_cluster
from tests import cast as casting


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def cluster(cast):
    marta = cast.people["coordinator"]
    return found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)
