"""Challenges, what countries contribute to them, and the meetings that take one each."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cordata.documents.models import StoredFile
from cordata.exchange.models.organisations import Organisation
from cordata.kit.fields import PublicIdField
from cordata.schools.models import School


class Challenge(models.Model):
    """A question that the group works on."""

    public_id = PublicIdField(prefix="cha")
    title = models.CharField(max_length=160)
    question = models.TextField(max_length=2000)
    language = models.CharField(max_length=2)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class Contribution(models.Model):
    """What an organisation says to a challenge from its country, under one of the fixed heads."""

    class Under(models.TextChoices):
        BENEFITS = "benefits", _("Benefits")
        TECHNOLOGY = "technology", _("Technology")
        INCENTIVES = "incentives", _("Incentives")
        SUPPORT = "support", _("Policy support")
        CHALLENGES = "challenges", _("Challenges")

    public_id = PublicIdField(prefix="ctr")
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="contributions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    under = models.CharField(max_length=10, choices=Under)
    text = models.TextField(max_length=2000)
    language = models.CharField(max_length=2)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "organisation", "under"],
                name="organisation_contributes_once_under_a_head",
            )
        ]

    def __str__(self) -> str:
        return f"{self.under}: {self.text[:40]}"


class Meeting(models.Model):
    """One challenge, one meeting. Minutes are everybody's once they are published.

    place   where the group meets, a link as a rule; read inside the group alone
    """

    public_id = PublicIdField(prefix="mee")
    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=300, blank=True)
    agenda = models.TextField(max_length=5000)
    minutes = models.TextField(max_length=20_000, blank=True)
    language = models.CharField(max_length=2)
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="meeting_ends_after_it_begins", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="published_minutes_have_words",
                condition=Q(published_at=None) | ~Q(minutes=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.challenge_id}, {self.starts_at:%Y-%m-%d}"


class MinutesBefore(models.Model):
    """What everybody read as the minutes of a meeting, until they were changed.

    attended  names of the organisations, as they stood there
    from_at   when everybody could begin to read it
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes_before")
    minutes = models.TextField()
    language = models.CharField(max_length=2)
    decisions = models.JSONField(default=list)
    attended = models.JSONField(default=list)
    from_at = models.DateTimeField()
    until = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="minutes_before_have_words", condition=~Q(minutes="")),
            models.CheckConstraint(
                name="minutes_before_end_after_they_begin", condition=Q(until__gte=F("from_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}, until {self.until:%Y-%m-%d}"


class Guest(models.Model):
    """A school that is heard at a meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="guests")
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    says = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "school"], name="school_is_a_guest_once_at_a_meeting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.school_id} at {self.meeting_id}"


class Attendance(models.Model):
    """An organisation that was there. People are not listed."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="attendances")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "organisation"], name="organisation_attends_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} at {self.meeting_id}"


class Decision(models.Model):
    """What a meeting decided, in its order."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="decision_number_is_unique"
            )
        ]

    def __str__(self) -> str:
        return self.text


class Output(models.Model):
    """What a meeting leaves behind: a file or a link."""

    public_id = PublicIdField(prefix="out")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="outputs")
    title = models.CharField(max_length=160)
    link = models.URLField(max_length=500, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="output_is_a_file_or_a_link",
                condition=Q(link="", file__isnull=False) | ~Q(link="") & Q(file=None),
            )
        ]

    def __str__(self) -> str:
        return self.title
