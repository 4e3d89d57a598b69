"""A computation that was asked for: how far it came, and where it stopped."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cordata.evidence.models.analyses import Analysis, FrozenTable, Run
from cordata.kit.fields import PublicIdField


class Job(models.Model):
    """Freeze and compute, once for each time somebody asked.

    steps    [{"at": time, "step": code, ...facts}] as it went
    failure  {"code", ...} of what stopped it: where, what, how many rows there were by then
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for its turn")
        RUNNING = "running", _("Computing")
        DONE = "done", _("Computed")
        FAILED = "failed", _("Stopped by an error")

    public_id = PublicIdField(prefix="job")
    analysis = models.ForeignKey(Analysis, models.PROTECT, related_name="jobs")
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    steps = models.JSONField(default=list, blank=True)
    failure = models.JSONField(default=dict, blank=True)
    table = models.ForeignKey(FrozenTable, models.PROTECT, null=True, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="job_that_is_done_has_a_run",
                condition=models.Q(state="done", run__isnull=False)
                | (~models.Q(state="done") & models.Q(run=None)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.public_id} ({self.state})"
