"""How a cluster is really coordinated, as rows of a table: for its coordinator and for research."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cordata.clusters.models import CoordinationModel
from cordata.cycles.queries.enacted import Lived, lived_as
from cordata.web.models.words import (
    axis_name,
    fit_in_words,
    level_name,
    quarter_name,
    records_in_words,
)


@dataclass(frozen=True)
class Row:
    """One axis: declared and lived, what it rests on, and how the two stand to each other."""

    axis: str
    declared: str
    lived: str
    records: str
    verdict: str
    tone: str
    moved: str
    quarters: list[tuple[str, int, int, str]]


def rows_of(lived: list[Lived]) -> list[Row]:
    """In the order in which records tell them."""
    return [_row(one) for one in lived]


def rows_of_model(model: CoordinationModel | None) -> list[Row]:
    """Of a cluster's model of today; none where none is declared."""
    return [] if model is None else rows_of(lived_as([model])[model.cluster_id])


def _row(one: Lived) -> Row:
    verdict, tone = fit_in_words(one.fit)
    return Row(
        axis=axis_name(one.axis),
        declared=level_name(one.axis, one.declared),
        lived=level_name(one.axis, one.now.level) if one.now.level else "",
        records=records_in_words(one.axis, one.now),
        verdict=verdict,
        tone=tone,
        moved=_moved(one),
        quarters=[
            (
                quarter_name(quarter),
                reading.yes,
                reading.n,
                level_name(one.axis, reading.level) if reading.level else "",
            )
            for quarter, reading in one.quarters
        ],
    )


def _moved(one: Lived) -> str:
    if one.moved is None:
        return ""
    by = dict(one.quarters)
    first, last = one.moved
    return _("%(first_when)s: %(first)s. %(last_when)s: %(last)s.") % {
        "first_when": quarter_name(first),
        "first": level_name(one.axis, by[first].level),
        "last_when": quarter_name(last),
        "last": level_name(one.axis, by[last].level),
    }
