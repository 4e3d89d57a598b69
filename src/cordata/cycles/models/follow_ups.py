"""What a coordinator does about an alert: takes it, calls, writes what was found."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata.clusters.models import Cluster
from cordata.kit.fields import PublicIdField


class AlertKind(models.TextChoices):
    """Why a cluster would like a call, most pressing first: the order is the ranking."""

    MISSED = "missed", _("Promised visits did not happen")
    FIRST_MISSED = "first", _("The first visit has not happened")
    HARDLY = "hardly", _("Visits hardly helped")
    QUIET = "quiet", _("Nothing is planned or told")
    HEAD_AWAY = "head", _("The head of the mentor school is away")
    SCHOOL_LEFT = "left", _("A school has left")
    LEAD_ALONE = "alone", _("One person is alone in the team of the mentor school")
    GOAL_STILL = "goal", _("A goal has not moved")


class FollowUp(models.Model):
    """Somebody looks after an alert of a cluster: taken, then resolved or set aside.

    Also a note of one's own, without an alert. Coordinators alone read it; nothing is deleted.
    """

    class State(models.TextChoices):
        TAKEN = "taken", _("Somebody looks after it")
        RESOLVED = "resolved", _("Resolved")
        ASIDE = "aside", _("Set aside")

    public_id = PublicIdField(prefix="fol")
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="follow_ups")
    # Empty: a note without an alert.
    kind = models.CharField(max_length=7, choices=AlertKind, blank=True)
    # What the alert rests on, so that the same facts never ask twice; and its words' facts.
    evidence = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.TAKEN)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_on = models.DateField(_("day of the call"), null=True, blank=True)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    found = models.TextField(_("what was found"), max_length=2000, blank=True)
    aside_until = models.DateField(_("set aside until"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    # Of the sending that said what was found.
    receipt = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "kind"],
                condition=Q(state="taken"),
                name="alert_is_taken_by_one_person",
            ),
            models.CheckConstraint(
                name="follow_up_that_ended_has_name_and_time",
                condition=Q(state="taken", ended_by=None, ended_at=None)
                | (~Q(state="taken") & Q(ended_by__isnull=False, ended_at__gte=F("begun_at"))),
            ),
            models.CheckConstraint(
                name="taken_alert_has_a_day",
                condition=~Q(state="taken") | Q(planned_on__isnull=False),
            ),
            models.CheckConstraint(
                name="resolved_alert_says_what_was_found",
                condition=~Q(state="resolved") | ~Q(found=""),
            ),
            models.CheckConstraint(
                name="alert_set_aside_has_a_day",
                condition=~Q(state="aside") | Q(aside_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cluster_id}: {self.kind} {self.state}"
