"""Outlines of countries and regions, as rings of longitude and latitude in degrees WGS84."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "boundaries"
ISO3 = {"BE": "bel", "CZ": "cze", "HR": "hrv", "HU": "hun", "PT": "prt"}
NUMERIC = {"BE": "056", "CZ": "203", "HR": "191", "HU": "348", "IT": "380", "PT": "620"}
# What a map of the country shows at first; islands far out at sea are not in it.
MAINLAND = {"PT": (-9.6, 36.9, -6.1, 42.2), "BE": (2.5, 49.45, 6.45, 51.55)}

Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class Shape:
    """A named area: outer and inner rings together, for the even-odd rule."""

    name: str
    rings: tuple[tuple[tuple[float, float], ...], ...]

    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        lons = [lon for ring in self.rings for lon, _lat in ring]
        lats = [lat for ring in self.rings for _lon, lat in ring]
        return min(lons), min(lats), max(lons), max(lats)


@cache
def regions_of(country: str) -> tuple[Shape, ...]:
    """First-level units of a country, or nothing where none is shipped."""
    if country == "IT":
        return _topology(HERE / "italy_regions.topo.json", "reg_name")
    if country not in ISO3:
        return ()
    return _topology(HERE / f"admin1_{ISO3[country]}.topo.json", "name")


@cache
def europe() -> tuple[tuple[str, Shape], ...]:
    """Countries around the six, simplified: (ISO numeric code, shape)."""
    plain = json.loads((HERE / "europe.json").read_text(encoding="utf-8"))
    return tuple(
        (
            one["id"],
            Shape(
                one["name"],
                tuple(tuple((lon, lat) for lon, lat in ring) for ring in one["rings"]),
            ),
        )
        for one in plain["countries"]
    )


@cache
def bounds_of(country: str) -> tuple[float, float, float, float] | None:
    """The mainland's west, south, east, north."""
    if country in MAINLAND:
        return MAINLAND[country]
    shapes = regions_of(country)
    if not shapes:
        return None
    boxes = [shape.bounds() for shape in shapes]
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    return west, south, max(box[2] for box in boxes), max(box[3] for box in boxes)


def _topology(path: Path, name: str) -> tuple[Shape, ...]:
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = [_arc(arc, topology.get("transform")) for arc in topology["arcs"]]
    shapes = []
    for layer in topology["objects"].values():
        for geometry in layer["geometries"]:
            rings = tuple(tuple(ring) for ring in _rings(geometry, arcs))
            if rings:
                shapes.append(Shape(geometry["properties"].get(name) or "", rings))
    return tuple(shapes)


def _arc(arc: list[list[int]], transform: dict[str, list[float]] | None) -> Ring:
    if transform is None:
        return [(lon, lat) for lon, lat in arc]
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * sx + tx, y * sy + ty))
    return points


def _rings(geometry: dict[str, Any], arcs: list[Ring]) -> list[Ring]:
    kind, found = geometry.get("type", ""), geometry.get("arcs", [])
    polygons = {"Polygon": [found], "MultiPolygon": found}.get(kind, [])
    return [_ring(ring, arcs) for polygon in polygons for ring in polygon]


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    points: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points
