"""A plan as points and ties of a map."""

from django.utils.translation import gettext as _

from cordata.clusters.queries.shown import Shown
from cordata.networks.models import Participation
from cordata.web.schools.map import Drawing, Point, draw_country


def draw_plan(shown: Shown, opened: str = "") -> Drawing | None:
    """Mentors with letters, schools with codes, ties between them; "?" has no mentor."""
    points: list[Point] = []
    ties: list[tuple[int, int]] = []
    for group in shown.groups:
        tone = f"k{group.tone}"
        lead = _add(points, group.mentor, "mentor", group.letter, tone, opened)
        for row in group.rows:
            at = _add(points, row.school, "mentee", row.code, tone, opened)
            if lead is not None and at is not None:
                ties.append((lead, at))
    for left_out in shown.left_out:
        _add(points, left_out.school, "lost", "?", "", opened)
    if not points:
        return None
    country = shown.groups[0].mentor.school.country if shown.groups else "IT"
    title = _("Map of the proposed clusters; the list on this page says the same")
    return draw_country(country, points, ties, title=title)


def _add(
    points: list[Point], one: Participation, kind: str, code: str, tone: str, opened: str
) -> int | None:
    site = one.school.main_site
    if site is None or site.lat is None or site.lon is None:
        return None
    here = one.public_id == opened
    points.append(Point(site.lat, site.lon, kind, code, tone, here))
    return len(points) - 1
