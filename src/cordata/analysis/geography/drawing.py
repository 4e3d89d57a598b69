"""From degrees to a picture: fit, project, simplify, nudge. All deterministic."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians, sin, tau

from cordata.analysis.geography.outlines import Shape

Bounds = tuple[float, float, float, float]
KM_PER_DEGREE = 111.195


@dataclass(frozen=True)
class Viewport:
    """An equirectangular window, true at its middle latitude. Units are SVG units."""

    west: float
    north: float
    scale: float  # units per degree of latitude
    squeeze: float  # cosine of the middle latitude
    width: float
    height: float

    @classmethod
    def fit(
        cls, bounds: Bounds, width: float, most_height: float, margin: float = 0.06
    ) -> "Viewport":
        """The largest window of this width that shows ``bounds``, no higher than allowed."""
        west, south, east, north = bounds
        pad = margin * max(east - west, north - south, 0.2)
        west, south, east, north = west - pad, south - pad, east + pad, north + pad
        squeeze = cos(radians((south + north) / 2))
        scale = min(width / ((east - west) * squeeze), most_height / (north - south))
        height = min(most_height, (north - south) * scale)
        spare = (width / scale / squeeze - (east - west)) / 2
        return cls(west - spare, north, scale, squeeze, width, round(height, 1))

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point lies, from the upper left corner."""
        x = (lon - self.west) * self.squeeze * self.scale
        return round(x, 1), round((self.north - lat) * self.scale, 1)

    def units(self, km: float) -> float:
        """How long a distance is drawn."""
        return round(km / KM_PER_DEGREE * self.scale, 1)

    def shows(self, x: float, y: float) -> bool:
        """Whether a point is in the picture."""
        return not self.beyond(x, y)

    def beyond(self, x: float, y: float) -> frozenset[str]:
        """Which edges of the picture a point lies beyond; none if it is in it."""
        edges = {
            "west": x < 0, "east": x > self.width, "north": y < 0, "south": y > self.height,
        }  # fmt: skip
        return frozenset(edge for edge, is_beyond in edges.items() if is_beyond)


def path_of(shape: Shape, view: Viewport, detail: float = 2.2) -> str:
    """The SVG path of a shape; steps under ``detail`` units and tiny islands are left out."""
    parts = []
    for ring in shape.rings:
        points = _thin([view.xy(lon, lat) for lon, lat in ring], detail)
        outside = all(not view.shows(x, y) for x, y in points)
        if len(points) > 3 and not outside:  # noqa: PLR2004 - fewer make no area
            drawn = in_sight(points, view)
            parts.append("M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in drawn) + "Z")
    return "".join(parts)


def _thin(points: Sequence[tuple[float, float]], detail: float) -> list[tuple[float, float]]:
    kept: list[tuple[float, float]] = []
    for point in points:
        if not kept or hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) >= detail:
            kept.append(point)
    return kept


def in_sight(
    points: Sequence[tuple[float, float]], view: Viewport
) -> list[tuple[float, float]]:
    """Without points that bend a line only beyond one edge: the picture stays the same."""
    kept = [points[0]]
    for point, after in pairwise([*points[1:], points[0]]):
        if not view.beyond(*kept[-1]) & view.beyond(*point) & view.beyond(*after):
            kept.append(point)
    return kept


def bounds_around(points: Iterable[tuple[float, float]]) -> Bounds:
    """West, south, east, north of points given as longitude and latitude."""
    some = list(points)
    lons, lats = [lon for lon, _lat in some], [lat for _lon, lat in some]
    return min(lons), min(lats), max(lons), max(lats)


def nudge(points: Sequence[tuple[float, float]], apart: float) -> list[tuple[float, float]]:
    """Move points that would hide each other, each to the nearest free spot on a spiral."""
    placed: list[tuple[float, float]] = []
    for x, y in points:
        spot, turn = (x, y), 0
        while any(hypot(spot[0] - a, spot[1] - b) < apart for a, b in placed):
            turn += 1
            radius = apart * (0.35 + 0.12 * turn)
            angle = turn * tau * 0.381966  # the golden angle spreads evenly
            spot = round(x + radius * cos(angle), 1), round(y + radius * sin(angle), 1)
        placed.append(spot)
    return placed
