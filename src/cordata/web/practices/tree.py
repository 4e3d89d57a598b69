"""The tree of a practice as a picture: schools below each other, tied to whom they learned it from."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cordata.kit.days import month_year
from cordata.practices.queries.genealogy import Genealogy, Twig

WIDTH, ROW, STEP, LEFT, TOP = 360, 52, 24, 16, 22
MOST_STEPS = 7  # deeper ones are drawn below each other: the ties still say whose they are
LETTER = 8.6  # width of one, of the names


@dataclass(frozen=True, slots=True)
class Mark:
    """A school; ``kind`` is lead for the first one, ring for the others."""

    x: int
    y: int
    kind: str
    name: str
    sub: str


@dataclass(frozen=True, slots=True)
class Tree:
    """Everything to draw, and its description for who does not see it."""

    width: int
    height: int
    title: str
    ties: list[str]
    marks: list[Mark]


def draw_tree(genealogy: Genealogy) -> Tree:
    """A line for each school; it is a table's twin, so that no name is lost in it."""
    places: dict[str, tuple[int, int]] = {}
    marks, ties = [], []
    for row, twig in enumerate(genealogy.twigs):
        x = LEFT + STEP * min(twig.branch.generation, MOST_STEPS)
        y = TOP + ROW * row
        places[twig.branch.school] = (x, y)
        if twig.teacher is not None:
            from_x, from_y = places[twig.branch.teacher]
            ties.append(f"M{from_x} {from_y}V{y}H{x}")
        kind = "lead" if twig.passing is None else "ring"
        marks.append(Mark(x, y, kind, _short(twig.school.name, x), _sub(twig)))
    first = genealogy.twigs[0].school.name
    title = _(
        "The tree of schools that learned it, from %(school)s on; the table has it in words."
    )
    return Tree(
        WIDTH, TOP + ROW * len(marks), title % {"school": first}, ties, marks
    )  # fmt: skip


def _short(name: str, x: int) -> str:
    most = int((WIDTH - x - LEFT) / LETTER)
    return name if len(name) <= most else f"{name[: most - 2].rstrip()} …"


def _sub(twig: Twig) -> str:
    country = twig.school.country
    if twig.passing is None:
        return _("%(country)s, here it began") % {"country": country}
    facts = {"country": country, "month": month_year(twig.passing.learned_on)}
    if twig.branch.taught:
        return _("%(country)s, %(month)s, passed it on") % facts
    return _("%(country)s, %(month)s") % facts
