"""What a country does for mentoring between schools, by one guide; each answer dated and owned."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.exchange.models.organisations import Organisation
from cordata.kit.fields import PublicIdField


class Head(models.TextChoices):
    """The common guide."""

    INCENTIVES = "incentives", _("Incentives")
    TIME = "time", _("Time allowance")
    RECOGNITION = "recognition", _("Recognition")
    RULES = "rules", _("Rules")


class Answer(models.Model):
    """One answer of one country, as it was given; a newer one does not change it.

    short         for the comparison: one line
    organisation  whose word it is; nobody's where a published source says it
    source        where one can read it
    said_on       the day for which it holds
    """

    public_id = PublicIdField(prefix="ans")
    country = models.CharField(max_length=2)
    head = models.CharField(max_length=11, choices=Head)
    number = models.PositiveIntegerField()
    short = models.CharField(max_length=160)
    text = models.TextField(max_length=3000, blank=True)
    language = models.CharField(max_length=2)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="answers"
    )
    source = models.CharField(max_length=300, blank=True)
    said_on = models.DateField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "head", "number"], name="answer_number_is_unique"
            ),
            models.CheckConstraint(
                name="answer_has_an_owner_or_a_source",
                condition=Q(organisation__isnull=False) | ~Q(source=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.head} {self.number}"
