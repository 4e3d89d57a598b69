"""Table "costs-and-change/1": each cluster with its cost for a mentee school, and their mean change.

A change is no effect: ``cost-effectiveness/1`` refuses until whoever registers it says that the
effect of the models is identified, and stands for it.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any, Literal

import numpy as np
from django.utils.translation import gettext_lazy as _

from cordata.analysis.costs.totals import PriceSet
from cordata.analysis.costs.views import View
from cordata.analysis.costs.years import BASE_RATE
from cordata.costs.queries import shipped
from cordata.costs.queries.bills import year_sum
from cordata.costs.queries.network import schools_in
from cordata.costs.queries.sheets import Sheet
from cordata.evidence.models import Project
from cordata.evidence.queries.kinds import tied
from cordata.evidence.queries.kinds.change_of_schools import (
    ChangeOfSchools,
    answered,
    days_of,
    table_of,
)
from cordata.evidence.queries.kinds.costs_of_clusters import ledgers
from cordata.evidence.queries.kinds.declaring import Kind, framed, number, word
from cordata.evidence.queries.kinds.sources import Built
from cordata.evidence.queries.kinds.tied import cohorts_in, leads_of
from cordata.networks.models import Cohort, Participation
from cordata.surveys.models import Occasion

COLUMNS = {
    "group": word(_("the cluster")),
    "mentor": word(_("the mentor school of the cluster")),
    "country": word(_("its country")),
    "model": word(_("declared coordination model of its cluster")),
    "cost": number(_("cost for each mentee school in its year, in PPS")),
    "effect": number(_("mean change of its schools, in points"), rests_on="schools"),
    "schools": number(_("schools that answered both times")),
    "confirmed": number(_("share of its terms that were confirmed")),
}


@dataclass(frozen=True, slots=True)
class CostsAndChange:
    """What the query is told: a change as in "change-of-schools/1", and which cost."""

    cohorts: tuple[str, ...]
    instrument: str
    voice: str
    area: str
    before: str = Occasion.BASELINE.value
    after: str = Occasion.END.value
    view: Literal["societal", "authority", "school", "school-additional"] = "societal"
    prices: Literal["local", "standard"] = "standard"


def costs_and_change(project: Project, told: CostsAndChange) -> Built:
    """Clusters with both; the rounds are its sources. Raises SpecError."""
    rows: list[dict[str, Any]] = []
    sources: set[tuple[str, str]] = set()
    known = []
    members: dict[str, list[str]] = {}
    for cohort, sheets, made in ledgers(cohorts_in(project, told.cohorts)):
        change = _change(told, cohort)
        pairs, scores = answered(project, change)
        changed = table_of(change, pairs, scores)
        sources |= set(changed.sources)
        known += [changed.known_at] if changed.known_at else []
        effects = _effects(changed, _last_clusters(cohort, days_of(change, pairs)))
        leads = leads_of(one.cluster.pk for one in sheets)
        schools = schools_in(cohort)
        for mine in _by_cluster(sheets):
            which = mine[0].cluster
            lines = [one for one in made.lines if one.group == which.public_id]
            if which.pk not in effects or not lines or not schools.get(which.pk):
                continue
            cost = year_sum(
                lines, shipped.tables(), View(told.view),
                of=PriceSet(told.prices), rate=BASE_RATE,
            )  # fmt: skip
            members[which.public_id] = sorted(effects[which.pk])
            rows.append(
                _row(mine, leads.get(which.pk, ""), sorted(effects[which.pk].values()))
                | {"cost": cost / len(schools[which.pk])}
            )
    last = max(known, default=None)
    return Built(framed(COLUMNS, rows), tuple(sorted(sources)), last, members)


def _change(told: CostsAndChange, cohort: Cohort) -> ChangeOfSchools:
    one = ChangeOfSchools(
        told.cohorts, told.instrument, told.voice, told.area, told.before, told.after
    )
    return replace(one, cohorts=(cohort.public_id,))


def _effects(changed: Built, ties: Mapping[str, int]) -> dict[int, dict[str, float]]:
    """By cluster: the change of each school that was in it last and answered both times."""
    frame = changed.frame
    change = np.asarray(frame["after"]) - np.asarray(frame["before"])
    found: dict[int, dict[str, float]] = {}
    for school, value in zip(frame["school"].tolist(), change.tolist(), strict=True):
        if isfinite(value) and school in ties:
            found.setdefault(ties[school], {})[school] = value
    return found


def _last_clusters(cohort: Cohort, days: Mapping[int, dt.date]) -> dict[str, int]:
    """By school (public id): the cluster that it was in last by its day, as a mentee."""
    mine = tied.schools_in([cohort], Participation.Side.MENTEE)
    ties = tied.ties_of(mine, days)
    return {one.school.public_id: ties[one.pk].cluster for one in mine if one.pk in ties}


def _by_cluster(sheets: list[Sheet]) -> list[list[Sheet]]:
    found: dict[int, list[Sheet]] = {}
    for one in sheets:
        found.setdefault(one.cluster.pk, []).append(one)
    return list(found.values())


def _row(sheets: list[Sheet], mentor: str, changes: list[float]) -> dict[str, Any]:
    cluster = sheets[0].cluster
    return {
        "group": cluster.public_id,
        "mentor": mentor,
        "country": cluster.cohort.country_id,
        "model": sheets[0].model,
        "effect": sum(sorted(changes)) / len(changes),
        "schools": len(changes),
        "confirmed": sum(one.confirmed is not None for one in sheets) / len(sheets),
    }


KIND = Kind(
    CostsAndChange,
    costs_and_change,
    "effect",
    title=_("What clusters cost, and how their schools changed"),
    keys=("group",),
    columns=COLUMNS,
    fits={
        "cost-effectiveness": {
            "option": "model", "group": "group", "cost": "cost", "effect": "effect",
        }
    },
    shown=("effect",),
)  # fmt: skip
