"""Advice between authorities: what they offer, what they ask, and who was matched with whom."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.exchange.models.organisations import Organisation
from cordata.kit.fields import PublicIdField
from cordata.networks.models import Topic


class Offer(models.Model):
    """A topic that an organisation can advise others on."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="offers")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "topic"], name="organisation_offers_a_topic_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.topic_id}"


class AdviceRequest(models.Model):
    """What an organisation wants to be advised on.

    first, second  its topics; the first weighs more
    wished         whom it would like to ask, if anybody in particular
    """

    class State(models.TextChoices):
        OPEN = "open", _("Looking for advice")
        TIED = "tied", _("Being advised")
        CLOSED = "closed", _("Closed")

    public_id = PublicIdField(prefix="adr")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="requests")
    text = models.TextField(max_length=1000)
    language = models.CharField(max_length=2)
    first = models.ForeignKey(Topic, models.PROTECT, related_name="+")
    second = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="+")
    wished = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="topics_of_a_request_differ",
                condition=Q(second=None) | ~Q(first=models.F("second")),
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]


class AdviceRound(models.Model):
    """The matcher's plan for what was open at a moment, with its proof (``cordata-plan/1``)."""

    public_id = PublicIdField(prefix="adv")
    document = models.JSONField()
    matched_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    matched_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.public_id)


class AdviceTie(models.Model):
    """A proposal of a round: the adviser says yes or no; then the two know each other."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Asked")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    public_id = PublicIdField(prefix="adt")
    round = models.ForeignKey(AdviceRound, models.CASCADE, related_name="ties")
    request = models.ForeignKey(AdviceRequest, models.CASCADE, related_name="ties")
    adviser = models.ForeignKey(Organisation, models.PROTECT, related_name="advises")
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="answer_to_a_request_has_name_and_time",
                condition=Q(state="proposed", answered_by=None, answered_at=None)
                | ~Q(state="proposed")
                & Q(answered_by__isnull=False, answered_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(state__in=["proposed", "accepted"]),
                name="request_has_one_adviser_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.adviser_id} for {self.request_id}"
