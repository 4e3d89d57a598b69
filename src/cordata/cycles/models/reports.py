"""The report of a term: figures from live records, words of the coordinator."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cordata.cycles.models.reviews import TermPage
from cordata.documents.models import Document
from cordata.kit.fields import PublicIdField
from cordata.networks.models import Cohort


class Report(models.Model):
    """What happened in a cohort between two days.

    Its figures are read anew each time until it is sent; what was sent stays as it was sent.
    """

    public_id = PublicIdField(prefix="rep")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="reports")
    title = models.CharField(_("title"), max_length=120)
    language = models.CharField(_("language"), max_length=2)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until and including"))
    # Whose pages it takes over: those of one term, or (None) of the whole year.
    term = models.PositiveSmallIntegerField(
        _("term"), choices=TermPage.Term, null=True, blank=True
    )
    opening = models.ForeignKey(Document, models.PROTECT, related_name="+")
    closing = models.ForeignKey(Document, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    # Figures, words and pages of terms as they were sent, with the fingerprint that tells a later change.
    sent = models.JSONField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    sent_to = models.CharField(_("sent to"), max_length=200, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="report_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="sent_report_keeps_what_was_sent",
                condition=Q(sent_at=None, sent_by=None, digest="")
                | (Q(sent_at__isnull=False, sent_by__isnull=False) & ~Q(digest="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title
