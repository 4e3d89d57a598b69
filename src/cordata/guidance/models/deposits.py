"""DOIs: one for each published version, and one for what all its versions are of."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.kit.fields import PublicIdField


class Deposit(models.Model):
    """A DOI on its way to DataCite, or there.

    thing     public id of an edition or a version; of a guideline or a recommendation for the
              DOI that always means the newest
    tries     that failed since the last that did not; due_at: not before then again
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DRAFT = "draft", _("Draft at DataCite")
        FINDABLE = "findable", _("Findable")
        FAILED = "failed", _("Given up")

    public_id = PublicIdField(prefix="dep")
    thing = models.CharField(max_length=24, unique=True)
    doi = models.CharField("DOI", max_length=100, unique=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)
    due_at = models.DateTimeField()
    findable_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="findable_doi_has_a_time",
                condition=Q(state="findable", findable_at__isnull=False)
                | (~Q(state="findable") & Q(findable_at=None)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.doi} ({self.state})"
