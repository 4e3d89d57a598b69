"""Two-sided reflection: mentor and mentee answer alike, each unseen until both are in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.clusters.models import Cluster
from cordata.kit.fields import PublicIdField
from cordata.networks.models import Participation


class Reflection(models.Model):
    """A cluster asks itself how working together is going."""

    public_id = PublicIdField(prefix="rfl")
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="reflections")
    about = models.CharField(max_length=80)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cluster"],
                condition=Q(closed_at=None),
                name="cluster_reflects_on_one_thing_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.about


class ReflectionAnswer(models.Model):
    """What one side of a pair says about working with the other. Never changed."""

    class Mood(models.TextChoices):
        EASY = "easy", _("It goes well")
        MOSTLY = "mostly", _("Mostly well")
        EFFORT = "effort", _("With effort")
        STUCK = "stuck", _("We are stuck")

    reflection = models.ForeignKey(Reflection, models.PROTECT, related_name="answers")
    # The pair is named by its mentee; who answers for the mentor side is a mentor school.
    mentee = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    side = models.CharField(max_length=6, choices=Participation.Side)
    school = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    mood = models.CharField(max_length=6, choices=Mood)
    helped = models.CharField(max_length=300)
    change = models.CharField(max_length=300)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reflection", "mentee", "side"], name="each_side_reflects_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reflection_id}: {self.side}"
