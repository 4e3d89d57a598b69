"""One thing to do, for whom, and what it says from one version to the next."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
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
            ),
            models.CheckConstraint(
                name="superseded_recommendation_has_a_successor",
                condition=~Q(state="superseded") | Q(successor__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Recommendation {self.number}"


class Version(models.Model):
    """What a recommendation says from one day on. A published version is never edited.

    Numbers stand in its texts as ``{fnd_…:estimate}`` alone, so that each is that of a finding.

    major, minor  1.3; its address is /recommendations/4/v1.3, for good
    language      that it is written in; ``Wording`` holds the others
    statement     what to do, one sentence; because: two sentences why
    audience      codes of who it is for: school, coordinator, authority
    coordination  ways of coordinating that it is about, as "mode:virtual"; none: all of them
    conditions, unknown   one on each line
    conflict      evidence that disagrees, and how that was resolved
    certainty     that it is published with; ``computed`` is what the rules gave. They differ by
                  one step at most, by a person (``stepped_by``) with a reason (``step_why``)
    revision      counts every change of a draft: reviews and votes are of one revision
    decided       what the panel decided, as ``queries.panels.as_decided`` says it, kept on the day
    publish_at    published by itself from then on, once everything is in order
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        PUBLISHED = "published", _("Published")

    class Audience(models.TextChoices):
        AUTHORITY = "authority", _("Ministries and agencies")
        COORDINATOR = "coordinator", _("Coordinators of networks")
        SCHOOL = "school", _("Schools")

    class CostClass(models.TextChoices):
        SMALL = "small", _("Small")
        MODERATE = "moderate", _("Moderate")
        LARGE = "large", _("Large")
        UNKNOWN = "unknown", _("Not measured")

    public_id = PublicIdField(prefix="ver")
    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="versions")
    major = models.PositiveIntegerField(default=1)
    minor = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    language = models.CharField(max_length=2, default="en")
    statement = models.CharField(_("statement"), max_length=300)
    because = models.TextField(_("because"), max_length=1000)
    audience = models.JSONField(default=list)
    coordination = models.JSONField(default=list, blank=True)
    for_whom = models.TextField(_("for whom"), max_length=1000, blank=True)
    not_for_whom = models.TextField(_("not for whom"), max_length=1000, blank=True)
    conditions = models.TextField(_("conditions"), max_length=2000, blank=True)
    risk = models.CharField(_("what can go wrong, in a few words"), max_length=80, blank=True)
    risk_words = models.TextField(_("what can go wrong"), max_length=300, blank=True)
    unknown = models.TextField(_("what we do not know"), max_length=2000, blank=True)
    would_change = models.TextField(_("what would change it"), max_length=2000, blank=True)
    conflict = models.TextField(_("evidence that disagrees"), max_length=2000, blank=True)
    cost_class = models.CharField(max_length=8, choices=CostClass, default=CostClass.UNKNOWN)
    strength = models.CharField(max_length=19, choices=Strength, default=Strength.NONE)
    certainty = models.PositiveSmallIntegerField(choices=Certainty, default=Certainty.VERY_LOW)
    computed = models.PositiveSmallIntegerField(choices=Certainty, default=Certainty.VERY_LOW)
    step_why = models.TextField(_("why one step"), max_length=1000, blank=True)
    stepped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    changed = models.TextField(_("what changed and why"), max_length=2000, blank=True)
    decided = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    publish_at = models.DateTimeField(null=True, blank=True)
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
            models.CheckConstraint(
                name="published_version_has_a_time",
                condition=Q(state="published", published_at__isnull=False)
                | (~Q(state="published") & Q(published_at=None)),
            ),
            models.CheckConstraint(
                name="certainty_is_moved_with_reason_and_name",
                condition=Q(certainty=F("computed"))
                | (~Q(step_why="") & Q(stepped_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation} v{self.major}.{self.minor}"

    @property
    def name(self) -> str:
        """As it is cited: 1.3."""
        return f"{self.major}.{self.minor}"
