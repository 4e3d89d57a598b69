"""Published clusters as points and ties of a map."""

from collections.abc import Iterable

from cordata.clusters.models import Cluster
from cordata.web.schools.map import Point

TONES = "abcde"


def cluster_points(clusters: Iterable[Cluster]) -> tuple[list[Point], list[tuple[int, int]]]:
    """Points for listed schools with a position, and ties from each mentor to its schools.

    ``clusters`` must carry ``.now``: their members, mentor first.
    """
    points: list[Point] = []
    ties: list[tuple[int, int]] = []
    for number, cluster in enumerate(clusters):
        tone, lead = f"k{TONES[number % len(TONES)]}", None
        for member in cluster.now:  # type: ignore[attr-defined]  # annotated or prefetched by its query
            school = member.participation.school
            site = school.main_site
            if not school.listed or site is None or site.lat is None:
                continue
            points.append(Point(site.lat, site.lon, member.side, member.code, tone))
            if member.side == "mentor" and lead is None:
                lead = len(points) - 1
            elif lead is not None:
                ties.append((lead, len(points) - 1))
    return points, ties
