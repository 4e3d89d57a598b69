"""How applications are assessed: by several people, each before seeing the others."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.calls.models.applications import Application
from cordata.calls.models.call import Call, Criterion
from cordata.kit.fields import PublicIdField


class Assessor(models.Model):
    """A person who assesses the applications of a call."""

    public_id = PublicIdField(prefix="ass")
    call = models.ForeignKey(Call, models.CASCADE, related_name="assessors")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="assessing"
    )
    named_at = models.DateTimeField(auto_now_add=True)
    # "I have no part in any school of this call, but those I name."
    stated_at = models.DateTimeField(null=True, blank=True)
    statement = models.TextField(blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "person"], name="person_assesses_a_call_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.person_id}"


class Assessment(models.Model):
    """One assessor's view of one application; nobody else sees it until it is given."""

    class Confidence(models.IntegerChoices):
        LOW = 1, _("not sure")
        FAIR = 2, _("fairly sure")
        HIGH = 3, _("sure")

    public_id = PublicIdField(prefix="asm")
    application = models.ForeignKey(Application, models.CASCADE, related_name="assessments")
    assessor = models.ForeignKey(Assessor, models.CASCADE, related_name="assessments")
    assigned_at = models.DateTimeField(auto_now_add=True)
    # Set aside with a reason: the assessor has a part in this school.
    conflict = models.CharField(_("conflict of interest"), max_length=300, blank=True)
    confidence = models.PositiveSmallIntegerField(
        _("how sure"), choices=Confidence, null=True, blank=True
    )
    comment = models.TextField(_("comment"), blank=True)
    given_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "assessor"], name="assessor_assesses_a_school_once"
            ),
            models.CheckConstraint(
                name="given_assessment_has_confidence_and_no_conflict",
                condition=Q(given_at=None) | Q(confidence__isnull=False, conflict=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} by {self.assessor_id}"


class Mark(models.Model):
    """Points for one criterion."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="marks")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="marks")
    points = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "criterion"], name="criterion_is_marked_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id}: {self.points}"
