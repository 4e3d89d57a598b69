"""A sentence that rests on a run, what speaks against it, and who stands for it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.analysis.numbers import unnumbered
from cordata.evidence.models.analyses import Run
from cordata.kit.fields import PublicIdField


class Finding(models.Model):
    """What a run says, as a sentence that a minister can repeat and a statistician can check.

    estimate   the name of the run's estimate that it rests on
    limits     what could be wrong; counter: evidence that says otherwise
    moved      what differed when it was last computed again, as ``queries.recompute`` says it;
               empty where nothing did, {"failed": true} if it could not be. Nobody changes the finding but its researchers
    stale      why it was withdrawn
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        RELEASED = "released", _("Released")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    public_id = PublicIdField(prefix="fnd")
    run = models.ForeignKey(Run, models.PROTECT, related_name="findings")
    estimate = models.CharField(max_length=80)
    headline = models.CharField(_("headline"), max_length=300)
    limits = models.TextField(_("what could be wrong"), max_length=3000)
    counter = models.TextField(_("what speaks against it"), max_length=3000, blank=True)
    language = models.CharField(max_length=2, default="en")  # that it is written in
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    stale = models.CharField(max_length=300, blank=True)
    moved = models.JSONField(default=dict, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    released_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="released_finding_has_a_time",
                condition=Q(state__in=["draft", "in_review"], released_at=None)
                | Q(state__in=["released", "withdrawn"], released_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.headline

    @property
    def sentence(self) -> str:
        """The headline; before a release without its numbers once schools in it took theirs back."""
        is_open = self.released_at is None and self.run.table.withheld
        return unnumbered(self.headline) if is_open else self.headline


class Remark(models.Model):
    """A reader's words at one paragraph of a finding, as it stood in a version.

    part, paragraph  which text, and which of its paragraphs, counted from 1
    """

    class Part(models.TextChoices):
        HEADLINE = "headline", _("headline")
        LIMITS = "limits", _("what could be wrong")
        COUNTER = "counter", _("what speaks against it")

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="remarks")
    of_version = models.PositiveIntegerField()
    part = models.CharField(max_length=8, choices=Part)
    paragraph = models.PositiveIntegerField()
    words = models.TextField(_("in words"), max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.finding_id}: {self.part} {self.paragraph}"


class Review(models.Model):
    """One of the two people beside the author who stand for a finding, by name."""

    class Says(models.TextChoices):
        APPROVE = "approve", _("Approve")
        CHANGE = "change", _("Ask for changes")

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="reviews")
    of_version = models.PositiveIntegerField()
    says = models.CharField(max_length=7, choices=Says)
    words = models.TextField(_("in words"), max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "by", "of_version"], name="finding_is_reviewed_once_by_each"
            ),
            models.CheckConstraint(
                name="changes_are_asked_in_words", condition=Q(says="approve") | ~Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id}: {self.says}"
