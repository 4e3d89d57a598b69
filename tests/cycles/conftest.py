"""The cast with its cluster, and a second cluster of the cohort."""

import pytest

from cordata.clusters.actions.founding import found_cluster
from cordata.cycles.actions.goals import set_goal
from tests import cast as casting
from tests import factories as make


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def cluster(cast):
    marta = cast.people["coordinator"]
    return found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)


@pytest.fixture
def year(db):
    """The cast; ``.cluster`` is that of "leading" and "theirs"; ``.elsewhere`` another one."""
    found = casting.gather()
    marta = found.people["coordinator"]
    found.cluster = found_cluster(
        found.cohort, found.leading, [found.theirs], name="Valli", by=marta
    )
    lead = make.mentor(found.cohort, name="IC Monti", offers=["stem"])
    found.elsewhere = found_cluster(found.cohort, lead, [found.others], name="Monti", by=marta)
    found.people["neighbour"] = make.person("Nora Neri")
    make.role(found.people["neighbour"], "team", "school", found.others.school.public_id)
    return found


@pytest.fixture
def anna(year):
    """Of the mentee school."""
    return year.people["team"]


@pytest.fixture
def marco(year):
    """Of the mentor school."""
    return year.people["mentor_team"]


@pytest.fixture
def marta(year):
    """The coordinator."""
    return year.people["coordinator"]


@pytest.fixture
def agree(year, anna):
    """Set a goal of the mentee school."""

    def on(text="Ogni classe legge ad alta voce"):
        return set_goal(
            year.theirs, text=text, why="Bisogno", success="Tre classi", topic=None, by=anna
        )

    return on
