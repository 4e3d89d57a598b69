"""Guidelines: how to do it well, assembled from recommendations, facts, steps and sheets."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.documents.models import Document, Revision
from cordata.guidance.models.atlas import Way
from cordata.kit.fields import PublicIdField
from cordata.networks.models import Programme


class Guideline(models.Model):
    """One guideline. Its text is written in ``text``; what is published stands in editions.

    audience  codes of who it is for, as of recommendations: school, coordinator, authority
    way       the way of coordinating that it is for; none: whichever
    """

    public_id = PublicIdField(prefix="gdl")
    slug = models.SlugField(max_length=60, unique=True)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="guidelines")
    audience = models.JSONField(default=list)
    way = models.ForeignKey(Way, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.OneToOneField(Document, models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.slug


class Edition(models.Model):
    """A guideline as it was asked to be published, and from when on it stands.

    major, minor  its address is /guidelines/first-visit/v1.2/, for good
    revision      of the original that is reviewed; translations of it come along
    changed       what is different from the edition before, and why
    decided_by    whoever looked at it: never whoever asked
    due_at        published by itself from then on
    """

    class State(models.TextChoices):
        IN_REVIEW = "in_review", _("In review")
        SENT_BACK = "sent_back", _("Sent back")
        SCHEDULED = "scheduled", _("Scheduled")
        PUBLISHED = "published", _("Published")

    public_id = PublicIdField(prefix="edn")
    guideline = models.ForeignKey(Guideline, models.PROTECT, related_name="editions")
    major = models.PositiveSmallIntegerField()
    minor = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State, default=State.IN_REVIEW)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    changed = models.TextField(_("what changed and why"), max_length=2000, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    remark = models.TextField(_("in words"), max_length=2000, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["guideline", "major", "minor"],
                condition=~Q(state="sent_back"),
                name="edition_number_is_unique",
            ),
            models.UniqueConstraint(
                fields=["guideline"],
                condition=Q(state__in=["in_review", "scheduled"]),
                name="one_edition_on_its_way",
            ),
            models.CheckConstraint(
                name="edition_is_decided_by_another",
                condition=Q(state="in_review", decided_by=None, decided_at=None)
                | (
                    ~Q(state="in_review")
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(decided_by=models.F("asked_by"))
                ),
            ),
            models.CheckConstraint(
                name="published_edition_has_a_time",
                condition=Q(state="published", published_at__isnull=False)
                | (~Q(state="published") & Q(published_at=None)),
            ),
            models.CheckConstraint(
                name="scheduled_edition_has_its_moment",
                condition=~Q(state="scheduled") | Q(due_at__isnull=False),
            ),
            models.CheckConstraint(
                name="later_edition_says_what_changed",
                condition=Q(major=1, minor=0) | ~Q(changed=""),
            ),
            models.CheckConstraint(
                name="edition_is_sent_back_in_words",
                condition=~Q(state="sent_back") | ~Q(remark=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guideline} v{self.name}"

    @property
    def name(self) -> str:
        """As it is cited: 1.2."""
        return f"{self.major}.{self.minor}"


class EditionText(models.Model):
    """An edition in one language, as it was on the day: recommendations and facts resolved.

    paper   the blocks, as ``kit.paper.blocks.plain`` keeps them
    rests   versions of recommendations in it, by public id
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=200)
    paper = models.JSONField()
    rests = models.JSONField(default=list)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "language"], name="edition_speaks_a_language_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition}, {self.language}"
