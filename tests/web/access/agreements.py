"""Agreements: coordinators propose, parties sign by link, teams read their own."""

import datetime as dt

from cordata.accounts.actions import digest
from cordata.clusters.actions import agreements
from cordata.clusters.actions.founding import found_cluster
from cordata.clusters.queries.agreements import signatures_of
from tests.web.access.networks import COORDINATORS, coordinators

OPEN = {"visitor": 200, "others": 200}
INSIDE = COORDINATORS | {"team": 200, "head": 200, "mentor_team": 200}


def _proposed(cast):
    """The cluster of the cast, with an agreement that nobody has signed yet."""
    marta = cast.people["coordinator"]
    cluster = found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)
    template = agreements.write_template(
        cast.cohort.country, language="it", title="A", text="B", tasks=["C"],
        binds="everybody", authority="Ministero", by=marta,
    )  # fmt: skip
    return agreements.propose_agreement(
        cluster, template, language="it", starts_on=dt.date(2026, 9, 1),
        ends_on=dt.date(2027, 6, 30), emails={}, by=marta,
    )  # fmt: skip


def _cluster(cast):
    return {"cc": "it", "cluster": _proposed(cast).cluster.public_id}


def _party(cast):
    agreement = _proposed(cast)
    signature = signatures_of(agreement)[1].public_id
    return {"cc": "it", "cluster": agreement.cluster.public_id, "signature": signature}


def _paper(cast):
    agreement = _proposed(cast)
    party = signatures_of(agreement)[1]
    agreements.record_paper(
        party, b"%PDF-1.7 x", name="a.pdf", signed_as="G", by=cast.people["coordinator"]
    )
    return {
        "cc": "it",
        "cluster": agreement.cluster.public_id,
        "signature": party.public_id,
    }


def _link(cast):
    party = signatures_of(_proposed(cast))[1]
    party.token_digest = digest("known")
    party.save()
    return {"token": "known"}


def _own(cast):
    return {"cluster": _proposed(cast).cluster.public_id}


ROWS = [
    ("get", "agreements:template", lambda _cast: {"cc": "it"}, COORDINATORS),
    ("get", "agreements:agreement", _cluster, COORDINATORS),
    ("post", "agreements:cancel", _cluster, coordinators(302)),
    ("get", "agreements:coordinated-pdf", _cluster, COORDINATORS),
    ("post", "agreements:party", _party, coordinators(404)),
    ("get", "agreements:paper", _paper, COORDINATORS),
    ("get", "agreements:sign", _link, OPEN),
    ("get", "agreements:pdf", _link, OPEN),
    ("get", "agreements:pdf-inside", _own, INSIDE),
]
