"""What a month has brought to many clusters, in one line and one query."""

from dataclasses import dataclass

from django.db.models import QuerySet

from cordata.clusters.models import Cluster
from cordata.cycles.queries.dose import Span, happened
from cordata.cycles.queries.standing import moved_in


@dataclass(frozen=True)
class Month:
    """Activities that took place and that did not; goals that moved and that are done."""

    held: int
    lost: int
    moved: int
    finished: int


def month_of(clusters: QuerySet[Cluster], span: Span) -> Month:
    """Both rows read together."""
    rows = happened(clusters, span).union(moved_in(clusters, span), all=True)
    found = {what: (one, other) for what, one, other in rows}
    return Month(*found.get("activities", (0, 0)), *found.get("goals", (0, 0)))
