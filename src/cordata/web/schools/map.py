"""Maps drawn on the server: outlines, marks, ties. No tiles, no requests elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from django.utils.translation import gettext as _

from cordata.analysis.geography.drawing import Bounds, Viewport, bounds_around, nudge, path_of
from cordata.analysis.geography.outlines import NUMERIC, bounds_of, europe, regions_of
from cordata.analysis.geography.travel import great_circle_km

# As wide as a map is on a telephone: what is written 14 high in it is no smaller anywhere.
WIDTH, HEIGHT = 320.0, 360.0
APART = {"mentor": 26.0, "mentee": 26.0, "lost": 28.0, "bubble": 32.0, "dot": 0.0}
MOST_CODES = 48  # with more marks, codes would hide each other: the list has them all
APART_CROWDED = 18.0
SCALES = (5, 10, 20, 50, 100, 200, 500)
# Where a country's bubble stands on the map of Europe.
MIDDLES = {
    "BE": (4.4, 51.0),
    "CZ": (15.4, 49.8),
    "HR": (15.9, 45.5),
    "HU": (19.4, 47.1),
    "IT": (12.2, 43.2),
    "PT": (-8.2, 39.7),
}
EUROPE: Bounds = (-10.5, 36.0, 24.5, 53.5)


@dataclass(frozen=True)
class Point:
    """Something to mark: kind is mentor, mentee, lost, bubble or dot."""

    lat: float
    lon: float
    kind: str
    code: str = ""
    tone: str = ""
    here: bool = False


@dataclass(frozen=True)
class Mark:
    """A point as it is drawn, in SVG units."""

    x: float
    y: float
    kind: str
    code: str
    tone: str
    here: bool


@dataclass(frozen=True)
class Path:
    """A line or area as it is drawn."""

    d: str
    kind: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Drawing:
    """What the map part needs."""

    title: str
    width: float
    height: float
    land: Sequence[Path]
    ties: list[Path] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    scale_units: float = 0
    scale_km: int = 0

    @property
    def scale_y(self) -> float:
        """Height of the scale bar."""
        return self.height - 14


def draw_country(
    country: str,
    points: list[Point],
    ties: list[tuple[int, int]] | None = None,
    *,
    title: str,
    close_up: bool = True,
    region: str = "",
) -> Drawing:
    """A country with points; ties join points by position in the list.

    ``close_up`` fits the window to the points; otherwise to the country or the region.
    """
    view = _window(country, points, close_up=close_up, region=region)
    spots = [view.xy(point.lon, point.lat) for point in points]
    apart = max((APART[point.kind] for point in points), default=0)
    if len(points) > MOST_CODES:
        points = [replace(one, code="") if one.kind == "mentee" else one for one in points]
        apart = min(apart, APART_CROWDED)
    spots = nudge(spots, apart) if apart else spots
    scale_km = next((km for km in SCALES if view.units(km) >= 40), SCALES[-1])  # noqa: PLR2004
    return Drawing(
        title=title,
        width=view.width,
        height=view.height,
        land=_land(country, view),
        ties=[
            Path(_curve(spots[one], spots[other]), tone=points[other].tone)
            for one, other in ties or ()
        ],
        marks=[
            Mark(x, y, point.kind, point.code, point.tone, point.here)
            for (x, y), point in zip(spots, points, strict=True)
        ],
        scale_units=view.units(scale_km),
        scale_km=scale_km,
    )


def draw_europe(counts: dict[str, int]) -> Drawing:
    """Europe with a bubble for each country that has clusters."""
    view = Viewport.fit(EUROPE, WIDTH, HEIGHT, margin=0)
    hot = {
        NUMERIC[country] for country, count in counts.items() if count and country in NUMERIC
    }
    marks = []
    for country, count in sorted(counts.items()):
        if count and country in MIDDLES:
            x, y = view.xy(*MIDDLES[country])
            marks.append(Mark(x, y, "bubble", str(count), "", here=False))
    return Drawing(
        title=_("Map of Europe with the number of clusters in each country"),
        width=view.width,
        height=view.height,
        land=[Path(d, "land hot" if code in hot else "land far") for code, d in _europe(view)],
        marks=marks,
    )


def nearest(country: str, others: Iterable[str], most: int) -> list[str]:
    """Which of the other countries lie nearest, middle to middle, nearest first."""
    if country not in MIDDLES:
        return sorted(others)[:most]
    lon, lat = MIDDLES[country]

    def away(other: str) -> float:
        lon2, lat2 = MIDDLES.get(other, (0.0, 90.0))
        return float(great_circle_km(lat, lon, lat2, lon2))

    return sorted(others, key=lambda other: (away(other), other))[:most]


def _window(country: str, points: list[Point], *, close_up: bool, region: str) -> Viewport:
    bounds = bounds_of(country)
    if region:
        shapes = [one for one in regions_of(country) if one.name.lower() == region.lower()]
        bounds = shapes[0].bounds() if shapes else bounds
    if points and (close_up or bounds is None):
        bounds = bounds_around((point.lon, point.lat) for point in points)
        return Viewport.fit(bounds, WIDTH, HEIGHT, margin=0.12)
    return Viewport.fit(bounds or EUROPE, WIDTH, HEIGHT)


@lru_cache(maxsize=64)
def _land(country: str, view: Viewport) -> tuple[Path, ...]:
    paths = [path_of(shape, view) for shape in regions_of(country)]
    return tuple(Path(d, "land") for d in paths if d)


@lru_cache(maxsize=2)
def _europe(view: Viewport) -> tuple[tuple[str, str], ...]:
    return tuple((code, path_of(shape, view)) for code, shape in europe())


def _curve(one: tuple[float, float], other: tuple[float, float]) -> str:
    """A tie sags a little to one side, like a rope."""
    (x1, y1), (x2, y2) = one, other
    bend = 0.08
    x, y = (x1 + x2) / 2 - bend * (y2 - y1), (y1 + y2) / 2 + bend * (x2 - x1)
    return f"M{x1:.1f} {y1:.1f}Q{x:.1f} {y:.1f} {x2:.1f} {y2:.1f}"
