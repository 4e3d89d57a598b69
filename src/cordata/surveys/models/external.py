"""Results that a school brings with it from elsewhere."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cordata.kit.fields import PublicIdField
from cordata.schools.models import School


class External(models.Model):
    """Area means of a school from another questionnaire, as its file told them.

    rows  area, voice, n, mean: as analysis.surveys.selfie reads them
    """

    class Origin(models.TextChoices):
        SELFIE = "selfie", _("SELFIE")

    public_id = PublicIdField(prefix="ext")
    school = models.ForeignKey(School, models.PROTECT, related_name="external_results")
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.SELFIE)
    answered_on = models.DateField(_("when the school answered"))
    rows = models.JSONField()
    taken_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    taken_in_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "origin", "answered_on"], name="external_result_of_a_day_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.origin} {self.answered_on}"
