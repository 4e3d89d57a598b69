"""The thread from the other end: from a school and its rounds to all that rests on them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from cordata.evidence.models import Finding, FrozenTable, Run
from cordata.evidence.queries.tables import KINDS, frame_of
from cordata.schools.models import School
from cordata.surveys.models import Occasion, Round
from cordata.surveys.queries.withholding import frozen_rounds_of


@dataclass(frozen=True)
class Resting:
    """One closed round of a school and the findings that rest on it.

    released  what everybody reads; ``unfinished`` how many are not released (yet)
    """

    round: Round
    released: list[Finding]
    unfinished: int


def tables_on(snapshots: Iterable[str]) -> QuerySet[FrozenTable]:
    """Tables that were built from any of these frozen rounds (public ids), the oldest first.

    Sources are a list in JSON, which SQLite cannot search: there are few tables, read without
    their rows.
    """
    wanted = set(snapshots)
    sources = FrozenTable.objects.values_list("pk", "sources").order_by("pk")
    found = [key for key, every in sources if wanted & {one["id"] for one in every}]
    return FrozenTable.objects.filter(pk__in=found).order_by("pk")


def tables_holding(school: School) -> QuerySet[FrozenTable]:
    """Tables in which rows are about the answers of a school."""
    rounds = [one.snapshot.public_id for one in frozen_rounds_of(school)]
    found = [one.pk for one in tables_on(rounds) if _holds(one, school.public_id)]
    return FrozenTable.objects.filter(pk__in=found).order_by("pk")


def resting_on(school: School) -> list[Resting]:
    """Every closed round of a school, the latest first, with what rests on it. Four queries."""
    rounds = list(frozen_rounds_of(school))
    tables = {
        one.pk: {source["id"] for source in one.sources}
        for one in tables_on(each.snapshot.public_id for each in rounds).defer("content")
    }
    findings = list(
        Finding.objects.filter(run__table__in=tables)
        .select_related("run")
        .order_by("-written_at", "-pk")
    )
    return [_resting(one, tables, findings) for one in rounds]


def findings_beside_run(run: Run) -> QuerySet[Finding]:
    """Findings of other runs whose tables share a frozen round with this one's, the newest first."""
    tables = tables_on(one["id"] for one in run.table.sources).values("pk")
    found = Finding.objects.filter(run__table__in=tables).exclude(run=run)
    return (
        found.select_related("run__table", "run__analysis__project__programme")
        .defer("run__table__content")
        .order_by("-written_at", "-pk")
    )


def rounds_under(table: FrozenTable) -> list[tuple[str, str, int]]:
    """Occasion, country, how many frozen rounds: what a table was built from, no school named."""
    rounds = Round.objects.filter(
        snapshot__public_id__in=[one["id"] for one in table.sources],
        participation__isnull=False,
    )
    rows = rounds.values_list("occasion", "participation__cohort__country").annotate(
        number=Count("pk")
    )
    return sorted(rows, key=lambda one: (Occasion.values.index(one[0]), one[1]))


def _resting(one: Round, tables: dict[int, set[str]], findings: list[Finding]) -> Resting:
    on = {key for key, sources in tables.items() if one.snapshot.public_id in sources}
    mine = [each for each in findings if each.run.table_id in on]
    released = [each for each in mine if each.released_at is not None]
    return Resting(one, released, len(mine) - len(released))


def _holds(table: FrozenTable, school: str) -> bool:
    """Whether some rows are the school's, or no column says whose they are."""
    subject = KINDS[table.kind].subject
    return not subject or school in frame_of(table)[subject]
