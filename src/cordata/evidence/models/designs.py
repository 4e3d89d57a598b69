"""How a project means to find its answer, written down once; what came otherwise, and why."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cordata.evidence.models.projects import Project


class PlannedDesign(models.Model):
    """An entry of the design register: it never changes, a deviation is put beside it.

    design      as ``analysis.advice.rating.Design`` names it: it decides where a rating starts
    unit        what begins or waits as one: "a cluster with its mentor school"
    comparison  with whom or what schools are compared
    clusters, schools  how many are planned
    """

    class Kind(models.TextChoices):
        BEFORE_AFTER = "D0", _("Before and after, without a comparison")
        MATCHED = "D1", _("Beside schools made alike at the start")
        WAITLIST = "D2", _("Lots decide who begins and who waits")
        STEPPED = "D3", _("Lots decide when each begins")
        STAGGERED = "D4", _("Schools begin in different years, without lots")
        AXIS_RANDOMISED = "D5", _("Lots decide which model a cluster uses")
        AXIS_OBSERVED = "D6", _("Models as clusters chose them")
        CUT_OFF = "D7", _("A line of points decides who begins")

    project = models.OneToOneField(Project, models.PROTECT, related_name="design")
    design = models.CharField(max_length=2, choices=Kind)
    unit = models.CharField(_("unit"), max_length=200)
    comparison = models.CharField(_("comparison"), max_length=500)
    clusters = models.PositiveIntegerField()
    schools = models.PositiveIntegerField()
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    registered_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.project_id}: {self.design}"


class Deviation(models.Model):
    """What was done otherwise than planned, since when, and why."""

    design = models.ForeignKey(PlannedDesign, models.PROTECT, related_name="deviations")
    what = models.CharField(max_length=300)
    why = models.CharField(max_length=500)
    since = models.DateField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.what
