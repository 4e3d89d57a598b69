"""The protocol of a lesson observation: agreed before, read only by whom it was agreed for."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cordata.cycles.models.activities import Activity
from cordata.networks.models import Participation


class Observation(models.Model):
    """One school looks at a lesson of another. No pupils' names, never for appraisal.

    The teacher agrees to what stands here: a change asks the teacher again.
    """

    class Focus(models.TextChoices):
        PART = "part", _("How pupils take part")
        TASK = "task", _("How the task is set and understood")
        TOOLS = "tools", _("How digital tools serve learning")
        FEEDBACK = "feedback", _("How pupils learn how far they are")

    class Level(models.TextChoices):
        SCHOOLS = "schools", _("Only the two schools")
        CLUSTER = "cluster", _("The schools of the cluster and its coordinator")
        QUOTABLE = "quotable", _("The same, and it may be quoted without names")

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="observation")
    observed = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    observer = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    focus = models.CharField(max_length=8, choices=Focus)
    words = models.CharField(max_length=300, blank=True)
    level = models.CharField(max_length=8, choices=Level)
    version = models.PositiveIntegerField(default=1)

    consented_on = models.DateField(null=True, blank=True)
    consent_noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    saw = models.TextField(max_length=4000, blank=True)
    meant = models.TextField(max_length=4000, blank=True)
    question = models.TextField(max_length=1000, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    noted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="observation_is_of_another_school", condition=~Q(observed=F("observer"))
            ),
            models.CheckConstraint(
                name="consent_has_a_day_and_a_name",
                condition=Q(consented_on=None, consent_noted_by=None)
                | Q(consented_on__isnull=False, consent_noted_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.focus}"
