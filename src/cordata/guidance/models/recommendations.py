"""One thing to do, for whom, and what it says from one version to the next."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.evidence.models import Project
from cordata.kit.fields import PublicIdField


class Strength(models.TextChoices):
    """How firmly, and in which direction (methods.md 6.2)."""

    STRONG_FOR = "strong_for", _("Strong: do this")
    CONDITIONAL_FOR = "conditional_for", _("Conditional: do this where it fits")
    ONLY_EVALUATED = "only_evaluated", _("Only where it is evaluated")
    CONDITIONAL_AGAINST = "conditional_against", _("Conditional: rather not")
    STRONG_AGAINST = "strong_against", _("Strong: do not do this")
    NONE = "none", _("No recommendation")


class Certainty(models.IntegerChoices):
    """How sure we are, as the rules of ``analysis.advice`` rate it."""

    VERY_LOW = 1, _("Very low")
    LOW = 2, _("Low")
    MODERATE = 3, _("Moderate")
    HIGH = 4, _("High")


class Recommendation(models.Model):
    """One unit of advice. What it says stands in its versions; this keeps its address and state.

    number     its address, /recommendations/4; given once, never again to another
    project    the researchers who answer for it
    question   what it answers, as a policy maker asks it; the list is grouped by it
    successor  what stands in its place, once superseded
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        PUBLISHED = "published", _("Published")
        UNDER_REVIEW = "under_review", _("Under review again")
        SUPERSEDED = "superseded", _("Superseded")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    public_id = PublicIdField(prefix="rec")
    number = models.PositiveIntegerField(unique=True)
    project = models.ForeignKey(Project, models.PROTECT, related_name="recommendations")
    question = models.CharField(_("question"), max_length=200)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_because = models.TextField(_("why it was withdrawn"), max_length=1000, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="withdrawn_recommendation_says_why",
                condition=~Q(state="withdrawn") | ~Q(withdrawn_because=""),
            )
        ]

    def __str__(self) -> str:
        return f"Recommendation {self.number}"


class Version(models.Model):
    """What a recommendation says from one day on. A published version is never edited.

    major, minor  1.3; its address is /recommendations/4/v1.3, for good
    statement     what to do, one sentence; because: two sentences why
    language      that it is written in
    audience      codes of who it is for: school, coordinator, authority
    changed       what is different from the version before, and why
    """

    public_id = PublicIdField(prefix="ver")
    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="versions")
    major = models.PositiveIntegerField(default=1)
    minor = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=2, default="en")
    statement = models.CharField(_("statement"), max_length=300)
    because = models.TextField(_("because"), max_length=1000)
    audience = models.JSONField(default=list)
    strength = models.CharField(max_length=19, choices=Strength)
    certainty = models.PositiveSmallIntegerField(choices=Certainty)
    changed = models.TextField(_("what changed and why"), max_length=2000, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "major", "minor"], name="version_number_is_unique"
            ),
            models.CheckConstraint(
                name="later_version_says_what_changed",
                condition=Q(published_at=None) | Q(major=1, minor=0) | ~Q(changed=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation} v{self.major}.{self.minor}"

    @property
    def name(self) -> str:
        """As it is cited: 1.3."""
        return f"{self.major}.{self.minor}"
