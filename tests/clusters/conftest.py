"""A cohort like a small country's: two mentor schools, four mentee schools."""

import pytest

from cordata.clusters.actions.drafts import ask_draft, compute_draft
from tests import factories as make


@pytest.fixture
def marta(db):
    return make.coordinator()


@pytest.fixture
def cohort(db):
    made = make.cohort()
    make.mentor(made, name="Nord", lat=45.40, places=(0, 2), offers=["stem", "inclusion"])
    make.mentor(made, name="Sud", lat=45.00, places=(0, 2), offers=["families"])
    for at, lat in enumerate((45.38, 45.36, 45.02, 45.04)):
        needs = ["stem"] if at < 2 else ["families"]
        make.mentee(made, name=f"Scuola {at}", lat=lat, needs=needs)
    return made


@pytest.fixture
def draft(cohort, marta):
    return compute_draft(ask_draft(cohort, by=marta))


def school(cohort, name):
    return cohort.participations.get(school__name=name)
