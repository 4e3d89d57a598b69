"""The cluster of the cast, which looks back."""

import pytest

from cordata.clusters.actions.founding import found_cluster
from cordata.cycles.actions.goals import set_goal


@pytest.fixture
def cluster(cast):
    marta = cast.people["coordinator"]
    return found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)


@pytest.fixture
def team(cluster, sign_in):
    return sign_in("team")


@pytest.fixture
def mentor(cluster, sign_in):
    return sign_in("mentor_team")


@pytest.fixture
def agree(cast, cluster):
    def on(text):
        return set_goal(
            cast.theirs, text=text, why="P", success="S", topic=None, by=cast.people["team"]
        )

    return on
