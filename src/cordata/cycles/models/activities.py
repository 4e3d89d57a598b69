"""Activities: visits, meetings, observations; planned before, told in a minute afterwards.

These rows are the only source of hours and travel: costs and dose are computed from them.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata.clusters.models import Cluster
from cordata.kit.fields import PublicIdField
from cordata.networks.models import Participation

MOST_POINTS = 3


class Activity(models.Model):
    """Something that schools of a cluster do together, once."""

    class Kind(models.TextChoices):
        VISIT = "visit", _("School visit")
        MEETING = "meeting", _("Meeting")
        OBSERVATION = "observation", _("Lesson observation")
        SHADOWING = "shadowing", _("Job shadowing")
        WORKSHOP = "workshop", _("Workshop")
        OPEN_LESSON = "open_lesson", _("Open lesson")
        OTHER = "other", _("Something else")

    class Went(models.TextChoices):
        WELL = "well", _("It helped us")
        PARTLY = "partly", _("It helped in part")
        HARDLY = "hardly", _("It hardly helped")
        NOT_HELD = "not_held", _("It did not take place")

    public_id = PublicIdField(prefix="act")
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="activities")
    kind = models.CharField(_("what it is"), max_length=11, choices=Kind)
    # Who called it and who set its points last: how the cluster is really coordinated. None is
    # the coordinator; without points nobody set any.
    called_by = models.ForeignKey(Participation, models.PROTECT, null=True, related_name="+")
    pointed_by = models.ForeignKey(
        Participation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    host = models.ForeignKey(
        Participation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Somewhere else than at one of the schools: a ministry, a museum.
    place = models.CharField(_("which place"), max_length=120, blank=True)
    online = models.BooleanField(_("online"), default=False)
    # Where one joins from a distance; empty online: a room of the country's own server.
    link = models.URLField(max_length=300, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=90)
    points = models.JSONField(_("points"), default=list)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    planned_at = models.DateTimeField(auto_now_add=True)
    # Of the sending that planned it, and of the one that told it: twice sent is once done.
    receipt = models.UUIDField(null=True, unique=True, editable=False)
    told_receipt = models.UUIDField(null=True, unique=True, editable=False)
    # Counted up on each change: calendar programs keep the highest.
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_why = models.CharField(max_length=300, blank=True)

    went = models.CharField(_("how did it go"), max_length=8, choices=Went, blank=True)
    sentence = models.CharField(_("in a sentence"), max_length=300, blank=True)
    next_step = models.CharField(_("what next"), max_length=300, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    told_at = models.DateTimeField(null=True, blank=True)
    # When what was told was put right last: what is counted from it is only known since then.
    corrected_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="activity_lasts_a_while", condition=Q(minutes__gte=5, minutes__lte=2880)
            ),
            models.CheckConstraint(
                name="told_activity_says_how_it_went",
                condition=Q(told_at=None) | ~Q(went=""),
            ),
            models.CheckConstraint(
                name="activity_link_is_encrypted",
                condition=Q(link="") | Q(link__startswith="https://"),
            ),
            models.CheckConstraint(
                name="activity_is_not_both_told_and_cancelled",
                condition=Q(told_at=None) | Q(cancelled_at=None),
            ),
            models.CheckConstraint(
                name="activity_is_in_one_place",
                condition=Q(place="") | Q(host=None, online=False),
            ),
            models.CheckConstraint(
                name="only_what_is_told_is_corrected",
                condition=Q(corrected_at=None) | Q(told_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["cluster", "starts_at"], name="activities_of_a_cluster")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_at:%Y-%m-%d}"

    @property
    def where(self) -> str:
        """The school that is host, or the place somewhere else; "" online."""
        return self.host.school.name if self.host else self.place


class Attendance(models.Model):
    """How many of a school took part, by role group; small numbers, never names."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="attendances")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    leaders = models.PositiveSmallIntegerField(_("school leaders"), default=0)
    teachers = models.PositiveSmallIntegerField(_("teachers"), default=0)
    others = models.PositiveSmallIntegerField(_("others"), default=0)
    # Minutes of travel there and back for each person; 0 for the host and online.
    travel = models.PositiveSmallIntegerField(_("minutes of travel"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "participation"], name="school_attends_an_activity_once"
            ),
            models.CheckConstraint(
                name="attendance_is_a_small_number",
                condition=Q(
                    leaders__lte=50, teachers__lte=300, others__lte=300, travel__lte=1440
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.participation_id}"


class Note(models.Model):
    """What somebody else says of an activity that was told: two notes, not one over the other."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="notes")
    participation = models.ForeignKey(
        Participation, models.PROTECT, null=True, related_name="+"
    )
    went = models.CharField(_("how did it go"), max_length=8, choices=Activity.Went)
    sentence = models.CharField(_("in a sentence"), max_length=300, blank=True)
    next_step = models.CharField(_("what next"), max_length=300, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    receipt = models.UUIDField(null=True, unique=True, editable=False)

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.participation_id}"


class Correction(models.Model):
    """How a told activity stood before somebody put it right. History: never changed."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="corrections")
    # As ``cycles.queries.corrections.as_told`` writes it; schools by their public ids.
    before = models.JSONField()
    why = models.CharField(max_length=300)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    receipt = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="correction_has_a_reason", condition=~Q(why=""))
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.made_at:%Y-%m-%d}"
