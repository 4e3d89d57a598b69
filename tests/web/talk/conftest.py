"""A cluster with one thread in it."""

import pytest

from cordata.clusters.actions.founding import found_cluster
from cordata.cycles.actions import talk


@pytest.fixture
def cluster(cast):
    marta = cast.people["coordinator"]
    return found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)


@pytest.fixture
def thread(cast, cluster):
    return talk.start_thread(
        cluster, title="Robot in classe", text="Quando *venite*?", language="it",
        by=cast.people["mentor_team"],
    )  # fmt: skip
