"""Who stands for a version, and what has moved under it since."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.evidence.models import Finding
from cordata.guidance.models.recommendations import Version
from cordata.kit.fields import PublicIdField


class VersionReview(models.Model):
    """One of the two people beside the author who stand for a version, by name."""

    class Says(models.TextChoices):
        APPROVE = "approve", _("Approve")
        CHANGE = "change", _("Ask for changes")

    version = models.ForeignKey(Version, models.CASCADE, related_name="reviews")
    of_revision = models.PositiveIntegerField()
    says = models.CharField(max_length=7, choices=Says)
    words = models.TextField(_("in words"), max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "by", "of_revision"],
                name="version_is_reviewed_once_by_each",
            ),
            models.CheckConstraint(
                name="changes_of_a_version_are_asked_in_words",
                condition=Q(says="approve") | ~Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.says}"


class Notice(models.Model):
    """Something under a published version is no longer what it was; a person decides what follows.

    finding  that moved or was withdrawn; none where the version is due to be looked at again
    what     as ``Finding.moved`` said it on that day; of a contrary result, its line in the ledger
    decision, reason  whether the wording still holds; everybody reads it. OVER is nobody's decision:
             the version no longer holds, so that nothing is left to decide
    """

    class Kind(models.TextChoices):
        MOVED = "moved", _("A finding is no longer the same")
        WITHDRAWN = "withdrawn", _("A finding was withdrawn")
        DUE = "due", _("A year has passed")
        CONTRARY = "contrary", _("It did not work where it was carried out")

    class Decision(models.TextChoices):
        HOLDS = "holds", _("The wording still holds")
        ANEW = "anew", _("A new version is needed")
        WITHDRAW = "withdraw", _("The recommendation is withdrawn")
        OVER = "over", _("The version no longer holds")

    public_id = PublicIdField(prefix="not")
    version = models.ForeignKey(Version, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=9, choices=Kind)
    finding = models.ForeignKey(
        Finding, models.PROTECT, null=True, blank=True, related_name="+"
    )
    what = models.JSONField(default=dict, blank=True)
    noticed_at = models.DateTimeField()
    decision = models.CharField(max_length=8, choices=Decision, blank=True)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "finding"],
                condition=Q(decided_at=None),
                name="one_open_notice_of_a_finding",
            ),
            models.CheckConstraint(
                name="decision_on_a_notice_has_name_time_and_reason",
                condition=Q(decision="", decided_by=None, decided_at=None)
                | Q(decision="over", decided_at__isnull=False)
                | (
                    ~Q(decision="")
                    & ~Q(decision="over")
                    & ~Q(reason="")
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.kind}"
