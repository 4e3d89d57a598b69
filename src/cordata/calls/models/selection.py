"""The decision: who comes in, who waits, who does not, and how to object."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.calls.models.applications import Application
from cordata.calls.models.call import Call
from cordata.kit.fields import PublicIdField


class Selection(models.Model):
    """The decision record of a call. A draft may change; a decided one never does."""

    public_id = PublicIdField(prefix="sel")
    call = models.ForeignKey(Call, models.PROTECT, related_name="selections")
    reference = models.CharField(_("reference"), max_length=60, blank=True)
    decided_on = models.DateField(_("date of the decision"), null=True, blank=True)
    signatory = models.CharField(_("signed by"), max_length=200, blank=True)
    reasons = models.TextField(_("reasons"), blank=True)
    # The ranked list stands on the public page of the call: some laws ask for it.
    is_public = models.BooleanField(_("publish the ranked list"), default=False)
    # The draw as it was made, for anyone to repeat: seed, digest, lists, order.
    draw = models.JSONField(default=dict, blank=True)
    # Scores, ranks and their sensitivity to the weights, as they were when decided.
    ranking = models.JSONField(default=dict, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call"],
                condition=Q(decided_at=None),
                name="call_has_one_open_selection",
            ),
            models.CheckConstraint(
                name="decided_selection_has_reference_date_and_names",
                condition=Q(decided_at=None)
                | (
                    ~Q(reference="")
                    & ~Q(signatory="")
                    & Q(decided_on__isnull=False, decided_by__isnull=False)
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.reference or self.public_id


class Outcome(models.Model):
    """What was decided for one school, and why."""

    class Result(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        RESERVE = "reserve", _("Waiting list")
        REFUSED = "refused", _("Not this time")

    public_id = PublicIdField(prefix="out")
    selection = models.ForeignKey(Selection, models.CASCADE, related_name="outcomes")
    application = models.ForeignKey(Application, models.PROTECT, related_name="outcomes")
    result = models.CharField(max_length=8, choices=Result)
    # Within its stratum and side, from 1.
    rank = models.PositiveIntegerField(null=True, blank=True)
    # Points of 100; empty for who was not assessed.
    score = models.FloatField(null=True, blank=True)
    reasons = models.TextField(_("reasons"), blank=True)
    # A person put it otherwise than the ranking: the reasons are then required.
    is_override = models.BooleanField(default=False)
    # Level with others on the edge of the places: a person tells them apart.
    on_edge = models.BooleanField(default=False)
    was_drawn = models.BooleanField(default=False)
    # Not drawn from among equals: a comparison school by design.
    is_comparison = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["selection", "application"], name="outcome_is_one_for_a_school"
            ),
            models.CheckConstraint(
                name="override_has_reasons", condition=Q(is_override=False) | ~Q(reasons="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.result}"


class Appeal(models.Model):
    """A school objects to its outcome within the days that the call gave."""

    class State(models.TextChoices):
        RECEIVED = "received", _("Received")
        UPHELD = "upheld", _("Upheld")
        REJECTED = "rejected", _("Rejected")

    public_id = PublicIdField(prefix="apl")
    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="appeals")
    text = models.TextField(_("what you object to"))
    sent_by = models.CharField(_("your name and office"), max_length=200)
    received_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=8, choices=State, default=State.RECEIVED)
    decision = models.TextField(_("decision and reasons"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="decided_appeal_has_words_name_and_time",
                condition=Q(state="received", decided_at=None, decided_by=None)
                | (
                    ~Q(state="received")
                    & ~Q(decision="")
                    & Q(decided_at__isnull=False, decided_by__isnull=False)
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.outcome_id}: {self.state}"
