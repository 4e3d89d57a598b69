"""Who in a cluster can help whom with what: needs and offers side by side, by topic."""

from dataclasses import dataclass
from typing import Any

from cordata.clusters.models import Membership
from cordata.networks.models import Interest


@dataclass(frozen=True)
class Cell:
    """What one school said of a topic: "offers", "needs" or nothing; 3 is wanted first."""

    member: Membership
    kind: str
    priority: int


@dataclass(frozen=True)
class Row:
    """One topic, with a cell for each school in the order of the columns."""

    label: str
    cells: list[Cell]

    @property
    def helpers(self) -> list[Membership]:
        """Schools that offer it."""
        return [cell.member for cell in self.cells if cell.kind == "offers"]

    @property
    def seekers(self) -> list[Membership]:
        """Schools that need it, those that want it first first."""
        asking = [cell for cell in self.cells if cell.kind == "needs"]
        return [cell.member for cell in sorted(asking, key=lambda cell: -cell.priority)]


@dataclass(frozen=True)
class Matrix:
    """Members are the columns; topics that somebody needs come first, unmet ones on top."""

    members: list[Membership]
    rows: list[Row]


def matrix_of(members: list[Membership]) -> Matrix:
    """The matrix of a cluster's members of now, mentor schools first. One query."""
    by_school: dict[int, dict[str, Any]] = {one.participation_id: {} for one in members}
    topics = {}
    for interest in Interest.objects.filter(participation__in=by_school).select_related(
        "topic"
    ):
        by_school[interest.participation_id][interest.topic.slug] = interest
        topics[interest.topic.slug] = interest.topic
    ordered = sorted(topics.values(), key=lambda topic: (topic.position, topic.slug))
    rows = [
        Row(
            topic.label,
            [_cell(one, by_school[one.participation_id].get(topic.slug)) for one in members],
        )
        for topic in ordered
    ]
    return Matrix(members, sorted(rows, key=_urgency))


def _cell(member: Membership, interest: Interest | None) -> Cell:
    if interest is None:
        return Cell(member, "", 0)
    return Cell(member, interest.direction, interest.priority)


def _urgency(row: Row) -> tuple[bool, bool, int]:
    """Needs that nobody meets, then needs by how many have them, then offers alone."""
    return (not row.seekers, bool(row.helpers), -len(row.seekers))
