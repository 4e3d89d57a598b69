"""Ask for a computation, and do it, step by step, so that everybody sees how far it came."""

import logging
import traceback
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.analysis.contract import SpecError
from cordata.evidence.actions.analyses import (
    NothingToFreeze,
    RunAlready,
    freeze_table,
    run_analysis,
)
from cordata.evidence.models import Analysis, FrozenTable, Job, Run
from cordata.evidence.queries.alive import has_died
from cordata.history.actions import record
from cordata.kit import progress

log = logging.getLogger(__name__)
# These answer in about a second on every table that a country has; the others draw for longer.
AT_ONCE = frozenset({"change", "ancova", "moderation", "costs", "alpha", "continuation"})
DRAWS = 2000  # with more draws than these, such a method is no longer quick
HERE = "cordata"
AT_THE_FREEZE, AT_THE_METHOD = 10, 40  # percent, as ``kit.progress`` tells it


class AlreadyComputing(Exception):
    """A worker is at it."""


def is_quick(analysis: Analysis) -> bool:
    """Whether it is computed while one waits."""
    draws = analysis.ask["spec"].get("draws", 0)
    return analysis.ask["method"] in AT_ONCE and draws <= DRAWS


@transaction.atomic
def ask_job(analysis: Analysis, *, by: User) -> Job:
    """The rows of now, and what the method says of them, to be computed."""
    job = Job.objects.create(analysis=analysis, asked_by=by)
    record("analysis.asked", on=analysis, by=by, job=job.public_id)
    return job


@transaction.atomic
def begin_again(job: Job, *, by: User) -> Job:
    """After its program was ended, or an error: from where it stopped. Raises AlreadyComputing."""
    held = Job.objects.select_for_update().get(pk=job.pk)
    if held.state != Job.State.FAILED and not has_died(held):
        raise AlreadyComputing
    progress.forget(held.public_id)
    held.state, held.failure = Job.State.WAITING, {}
    held.steps = [*held.steps, _line("again")]
    held.save(update_fields=["state", "failure", "steps"])
    record("analysis.asked", on=held.analysis, by=by, job=held.public_id)
    return held


def do_job(job: Job) -> Job:
    """Freeze, compute, write; each step is whole or not there, and none is done twice."""
    if not _begin(job):
        return job
    try:
        with progress.alive(job.public_id, AT_THE_FREEZE):
            table = _freeze(job)
            progress.tell(job.public_id, AT_THE_METHOD)
            _finish(job, _compute(job, table))
    except Exception as stopped:
        if not isinstance(stopped, SpecError | NothingToFreeze):
            log.exception("%s stopped", job.public_id)
        _fail(job, _why(stopped))
    finally:
        progress.forget(job.public_id)
        job.refresh_from_db()
    return job


@transaction.atomic
def _begin(job: Job) -> bool:
    """Whether it is ours: of two workers, one begins."""
    waiting = Job.objects.filter(pk=job.pk, state=Job.State.WAITING)
    if not waiting.update(state=Job.State.RUNNING):
        return False
    job.refresh_from_db()
    record("job.begun", on=job, by=job.asked_by)
    return True


def _freeze(job: Job) -> FrozenTable:
    """Once: a table that was frozen before the program was ended is taken as it is."""
    of = job.analysis
    with transaction.atomic():
        held = Job.objects.select_for_update().get(pk=job.pk)
        if held.table is None:
            held.table = freeze_table(of.project, of.kind, of.params, by=held.asked_by)
            facts = {"rows": held.table.rows, "sources": len(held.table.sources)}
            held.steps = [*held.steps, _line("frozen", **facts)]
            held.save(update_fields=["table", "steps"])
        return held.table


def _compute(job: Job, table: FrozenTable) -> Run:
    """Once: a run that somebody else has written on these rows meanwhile is taken as it is."""
    of = job.analysis
    _note(job, _line("computing", method=of.ask["method"], rows=table.rows))
    run = Run.objects.filter(analysis=of, table=table).first()
    try:
        return run or run_analysis(of, table, by=job.asked_by)
    except RunAlready:
        return Run.objects.get(analysis=of, table=table)


@transaction.atomic
def _finish(job: Job, run: Run) -> None:
    held = Job.objects.select_for_update().get(pk=job.pk)
    if held.state == Job.State.DONE:
        return
    held.state, held.run, held.failure = Job.State.DONE, run, {}
    held.steps = [
        *held.steps, _line("refused" if run.refused else "written", run=run.public_id)
    ]  # fmt: skip
    held.save(update_fields=["state", "run", "failure", "steps"])
    record("job.done", on=held, by=held.asked_by, run=run.public_id)


@transaction.atomic
def _fail(job: Job, failure: dict[str, Any]) -> None:
    """Unless another attempt has computed it, or is at it."""
    held = Job.objects.select_for_update().get(pk=job.pk)
    if held.state != Job.State.RUNNING:
        return
    held.state = Job.State.FAILED
    held.failure = failure | {"rows": held.table.rows if held.table else 0}
    held.steps = [*held.steps, _line("stopped")]
    held.save(update_fields=["state", "failure", "steps"])
    record("job.failed", on=held, by=held.asked_by, code=failure["code"])


@transaction.atomic
def _note(job: Job, line: dict[str, Any]) -> None:
    held = Job.objects.select_for_update().get(pk=job.pk)
    held.steps = [*held.steps, line]
    held.save(update_fields=["steps"])


def _line(step: str, **facts: Any) -> dict[str, Any]:
    return {"at": timezone.now().isoformat(), "step": step, **facts}


def _why(stopped: Exception) -> dict[str, Any]:
    """What a researcher can act on: a place in the spec, or the failing line of the method."""
    if isinstance(stopped, NothingToFreeze):
        return {"code": "nothing"}
    if isinstance(stopped, SpecError):
        return {"code": "spec", "where": stopped.where, "what": stopped.what, "do": stopped.do}
    lines = traceback.extract_tb(stopped.__traceback__)
    ours = [one for one in lines if HERE in Path(one.filename).parts] or lines
    last = ours[-1]
    place = "/".join(Path(last.filename).parts[-3:])
    return {
        "code": "broke",
        "where": f"{place}:{last.lineno}",
        "line": last.line or "",
        "what": type(stopped).__name__,
    }
