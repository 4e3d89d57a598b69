"""The cycle of a cluster: six stages, each with its days; going back is allowed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from cordata.clusters.models import Cluster
from cordata.kit.fields import PublicIdField


class Stage(models.TextChoices):
    """What a cluster is doing in this part of its year."""

    AGREE = "agree", pgettext_lazy("a stage of the year", "Agree")
    ASSESS = "assess", pgettext_lazy("a stage of the year", "Assess")
    PLAN = "plan", pgettext_lazy("a stage of the year", "Plan")
    ACT = "act", pgettext_lazy("a stage of the year", "Act")
    REFLECT = "reflect", pgettext_lazy("a stage of the year", "Reflect")
    AGAIN = "again", pgettext_lazy("a stage of the year", "Assess again")


class Cycle(models.Model):
    """Where a cluster stands in its year. Made when somebody first says it."""

    public_id = PublicIdField(prefix="cyc")
    cluster = models.OneToOneField(Cluster, models.CASCADE, related_name="cycle")
    stage = models.CharField(max_length=7, choices=Stage, default=Stage.AGREE)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.cluster_id}: {self.stage}"


class Span(models.Model):
    """From when to when a stage is planned."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="spans")
    stage = models.CharField(max_length=7, choices=Stage)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "stage"], name="stage_is_planned_once"),
            models.CheckConstraint(
                name="stage_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.starts_on}"


class Turn(models.Model):
    """The cluster went to a stage, forward or back: who said so, when and why. Never changed."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="turns")
    stage = models.CharField(max_length=7, choices=Stage)
    why = models.CharField(max_length=300)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.cycle_id}: {self.stage}"
