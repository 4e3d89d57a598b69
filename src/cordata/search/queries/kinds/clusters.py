"""Clusters, for the teams inside and for who coordinates them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from cordata.clusters.models import Cluster, Membership
from cordata.clusters.queries.clusters import clusters_entered_by
from cordata.search.queries import readers
from cordata.search.queries.kinds.kind import Kind, Written
from cordata.search.queries.kinds.parts import language_of


def _rows() -> QuerySet[Any]:
    now = Membership.objects.filter(until=None).select_related(
        "participation__school__main_site"
    )
    return Cluster.objects.select_related(
        "cohort__country", "cohort__programme"
    ).prefetch_related(Prefetch("memberships", now, to_attr="now"))


def _cards(clusters: list[Any]) -> Iterable[Written]:
    for cluster in clusters:
        schools = [one.participation.school for one in cluster.now]
        yield Written(
            thing=cluster.public_id,
            title=cluster.name,
            text="; ".join(
                [f"{one.name}, {one.municipality}" for one in schools]
                + [f"{cluster.cohort.programme.name}, {cluster.cohort.name}"]
            ),
            place={"cluster": cluster.public_id},
            language=language_of(cluster.cohort),
            readers=readers.inside(cluster.public_id) | readers.coordinators_of(cluster.cohort),
            country=cluster.cohort.country_id,
        )


KIND = Kind(
    code="cluster",
    name=_("Clusters"),
    every=Cluster.objects.all,
    rows=_rows,
    cards=_cards,
    seen_by=clusters_entered_by,
    route="clusters:cluster",
    touched={"clusters.Cluster": "public_id"},
    sweeps=frozenset({"plan.published", "publication.undone"}),
    weight=0.15,
)
