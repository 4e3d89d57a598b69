"""Released findings are computed again every day: nothing changes silently under them."""

import datetime as dt
import logging

from django.db.models import F, Q
from django.tasks import task
from django.utils import timezone

from cordata.evidence.actions.findings import note_look
from cordata.evidence.actions.jobs import do_job, is_quick
from cordata.evidence.models import Finding, Job
from cordata.evidence.queries.recompute import as_facts, recompute

DAILY = dt.timedelta(days=1)
AT_ONCE = 5  # then the worker looks again whether anything else waits
log = logging.getLogger(__name__)


@task
def compute(public_id: str) -> None:
    """Freeze and compute what was asked for. Doing it twice gives the same run."""
    do_job(Job.objects.get(public_id=public_id))


def compute_soon(job: Job) -> Job:
    """Quick methods now, long ones by a worker."""
    if is_quick(job.analysis):
        return do_job(job)
    compute.enqueue(job.public_id)
    job.refresh_from_db()
    return job


def look_at_findings() -> int:
    """Those that nobody has looked at for a day, the longest first; returns how many.

    Drafts, too, once schools took back answers that they rest on.
    """
    released = Q(state=Finding.State.RELEASED)
    unfinished = Q(released_at=None) & ~Q(run__table__withheld=[])
    due = Finding.objects.filter(
        Q(looked_at=None) | Q(looked_at__lte=timezone.now() - DAILY), released | unfinished
    ).select_related("run__table__project", "run__analysis")
    some = due.order_by(F("looked_at").asc(nulls_first=True), "pk")[:AT_ONCE]
    return sum(map(_look, some))


def _look(finding: Finding) -> int:
    try:
        note_look(finding, as_facts(recompute(finding.run)), by=None)
    except Exception:  # one odd finding must not keep the others from being looked at
        log.exception("%s could not be computed again", finding.public_id)
        note_look(finding, {"failed": True}, by=None)
    return 1
