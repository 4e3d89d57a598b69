"""Whether anybody is at a computation that was asked for."""

import datetime as dt

from django.utils import timezone

from cordata.evidence.models import Job
from cordata.kit import progress


def has_died(job: Job) -> bool:
    """It should be computed, and nobody is at it: its program was ended, or never began.

    One that waits longer than a sign of life takes may only stand in a line: to ask for it once
    more does no harm, as the first worker takes it and the second finds it taken.
    """
    if job.state not in {Job.State.WAITING, Job.State.RUNNING}:
        return False
    if job.state == Job.State.RUNNING and progress.percent_of(job.public_id) is not None:
        return progress.has_died(job.public_id)
    silent = timezone.now() - _last_sign(job)
    return silent > dt.timedelta(seconds=progress.SILENT_TOO_LONG)


def _last_sign(job: Job) -> dt.datetime:
    """The last line of its log, or when it was asked for."""
    if not job.steps:
        return job.asked_at
    return dt.datetime.fromisoformat(job.steps[-1]["at"])
