"""The clusters of a country as a picture: leads filled, the others tied to them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cordata.analysis.geography.drawing import Viewport, nudge, path_of
from cordata.analysis.geography.outlines import bounds_of, regions_of
from cordata.clusters.models import Cluster, Membership

WIDTH, MOST_HEIGHT, APART = 640.0, 720.0, 22.0
TONES = "abcde"


@dataclass(frozen=True)
class Path:
    """A line or an area."""

    d: str
    kind: str = "land"
    tone: str = ""


@dataclass(frozen=True)
class Mark:
    """A school: "mentor" or "mentee", with its code."""

    kind: str
    x: float
    y: float
    code: str
    tone: str
    here: bool = False


@dataclass
class Drawing:
    """What ``web/parts/map.html`` draws."""

    title: str
    width: float
    height: float
    land: list[Path]
    ties: list[Path] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    scale_km: int = 0
    scale_units: float = 0
    scale_y: float = 0


def draw_country(country: str, clusters: Iterable[Cluster]) -> Drawing | None:
    """The open clusters (with ``.now``) on the country's regions; None without an outline.

    Schools that do not want to be listed are not drawn.
    """
    bounds = bounds_of(country)
    if bounds is None:
        return None
    view = Viewport.fit(bounds, WIDTH, MOST_HEIGHT)
    land = [Path(path_of(shape, view)) for shape in regions_of(country)]
    drawing = Drawing(_("Clusters of this country on a map"), view.width, view.height, land)
    drawing.scale_km, drawing.scale_y = 100, view.height - 14
    drawing.scale_units = view.units(drawing.scale_km)
    _draw_clusters(drawing, view, clusters)
    return drawing


def _draw_clusters(drawing: Drawing, view: Viewport, clusters: Iterable[Cluster]) -> None:
    members = [
        (f"k{TONES[at % len(TONES)]}", cluster, member)
        for at, cluster in enumerate(clusters)
        for member in cluster.now  # type: ignore[attr-defined]
        if _may_be_drawn(member)
    ]
    spots = nudge([_spot(view, member) for _tone, _cluster, member in members], APART)
    leads: dict[int, tuple[float, float]] = {}
    for (tone, cluster, member), (x, y) in zip(members, spots, strict=True):
        drawing.marks.append(Mark(member.side, x, y, member.code, tone))
        if member.side == "mentor":
            leads.setdefault(cluster.pk, (x, y))
    for (tone, cluster, member), (x, y) in zip(members, spots, strict=True):
        if member.side == "mentee" and cluster.pk in leads:
            a, b = leads[cluster.pk]
            drawing.ties.append(Path(f"M{a:g} {b:g}L{x:g} {y:g}", tone=tone))


def _may_be_drawn(member: Membership) -> bool:
    school = member.participation.school
    return school.listed and school.main_site is not None and school.main_site.lat is not None


def _spot(view: Viewport, member: Membership) -> tuple[float, float]:
    site = member.participation.school.main_site
    return view.xy(site.lon, site.lat)
