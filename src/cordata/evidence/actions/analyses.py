"""Freeze a table, register what is asked of it, and run it."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from cordata.accounts.models import User
from cordata.analysis.datasets import commitment, dataset_address, in_order
from cordata.analysis.methods import read_ask
from cordata.analysis.runs import computed
from cordata.analysis.specs import plain
from cordata.analysis.thread import spec_address
from cordata.evidence.actions.ordering import one_at_a_time
from cordata.evidence.models import Analysis, FrozenTable, Project, Run
from cordata.evidence.queries.tables import as_asked, build, frame_of, is_known, known_of
from cordata.history.actions import record
from cordata.kit.environment import code_version, environment
from cordata.kit.frames import to_parquet


class NothingToFreeze(Exception):
    """The records give no row."""


class AnotherTable(Exception):
    """The analysis was registered for another kind of table, or other rows."""


class RunAlready(Exception):
    """The analysis has run on this table; the result stands."""


@transaction.atomic
def freeze_table(
    project: Project, kind: str, params: Mapping[str, Any], *, by: User
) -> FrozenTable:
    """The rows as the records give them now, with their address and its seal.

    Raises SpecError for an unknown kind or params, NothingToFreeze.
    """
    one_at_a_time()
    made = build(project, kind, params)
    rows = in_order(made.frame)
    size = len(next(iter(rows.values()))) if rows else 0
    if not size:
        raise NothingToFreeze
    address = dataset_address(rows)
    seal, nonce = commitment(address)
    table = FrozenTable.objects.create(
        project=project, kind=kind, params=dict(params), content=to_parquet(rows),
        address=address, seal=seal, nonce=nonce, rows=size, data_known_at=made.known_at,
        sources=[{"id": one, "address": at} for one, at in made.sources], frozen_by=by,
        members={key: list(schools) for key, schools in made.members.items()},
    )  # fmt: skip
    record("table.frozen", on=table, by=by, kind=kind, rows=size)
    return table


@transaction.atomic
def register_analysis(
    project: Project,
    *,
    title: str,
    expects: str,
    kind: str,
    params: Mapping[str, Any],
    ask: Mapping[str, Any],
    comparisons: int = 1,
    by: User,
) -> Analysis:
    """Write down what will be asked; it never changes. Before data are known it is confirmatory.

    Whether any outcome is known is looked up here, whatever ``ask`` says of itself.
    comparisons  how many such questions are looked at together; methods that ask are told
    Raises SpecError for a table or an ask that cannot be.
    """
    known = is_known(kind, build(project, kind, params))
    read = read_ask(as_asked(ask, known=known, comparisons=comparisons))
    analysis = Analysis.objects.create(
        project=project, title=title, expects=expects, kind=kind, params=dict(params),
        ask={"method": read.method.name, "seed": read.seed, "spec": plain(read.spec)},
        address=spec_address(read.method.title, read.spec), registered_by=by,
        is_confirmatory=not known,
        comparisons=getattr(read.spec, "comparisons", comparisons),
    )  # fmt: skip
    record("analysis.registered", on=analysis, by=by, method=read.method.title)
    return analysis


def freeze_and_run(analysis: Analysis, *, by: User) -> Run:
    """Freeze the table that the analysis was registered for, as it is today, and compute.

    Raises NothingToFreeze, SpecError.
    """
    table = freeze_table(analysis.project, analysis.kind, analysis.params, by=by)
    return run_analysis(analysis, table, by=by)


def run_analysis(analysis: Analysis, table: FrozenTable, *, by: User) -> Run:
    """Compute, then write the run in one step. The mathematics holds no transaction open.

    Raises AnotherTable, RunAlready; SpecError for a column that is not there.
    """
    if (analysis.kind, analysis.params) != (table.kind, table.params):
        raise AnotherTable
    document = computed(
        read_ask(analysis.ask | known_of(table, analysis.ask)),
        frame_of(table),
        code=code_version(),
        environment=environment(),
    )
    return _write(analysis, table, document, by=by)


def _write(
    analysis: Analysis, table: FrozenTable, document: dict[str, Any], *, by: User
) -> Run:
    try:
        with transaction.atomic():
            run = Run.objects.create(
                analysis=analysis, table=table, document=document, ran_by=by,
                refused=document["result"]["refused"],
            )  # fmt: skip
            record("analysis.run", on=run, by=by, refused=run.refused)
    except IntegrityError as twice:
        raise RunAlready from twice
    return run
