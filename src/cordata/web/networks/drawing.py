"""The clusters of a country for everybody: who is in them, and where on the map."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cordata.clusters.models import Cluster, Membership
from cordata.web.schools.map import Drawing, Point, draw_country

TONES = "abcde"


@dataclass(frozen=True)
class PublicCluster:
    """A cluster without the schools that do not wish to be listed."""

    letter: str
    name: str
    tone: str
    model: str
    members: list[Membership]
    unnamed: int


def public_view(clusters: Iterable[Cluster]) -> list[PublicCluster]:
    """Leave out what schools do not want to be read. Needs ``.now`` and ``.models_now``."""
    return [_public(cluster, TONES[at % len(TONES)]) for at, cluster in enumerate(clusters)]


def _public(cluster: Cluster, tone: str) -> PublicCluster:
    now: list[Membership] = cluster.now  # type: ignore[attr-defined]  # annotated or prefetched by its query
    named = [one for one in now if one.participation.school.listed]
    models = cluster.models_now  # type: ignore[attr-defined]  # annotated or prefetched by its query
    leads = [one for one in named if one.side == "mentor"]
    return PublicCluster(
        letter=cluster.letter,
        name=cluster.name if leads else _("The leading school does not wish to be named"),
        tone=f"k{tone}",
        model=models[0].get_label_display() if models else "",
        members=named,
        unnamed=len(now) - len(named),
    )


def draw_public(country: str, clusters: Iterable[PublicCluster]) -> Drawing:
    """Named schools as points, tied to the one that leads."""
    points: list[Point] = []
    ties: list[tuple[int, int]] = []
    for cluster in clusters:
        lead = None
        for member in cluster.members:
            site = member.participation.school.main_site
            if site is None or site.lat is None or site.lon is None:
                continue
            points.append(Point(site.lat, site.lon, member.side, member.code, cluster.tone))
            if member.side == "mentor":
                lead = len(points) - 1
            elif lead is not None:
                ties.append((lead, len(points) - 1))
    title = _("Map of the clusters; the list on this page says the same")
    return draw_country(country, points, ties, title=title)
