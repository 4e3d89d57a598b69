"""Looking back together: goals at mid-term, the term's page, what is handed over."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata.clusters.models import Cluster
from cordata.cycles.models.goals import Goal
from cordata.kit.fields import PublicIdField
from cordata.networks.models import Participation


class Review(models.Model):
    """A school went through its goals on a day, with or without its mentor school."""

    public_id = PublicIdField(prefix="rvw")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="reviews")
    held_on = models.DateField()
    mentor_there = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    receipt = models.UUIDField(null=True, unique=True, editable=False)

    def __str__(self) -> str:
        return f"{self.participation_id} {self.held_on}"


class ReviewedGoal(models.Model):
    """What was said of one goal."""

    class Verdict(models.TextChoices):
        KEEP = "keep", _("We go on with it")
        CHANGE = "change", _("We go on, worded otherwise")
        DROP = "drop", _("We give it up")

    review = models.ForeignKey(Review, models.CASCADE, related_name="lines")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="reviewed")
    verdict = models.CharField(max_length=6, choices=Verdict)
    sentence = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "goal"], name="goal_is_reviewed_once")
        ]

    def __str__(self) -> str:
        return f"{self.goal_id}: {self.verdict}"


class TermPage(models.Model):
    """What a cluster says together at the end of a term; its coordinator's report takes it."""

    class Term(models.IntegerChoices):
        FIRST = 1, _("First term")
        SECOND = 2, _("Second term")
        THIRD = 3, _("Third term")

    QUESTIONS = ("moved", "hindered", "ahead")

    public_id = PublicIdField(prefix="trm")
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="terms")
    term = models.PositiveSmallIntegerField(choices=Term)
    moved = models.TextField()
    hindered = models.TextField()
    ahead = models.TextField()
    language = models.CharField(max_length=2, blank=True)  # that it was written in last
    version = models.PositiveIntegerField(default=1)
    # In the coordinator's report: from then on it stays as it is.
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster", "term"], name="a_term_has_one_page")
        ]

    def __str__(self) -> str:
        return f"{self.cluster_id}: {self.term}"


class TermVersion(models.Model):
    """How a term's page stood, and by whom. History: never changed."""

    page = models.ForeignKey(TermPage, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    moved = models.TextField()
    hindered = models.TextField()
    ahead = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="term_version_is_unique")
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.number}"


class HandOver(models.Model):
    """What stays when a school leaves its cluster, or when the cluster itself ends."""

    public_id = PublicIdField(prefix="hov")
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="hand_overs")
    participation = models.ForeignKey(
        Participation, models.PROTECT, null=True, related_name="hand_overs"
    )
    stays = models.TextField()
    keeper = models.TextField()
    passed_on = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "participation"], name="school_hands_over_once"
            ),
            models.UniqueConstraint(
                fields=["cluster"],
                condition=Q(participation=None),
                name="cluster_hands_over_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cluster_id}: {self.participation_id}"


class Growth(models.Model):
    """A school that leads was accompanied before: its two participations, tied."""

    participation = models.OneToOneField(
        Participation, models.PROTECT, related_name="growth", primary_key=True
    )
    grew_from = models.ForeignKey(Participation, models.PROTECT, related_name="grew_into")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_school_grows_from_an_earlier_year",
                condition=~Q(participation=F("grew_from")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.grew_from_id} -> {self.participation_id}"
