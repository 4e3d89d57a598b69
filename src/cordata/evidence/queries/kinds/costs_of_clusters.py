"""Table "costs-of-clusters/1": what clusters of some cohorts used, one row per line and bearer.

Quantities are those that count: frozen ones once a term is confirmed, else a guess with its range.
``recorded`` is what activities give today: a record that was changed by hand is seen there, even
where a confirmation keeps the sum as it was. Prices are those in force; both stand in the rows, so
the table is one wherever it is computed.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cordata.analysis.contract import SpecError
from cordata.analysis.costs.ledger import Line
from cordata.clusters.models import Cluster
from cordata.costs.models import Confirmation, Item
from cordata.costs.queries import shipped
from cordata.costs.queries.ledger import Ledger, ledger_of
from cordata.costs.queries.prices import prices_for
from cordata.costs.queries.sheets import Sheet, sheets_of
from cordata.cycles.models import Activity
from cordata.evidence.models import Project
from cordata.evidence.queries.kinds.declaring import Kind, framed, number, word
from cordata.evidence.queries.kinds.sources import Built
from cordata.evidence.queries.kinds.tied import cohorts_in
from cordata.networks.models import Cohort

COLUMNS = {
    "group": word(_("the cluster")),
    "line": word(_("cluster, term, what was used, and by which role")),
    "payer": word(_("who bears it")),
    "share": number(_("their share of the line, 0 to 1")),
    "mode": word(_("cash, or something there that is used for it")),
    "model": word(_("declared coordination model of its cluster")),
    "country": word(_("its country")),
    "category": word(_("what kind of thing it is")),
    "phase": word(_("once, or every year")),
    "basis": word(_("measured, reported or assumed")),
    "quantity": number(_("how much: hours, kilometres, or money")),
    "low": number(_("lower end of how much; the same where it is as said")),
    "high": number(_("upper end of how much")),
    "share_used": number(_("share of it that mentoring uses")),
    "price": number(_("price of one, as it is paid in the country")),
    "currency": word(_("currency of the price")),
    "price_year": number(_("year of the price")),
    "standard": number(_("price of one on the standard list, in PPS")),
    "life_years": number(_("years that it lasts; 0 is used up")),
    "start": number(_("first year of use")),
    "end": number(_("last year of use")),
    "recorded": number(_("hours that activities give today")),
}


@dataclass(frozen=True, slots=True)
class CostsOfClusters:
    """What the query is told: cohorts by their public ids."""

    cohorts: tuple[str, ...]


def costs_of_clusters(project: Project, told: CostsOfClusters) -> Built:
    """The table; its sources are the records themselves. Raises SpecError, also for no price."""
    cohorts = cohorts_in(project, told.cohorts)
    found = [row for _cohort, sheets, made in ledgers(cohorts) for row in _rows(sheets, made)]
    return Built(framed(COLUMNS, found), (), last_told(cohorts))


def ledgers(cohorts: Iterable[Cohort]) -> Iterator[tuple[Cohort, list[Sheet], Ledger]]:
    """Each cohort with the sheets of its clusters, and their lines. Raises SpecError."""
    every = list(cohorts)
    prices, standard = prices_for(one.country_id for one in every)
    for cohort in every:
        clusters = Cluster.objects.filter(cohort=cohort).select_related("cohort__country")
        sheets = sheets_of(cohort, clusters.order_by("pk"))
        made = ledger_of(sheets, prices[cohort.country_id], standard)
        if made.missing:
            _refuse(cohort, made.missing)
        yield cohort, sheets, made


def last_told(cohorts: Iterable[Cohort]) -> dt.datetime | None:
    """When the last activity was told, or the last term confirmed."""
    mine = {"cluster__cohort__in": list(cohorts)}
    known_at = Coalesce("corrected_at", "told_at")  # what was put right is known since then
    told = Activity.objects.filter(**mine).aggregate(last=Max(known_at))["last"]
    said = Confirmation.objects.filter(**mine).aggregate(last=Max("confirmed_at"))["last"]
    return max((one for one in (told, said) if one), default=None)


def _refuse(cohort: Cohort, missing: Iterable[Item]) -> None:
    names = ", ".join(sorted(one.value for one in missing))
    raise SpecError(
        "cohorts",
        f"a price of {cohort.country_id} is missing: {names}",
        "Give it with its source",
    )


def _rows(sheets: Iterable[Sheet], made: Ledger) -> Iterator[Mapping[str, Any]]:
    models = {one.cluster.public_id: one.model for one in sheets}
    for line in made.lines:
        minutes = made.minutes.get(line.id)
        one = _row(line) | {
            "model": models[line.group],
            "recorded": None if minutes is None else Decimal(minutes) / 60,
        }
        for bearer in line.bearers:
            yield one | {
                "payer": bearer.payer.value, "share": bearer.share, "mode": bearer.mode.value,
            }  # fmt: skip


def _row(line: Line) -> dict[str, Any]:
    low, high = line.range
    return {
        "group": line.group, "line": line.id, "country": line.country,
        "category": line.category.value, "phase": line.phase.value, "basis": line.basis.value,
        "quantity": line.quantity, "low": low, "high": high, "share_used": line.share_used,
        "price": line.price, "currency": line.currency, "price_year": line.price_year,
        "standard": line.standard, "life_years": line.life_years, "start": line.start,
        "end": line.end,
    }  # fmt: skip


def tables_as_told() -> dict[str, Any]:
    """The shipped price tables as ``costs/1`` is told them: they stand in the registered spec."""
    tables = shipped.tables()
    index = [[country, year, f"{value}"] for (country, year), value in tables.general.items()]
    return {
        "base": tables.base,
        "labour": index,
        "general": index,
        "parities": [
            [country, year, one.currency, f"{one.rate}"]
            for (country, year), one in tables.parities.items()
        ],
        "columns": [[name, name] for name in ("standard", "low", "high")],
    }


KIND = Kind(
    CostsOfClusters,
    costs_of_clusters,
    "recorded",
    title=_("What clusters used, and who bears it"),
    keys=("group", "line", "payer"),
    columns=COLUMNS,
    fits={"costs": tables_as_told()},
)
