"""A coordinator's library of goals, and the planning talk: two ways to begin a goal."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cordata.cycles.models.goals import Goal
from cordata.kit.fields import PublicIdField
from cordata.networks.models import Country, Participation, Topic

MOST_STEPS = 5


class GoalTemplate(models.Model):
    """A goal that schools of a country may begin from, in one or more of its languages."""

    public_id = PublicIdField(prefix="gtp")
    country = models.ForeignKey(Country, models.PROTECT, related_name="goal_templates")
    topic = models.ForeignKey(
        Topic, models.PROTECT, null=True, blank=True, related_name="goal_templates"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    receipt = models.UUIDField(null=True, unique=True, editable=False)

    def __str__(self) -> str:
        return str(self.public_id)


class TemplateWords(models.Model):
    """A template as worded in one language, at one time. The newest holds; none is changed."""

    template = models.ForeignKey(GoalTemplate, models.CASCADE, related_name="words")
    language = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=300)
    why = models.CharField(max_length=300)
    success = models.CharField(max_length=300)
    # [{"text": ..., "weeks": after how many weeks}, ...]
    steps = models.JSONField(default=list)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["template", "language", "number"], name="template_words_are_numbered"
            )
        ]

    def __str__(self) -> str:
        return self.text


class TemplateUse(models.Model):
    """A goal that was begun from a template, and which of its words it stands on now."""

    goal = models.OneToOneField(Goal, models.CASCADE, related_name="template_use")
    words = models.ForeignKey(TemplateWords, models.PROTECT, related_name="uses")

    def __str__(self) -> str:
        return f"{self.goal_id}: {self.words_id}"


class TemplateOffer(models.Model):
    """New words of a template, offered to a running goal. The school takes them or does not."""

    public_id = PublicIdField(prefix="tof")
    use = models.ForeignKey(TemplateUse, models.CASCADE, related_name="offers")
    words = models.ForeignKey(TemplateWords, models.PROTECT, related_name="offers")
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    offered_at = models.DateTimeField(auto_now_add=True)
    accepted = models.BooleanField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["use", "words"], name="words_are_offered_once"),
            models.CheckConstraint(
                name="answered_offer_has_a_time",
                condition=Q(accepted=None, answered_at=None)
                | Q(accepted__isnull=False, answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.use_id}: {self.words_id}"


class PlanningTalk(models.Model):
    """A talk along goal, reality, options, will; typed as it is spoken, then a goal.

    For whoever has a mentor school, a proposed one.
    """

    public_id = PublicIdField(prefix="grw")
    participation = models.ForeignKey(
        Participation, models.PROTECT, related_name="planning_talks"
    )
    # What stands in each field, as it was typed.
    typed = models.JSONField(default=dict)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    begun_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)
    goal = models.OneToOneField(
        Goal, models.PROTECT, null=True, blank=True, related_name="planning_talk"
    )
    proposal = models.OneToOneField(
        "cycles.Proposal", models.PROTECT, null=True, blank=True, related_name="planning_talk"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation"],
                condition=Q(goal=None, proposal=None),
                name="school_has_one_planning_talk_open",
            ),
            models.CheckConstraint(
                name="planning_talk_ends_once", condition=Q(goal=None) | Q(proposal=None)
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)
