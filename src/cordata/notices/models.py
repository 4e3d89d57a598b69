"""The outbox."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cordata.kit.fields import PublicIdField

# How long to wait after each failure; after the last one a letter has failed for good.
RETRY_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))
MOST_ATTEMPTS = len(RETRY_AFTER) + 1


class Letter(models.Model):
    """One e-mail to one address, written with the action it tells of and sent later."""

    public_id = PublicIdField(prefix="let")
    to = models.EmailField()
    person = models.CharField(max_length=24, blank=True, db_index=True)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    sender = models.CharField(max_length=120, blank=True)
    reply_to = models.EmailField(blank=True)
    # What mail programs read: which conversation it belongs to, how to stop it.
    headers = models.JSONField(default=dict, blank=True)
    purpose = models.CharField(max_length=40, db_index=True)
    # What the letter belongs to, as a public id: withdrawing that withdraws the letter.
    about = models.CharField(max_length=24, blank=True, db_index=True)

    # An event for calendar programs, and what they shall do: REQUEST, CANCEL or PUBLISH.
    calendar = models.TextField(blank=True)
    calendar_method = models.CharField(max_length=8, blank=True)

    written_at = models.DateTimeField(auto_now_add=True)
    send_after = models.DateTimeField(db_index=True)
    # A code that works for 15 minutes is worth nothing after them.
    send_before = models.DateTimeField(null=True, blank=True)
    # It carries a code or the secret of a link: forgotten as soon as it has left.
    is_secret = models.BooleanField(default=False)
    # A worker has it in hand; one that died on the way gives it up after a while.
    taken_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(_("failure"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="letter_is_not_both_sent_and_withdrawn",
                condition=Q(sent_at=None) | Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="letter_is_sent_after_it_is_written",
                condition=Q(sent_at=None) | Q(sent_at__gte=F("written_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} -> {self.to}"
