"""One message of a coordinator to many schools, in their languages."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cordata.clusters.models import Cluster
from cordata.kit.fields import PublicIdField
from cordata.networks.models import Cohort


class Message(models.Model):
    """Written once per language, sent as letters to the heads and teams of a group."""

    class Group(models.TextChoices):
        EVERYBODY = "everybody", _("All schools of the cohort")
        MENTORS = "mentors", _("Mentor schools")
        MENTEES = "mentees", _("Mentee schools")
        CALLED = "called", _("Clusters that would like a call")
        CHOSEN = "chosen", _("Clusters that you choose")

    public_id = PublicIdField(prefix="msg")
    # Made with the form: a second press, or a line that broke, sends nothing twice.
    receipt = models.UUIDField(unique=True)
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="messages")
    group = models.CharField(_("who gets it"), max_length=9, choices=Group)
    clusters = models.ManyToManyField(Cluster, related_name="messages")
    texts = models.JSONField(default=dict)  # by language: {"subject": ..., "body": ...}
    readers = models.PositiveIntegerField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)
    undo_until = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="message_is_withdrawn_in_time",
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__lte=F("undo_until")),
            ),
            models.CheckConstraint(name="message_has_readers", condition=Q(readers__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.sent_at:%Y-%m-%d}"
