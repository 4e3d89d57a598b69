"""What came of a position: the decision, its reach, its result. The result is evidence again."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cordata.documents.models import StoredFile
from cordata.exchange.models.positions import Statement
from cordata.kit.fields import PublicIdField


class LedgerEntry(models.Model):
    """A decision that carries out what a statement says, told by the organisation itself.

    reached, of   how many of how many: a number without its denominator says nothing
    result        whether it worked, once it is known, and how one knows
    result_on     the day for which that holds, as its teller says
    result_told_at  when it was told here: only then could anybody weigh it
    """

    class Unit(models.TextChoices):
        SCHOOLS = "schools", _("schools")
        TEACHERS = "teachers", _("teachers")
        PUPILS = "pupils", _("pupils")
        CLUSTERS = "clusters", _("clusters")

    class Result(models.TextChoices):
        WORKED = "worked", _("It worked")
        PARTLY = "partly", _("It worked in part")
        NOT = "not", _("It did not work")

    public_id = PublicIdField(prefix="led")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="entries")
    decision = models.CharField(max_length=300)
    decided_on = models.DateField()
    link = models.URLField(max_length=500, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts_on = models.DateField(null=True, blank=True)
    reached = models.PositiveIntegerField(null=True, blank=True)
    of = models.PositiveIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=8, choices=Unit, default=Unit.SCHOOLS)
    language = models.CharField(max_length=2)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    result = models.CharField(max_length=6, choices=Result, blank=True)
    result_text = models.TextField(max_length=2000, blank=True)
    result_on = models.DateField(null=True, blank=True)
    result_told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reach_has_its_denominator",
                condition=Q(reached=None, of=None)
                | Q(reached__isnull=False, of__isnull=False, of__gt=0, of__gte=F("reached")),
            ),
            models.CheckConstraint(
                name="result_says_how_one_knows_and_when",
                condition=Q(result="", result_text="", result_on=None)
                | ~Q(result="") & ~Q(result_text="") & Q(result_on__isnull=False),
            ),
            models.CheckConstraint(
                name="decision_has_a_legal_text",
                condition=~Q(link="") | Q(file__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.decision
