"""How a cluster is coordinated, and since when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.clusters.models.clusters import Cluster


class CoordinationModel(models.Model):
    """How a cluster is coordinated, on the axes of the domain report, from one day on."""

    class Label(models.TextChoices):
        TOP_DOWN = "top_down", _("Top-down")
        BOTTOM_UP = "bottom_up", _("Bottom-up")
        VIRTUAL = "virtual", _("Virtual")
        HYBRID = "hybrid", _("Mixed")

    class Initiative(models.TextChoices):
        AUTHORITY = "authority", _("the authority")
        SCHOOLS = "schools", _("the schools")

    class Attendance(models.TextChoices):
        VOLUNTARY = "voluntary", _("voluntary")
        COMPULSORY = "compulsory", _("compulsory")

    class Direction(models.TextChoices):
        ONE_WAY = "one_way", _("from mentor to mentees")
        RECIPROCAL = "reciprocal", _("in both directions")
        ROTATING = "rotating", _("roles turn by topic")

    class Setting(models.TextChoices):
        REGIONAL = "regional", _("in one region")
        DISPERSED = "dispersed", _("across regions")

    class Mode(models.TextChoices):
        FACE_TO_FACE = "face_to_face", _("face to face")
        BLENDED = "blended", _("both")
        VIRTUAL = "virtual", _("online only")

    class Support(models.TextChoices):
        FUNDED = "funded", _("funded")
        RECOGNISED = "recognised", _("recognised, not funded")
        NONE = "none", _("none")

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="models")
    label = models.CharField(_("model"), max_length=9, choices=Label)
    initiative = models.CharField(_("who starts it"), max_length=9, choices=Initiative)
    participation = models.CharField(_("taking part is"), max_length=10, choices=Attendance)
    direction = models.CharField(_("help goes"), max_length=10, choices=Direction)
    setting = models.CharField(_("schools are"), max_length=9, choices=Setting)
    mode = models.CharField(_("they meet"), max_length=12, choices=Mode)
    support = models.CharField(_("support"), max_length=10, choices=Support)
    focus = models.CharField(_("focus"), max_length=120, blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(null=True, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cluster"],
                condition=Q(until=None),
                name="cluster_has_one_model_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} since {self.since}"
