"""The figures of a report as tables in words: the same for page, PDF, ODT, CSV and XLSX."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from cordata.cycles.models import Activity, Goal
from cordata.cycles.queries.dose import COORDINATOR, NOBODY

Cell = int | Decimal
Counts = Mapping[str, int]


@dataclass
class Row:
    """A name and its figures; ``cluster`` is the public id, where the row is one's."""

    name: str
    cells: list[Cell]
    cluster: str = ""
    labelled: list[tuple[str, str]] = field(default_factory=list)

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
            row.labelled = list(zip(self.header[1:], row.written, strict=True))


def hours(minutes: int) -> Decimal:
    """Hours with one decimal: the only place where minutes become hours."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.1"))


def written(cell: Cell) -> str:
    """12 or 12.5, as the language writes it."""
    return str(number_format(cell, decimal_pos=1 if isinstance(cell, Decimal) else 0))


def tables_of(figures: Mapping[str, Any]) -> list[Table]:
    """All tables of a report, the sums first."""
    return [
        *tables_of_one(figures["dose"], figures["goals"]),
        _clusters(figures),
        _coordination(figures),
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


def _clusters(figures: Mapping[str, Any]) -> Table:
    header = [
        _("Cluster"), _("Schools"), _("Took place"), _("Did not take place"), _("Hours"),
        _("Hours of all"), _("Hours of travel"),
    ]  # fmt: skip
    rows = [
        Row(
            _name(one),
            [
                one["schools"],
                _sum(one["dose"]["held"]),
                _sum(one["dose"]["not_held"]),
                hours(one["dose"]["minutes"]),
                hours(one["dose"]["attended"]),
                hours(one["dose"]["travel"]),
            ],
            one["cluster"],
        )
        for one in figures["clusters"]
    ]
    return Table(_("Clusters: what took place"), header, rows)


def _coordination(figures: Mapping[str, Any]) -> Table:
    sides = ("mentor", "mentee", COORDINATOR)
    header = [
        _("Cluster"), _("Called by the mentor school"), _("Called by mentee schools"),
        _("Called by the coordinator"), _("Online"), *(str(stop.label) for stop in Goal.Stop),
    ]  # fmt: skip
    rows = [
        Row(
            _name(one),
            [
                *(one["dose"]["called"].get(side, 0) for side in sides),
                one["dose"]["online"],
                *(one["goals"]["stops"].get(stop, 0) for stop in Goal.Stop),
            ],
            one["cluster"],
        )
        for one in figures["clusters"]
    ]
    return Table(_("Clusters: who called, where the goals stand"), header, rows)


def _name(one: Mapping[str, Any]) -> str:
    return f"{one['letter']}: {one['name']}"


def _sum(counts: Counts) -> int:
    return sum(counts.values())
