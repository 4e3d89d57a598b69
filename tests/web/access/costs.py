"""Money is read by whoever leads and coordinates; a mentee school does not see that of others."""

from tests.web.access.cycles import cluster_of
from tests.web.access.networks import COORDINATORS, cohort, coordinators, country

LEADS = {"mentor_team": 200, "team": 403, "head": 403}


def _cluster(cast):
    return {"cluster": cluster_of(cast).public_id}


def _item(_cast):
    return {"cc": "it", "item": "kilometre"}


ROWS = [
    ("get", "costs:cluster", _cluster, COORDINATORS | LEADS),
    (
        "post",
        "costs:cluster",
        _cluster,
        coordinators(422) | {"mentor_team": 422, "team": 403, "head": 403},
    ),
    ("get", "costs:network", cohort, COORDINATORS),
    ("get", "costs:csv", cohort, COORDINATORS),
    ("get", "costs:band", cohort, COORDINATORS),
    ("get", "costs:prices", country, COORDINATORS),
    ("get", "costs:prices-csv", country, COORDINATORS),
    ("get", "costs:price", _item, COORDINATORS),
    ("post", "costs:price", _item, coordinators(422)),
]
