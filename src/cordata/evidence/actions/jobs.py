"""Ask for a computation, and do it, step by step, so that everybody sees how far it came."""

import logging
import traceback
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.analysis.contract import SpecError
from cordata.evidence.actions.analyses import NothingToFreeze, freeze_table, run_analysis
from cordata.evidence.models import Analysis, Job, Run
from cordata.history.actions import record
from cordata.kit import progress

log = logging.getLogger(__name__)
# These answer in about a second on every table that a country has; the others draw for longer.
AT_ONCE = frozenset({"change", "ancova", "moderation", "costs", "alpha", "continuation"})
HERE = "cordata"
AT_THE_FREEZE, AT_THE_METHOD = 10, 40  # percent, as ``kit.progress`` tells it


class AlreadyComputing(Exception):
    """A worker is at it."""


def is_quick(analysis: Analysis) -> bool:
    """Whether it is computed while one waits."""
    return analysis.ask["method"] in AT_ONCE


@transaction.atomic
def ask_job(analysis: Analysis, *, by: User) -> Job:
    """The rows of now, and what the method says of them, to be computed."""
    job = Job.objects.create(analysis=analysis, asked_by=by)
    record("analysis.asked", on=analysis, by=by, job=job.public_id)
    return job


@transaction.atomic
def begin_again(job: Job, *, by: User) -> Job:
    """After its program was ended, or an error: from where it stopped. Raises AlreadyComputing."""
    states = [Job.State.FAILED]
    if progress.has_died(job.public_id):
        states += [Job.State.WAITING, Job.State.RUNNING]
    stopped = Job.objects.filter(pk=job.pk, state__in=states)
    if not stopped.update(state=Job.State.WAITING, failure={}):
        raise AlreadyComputing
    progress.forget(job.public_id)
    record("analysis.asked", on=job.analysis, by=by, job=job.public_id)
    job.refresh_from_db()
    return job


def do_job(job: Job) -> Job:
    """Freeze, compute, write; each step is whole or not there, and none is done twice."""
    if not Job.objects.filter(pk=job.pk, state=Job.State.WAITING).update(
        state=Job.State.RUNNING
    ):
        return job
    job.refresh_from_db()
    try:
        _freeze(job)
        _compute(job)
    except Exception as stopped:
        if not isinstance(stopped, SpecError | NothingToFreeze):
            log.exception("%s stopped", job.public_id)
        _fail(job, _why(stopped))
    finally:
        progress.forget(job.public_id)
    return job


def _freeze(job: Job) -> None:
    """Once: a table that was frozen before the program was ended is taken as it is."""
    progress.tell(job.public_id, AT_THE_FREEZE)
    if job.table_id is None:
        of = job.analysis
        with transaction.atomic():
            job.table = freeze_table(of.project, of.kind, of.params, by=job.asked_by)
            _step(job, "frozen", rows=job.table.rows, sources=len(job.table.sources))


def _compute(job: Job) -> None:
    table = job.table
    if table is None:
        raise NothingToFreeze
    progress.tell(job.public_id, AT_THE_METHOD)
    _step(job, "computing", method=job.analysis.ask["method"], rows=table.rows)
    run = Run.objects.filter(analysis=job.analysis, table=table).first()
    if run is None:
        run = run_analysis(job.analysis, table, by=job.asked_by)
    job.run, job.state = run, Job.State.DONE
    _step(job, "refused" if run.refused else "written", run=run.public_id)


def _step(job: Job, step: str, **facts: Any) -> None:
    job.steps = [*job.steps, {"at": timezone.now().isoformat(), "step": step, **facts}]
    job.save()


def _fail(job: Job, failure: dict[str, Any]) -> None:
    job.state, job.run = Job.State.FAILED, None
    job.failure = failure | {"rows": job.table.rows if job.table else 0}
    _step(job, "stopped")


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
