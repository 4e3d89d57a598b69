"""Dates of persons and schools: who comes, and the calendar a person subscribes to."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.cycles.models.activities import Activity
from cordata.kit.fields import PublicIdField
from cordata.networks.models import Participation


class Answer(models.Model):
    """Whether a school comes to an activity: one answer of a school, the last one counts."""

    class Says(models.TextChoices):
        YES = "yes", _("We come")
        NO = "no", _("We do not come")
        MAYBE = "maybe", _("We do not know yet")
        OTHER_DAY = "other_day", _("We propose another day")

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="answers")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    says = models.CharField(max_length=9, choices=Says)
    sentence = models.CharField(max_length=300, blank=True)
    # The date it answers: a new date asks anew.
    starts_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "participation"], name="school_answers_an_activity_once"
            ),
            models.CheckConstraint(
                name="another_day_is_named", condition=~Q(says="other_day", sentence="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation_id}: {self.says}"


class PersonalCalendar(models.Model):
    """What a person wants: a calendar to subscribe to, and invitations by mail or none."""

    public_id = PublicIdField(prefix="pca")
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar"
    )
    # Part of the address, which is signed and not stored: counting up makes a new one.
    version = models.PositiveIntegerField(default=1)
    invitations = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.public_id} {self.version}"
