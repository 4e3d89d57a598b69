"""The cluster of the cast, where diaries are kept."""

import pytest
from django.urls import reverse

from cordata.clusters.actions.founding import found_cluster


@pytest.fixture
def cluster(cast):
    marta = cast.people["coordinator"]
    return found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)


@pytest.fixture
def team(cluster, sign_in):
    return sign_in("team")


@pytest.fixture
def page(cluster):
    return reverse("diary:cluster", args=[cluster.public_id])


@pytest.fixture
def facts(cast):
    return {
        "school": cast.theirs.public_id, "kind": "learning", "text": "Si *legge* di più",
        "happened_on": "2026-11-20", "readers": "cluster", "video": "", "goal": "",
        "activity": "",
    }  # fmt: skip
