"""The figures of a report as tables in words: the same for page, PDF, ODT, CSV and XLSX."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cordata.analysis.forms.definition import in_language
from cordata.cycles.models import Activity, Goal
from cordata.cycles.queries.dose import COORDINATOR, NOBODY
from cordata.surveys.models import Invited, Occasion

Cell = int | Decimal | None  # None: not known
Counts = Mapping[str, int]
AGENDA = "cycles:agenda"  # of everybody in the cluster: no country stands in its address


@dataclass
class Row:
    """A name and its figures.

    address  the page of what the row is about
    links    for each cell the page that shows what was counted in it, if there is one
    """

    name: str
    cells: list[Cell]
    address: str = ""
    links: list[str] = field(default_factory=list)
    labelled: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def written(self) -> list[str]:
        """As the language of the page writes numbers."""
        return [written(cell) for cell in self.cells]


@dataclass(frozen=True)
class Table:
    """A title, what its columns are, rows."""

    title: str
    header: list[str]  # of the names, then of the cells
    rows: list[Row]

    def __post_init__(self) -> None:
        """Each cell knows the name of its column: on a telephone it stands beside it."""
        for row in self.rows:
            links = row.links or [""] * len(row.cells)
            row.labelled = list(zip(self.header[1:], row.written, links, strict=True))


def hours(minutes: int) -> Decimal:
    """Hours with one decimal: the only place where minutes become hours."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.1"))


def written(cell: Cell) -> str:
    """12 or 12.5, as the language writes it; a dash for what is not known."""
    if cell is None:
        return "–"
    return str(number_format(cell, decimal_pos=1 if isinstance(cell, Decimal) else 0))


def tables_of(
    figures: Mapping[str, Any], asked: Sequence[Mapping[str, Any]] = (), cc: str = ""
) -> list[Table]:
    """All tables of a report, the sums first.

    asked  the surveys of its days; cc  the country whose pages its figures lead to, on a page
    """
    return [
        *tables_of_one(figures["dose"], figures["goals"]),
        *([_asked(asked, cc)] if asked else []),
        _clusters(figures, cc),
        _coordination(figures, cc),
        _goals_of_clusters(figures, cc),
    ]


def tables_of_one(dose: Mapping[str, Any], goals: Mapping[str, Any]) -> list[Table]:
    """Of a cohort, of a cluster or of a school."""
    return [_took_place(dose), _time(dose), _who(dose), _goals(goals)]


def _took_place(dose: Mapping[str, Any]) -> Table:
    held, lost = dose["held"], dose["not_held"]
    rows = [
        Row(str(kind.label), [held.get(kind, 0), lost.get(kind, 0)])
        for kind in Activity.Kind
        if held.get(kind) or lost.get(kind)
    ]
    rows.append(Row(_("All"), [_sum(held), _sum(lost)]))
    header = [_("Activity"), _("Took place"), _("Did not take place")]
    return Table(_("What took place"), header, rows)


def _time(dose: Mapping[str, Any]) -> Table:
    rows = [
        Row(_("Hours of visits and meetings"), [hours(dose["minutes"])]),
        Row(_("People there, counted each time"), [dose["people"]]),
        Row(_("Hours of all who were there"), [hours(dose["attended"])]),
        Row(_("Hours of travel of all of them"), [hours(dose["travel"])]),
    ]
    return Table(_("Time"), [_("What"), _("How much")], rows)


def _who(dose: Mapping[str, Any]) -> Table:
    labels = {
        "mentor": _("Mentor schools"),
        "mentee": _("Mentee schools"),
        COORDINATOR: _("Coordinators"),
        NOBODY: _("Nobody: it had no points"),
    }
    called, pointed = dose["called"], dose["pointed"]
    rows = [
        Row(label, [called.get(side, 0), pointed.get(side, 0)])
        for side, label in labels.items()
    ]
    header = [_("Who"), _("Called it"), _("Set its points")]
    return Table(_("How the clusters were coordinated"), header, rows)


def _goals(goals: Mapping[str, Any]) -> Table:
    rows = [Row(str(stop.label), [goals["stops"].get(stop, 0)]) for stop in Goal.Stop]
    rows += [
        Row(_("Moved since the beginning"), [goals["moved"]]),
        Row(_("Of these, part of the work now"), [goals["finished"]]),
        Row(_("Given up"), [goals["given_up"]]),
    ]
    return Table(_("Where the goals stand"), [_("Goals"), _("How many")], rows)


def _asked(asked: Sequence[Mapping[str, Any]], cc: str) -> Table:
    header = [
        _("Survey"), _("Rounds"), _("People invited"), _("People who answered"),
        _("Of a hundred invited"),
    ]  # fmt: skip
    rows = [
        Row(
            _voice(survey, one["voice"]),
            [survey["rounds"], one["people"], one["answered"], _of_hundred(one)],
            _page("surveys:wave", cc, survey["wave"]),
        )
        for survey in asked
        for one in survey["voices"]
    ]
    return Table(_("How many answered"), header, rows)


def _voice(survey: Mapping[str, Any], voice: str) -> str:
    title = in_language(survey["titles"], get_language() or "en")
    occasion, who = Occasion(survey["occasion"]).label, Invited.Voice(voice).label
    return f"{title}, {occasion}: {who}"


def _of_hundred(counted: Mapping[str, int]) -> Cell:
    """Of those schools alone that said how many they invited."""
    if not counted["people"]:
        return None
    share = Decimal(100 * counted["answered_of_them"]) / counted["people"]
    return share.quantize(Decimal("0.1"))


def _clusters(figures: Mapping[str, Any], cc: str) -> Table:
    header = [
        _("Cluster"), _("Schools"), _("Took place"), _("Did not take place"), _("Hours"),
        _("Hours of all"), _("Hours of travel"),
    ]  # fmt: skip
    rows = [
        _of_cluster(
            one,
            cc,
            [
                one["schools"],
                _sum(one["dose"]["held"]),
                _sum(one["dose"]["not_held"]),
                hours(one["dose"]["minutes"]),
                hours(one["dose"]["attended"]),
                hours(one["dose"]["travel"]),
            ],
            AGENDA,
        )
        for one in figures["clusters"]
    ]
    for row, one in zip(rows, figures["clusters"], strict=True):
        row.links[0] = _page("clusters:coordinate", cc, one["cluster"])
    return Table(_("Clusters: what took place"), header, rows)


def _coordination(figures: Mapping[str, Any], cc: str) -> Table:
    sides = ("mentor", "mentee", COORDINATOR)
    header = [
        _("Cluster"), _("Called by the mentor school"), _("Called by mentee schools"),
        _("Called by coordinators"), _("Online"),
    ]  # fmt: skip
    rows = [
        _of_cluster(
            one,
            cc,
            [*(one["dose"]["called"].get(side, 0) for side in sides), one["dose"]["online"]],
            AGENDA,
        )
        for one in figures["clusters"]
    ]
    return Table(_("Clusters: who called"), header, rows)


def _goals_of_clusters(figures: Mapping[str, Any], cc: str) -> Table:
    header = [_("Cluster"), *(str(stop.label) for stop in Goal.Stop)]
    rows = [
        _of_cluster(
            one,
            cc,
            [one["goals"]["stops"].get(stop, 0) for stop in Goal.Stop],
            "coordinating:cluster",
        )
        for one in figures["clusters"]
    ]
    return Table(_("Clusters: where the goals stand"), header, rows)


def _of_cluster(one: Mapping[str, Any], cc: str, cells: list[Cell], route: str) -> Row:
    """A cluster's line; its figures lead to where its activities or its goals are listed."""
    address = _page("coordinating:cluster", cc, one["cluster"])
    where = _page(route, cc, one["cluster"])
    return Row(f"{one['letter']}: {one['name']}", cells, address, [where] * len(cells))


def _page(route: str, cc: str, thing: str) -> str:
    """Nowhere in a file, or for what has no page."""
    if not cc or not thing:
        return ""
    return reverse(route, args=[thing] if route == AGENDA else [cc, thing])


def _sum(counts: Counts) -> int:
    return sum(counts.values())
