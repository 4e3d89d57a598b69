"""The cast, and clients signed in as one of them."""

import pytest
from django.test import Client

from cordata.clusters.models import Cluster, Membership
from tests import cast as casting


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def sign_in(cast):
    def as_one_of(name):
        client = Client()
        client.force_login(cast.people[name])
        return client

    return as_one_of


@pytest.fixture
def tie(cast):
    """Make the cluster of the cast, opened on a day."""

    def on(day):
        cluster = Cluster.objects.create(
            cohort=cast.cohort, letter="A", name="IC Le Betulle", opened_on=day
        )
        for side, code, one in (("mentor", "A", cast.leading), ("mentee", "A1", cast.theirs)):
            Membership.objects.create(
                cluster=cluster, participation=one, side=side, code=code, since=day
            )
        return cluster

    return on
