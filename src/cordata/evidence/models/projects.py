"""A research project: the question, and under which rules it may be asked."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.documents.models import StoredFile
from cordata.kit.fields import PublicIdField
from cordata.networks.models import Programme


class Project(models.Model):
    """A question that researchers of a programme ask of its rounds, cycles and costs.

    paid_by     who pays for the research; no finding is released before it is said
    ethics      what schools and people were told, in words
    approved_…  by which body, under which number, when; ``approval`` is its paper
    consent     on what the use of answers rests
    """

    class Consent(models.TextChoices):
        ASKED = "asked", _("Everybody agrees before they answer")
        LAW = "law", _("A public task laid down in law")
        ANONYMOUS = "anonymous", _("Nobody can be recognised: answers carry no names")

    public_id = PublicIdField(prefix="prj")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="projects")
    title = models.CharField(_("title"), max_length=200)
    question = models.TextField(_("question"), max_length=1000)
    paid_by = models.CharField(_("who pays for it"), max_length=300, blank=True)
    ethics = models.TextField(_("ethics"), max_length=1000, blank=True)
    consent = models.CharField(max_length=9, choices=Consent, blank=True)
    approved_by = models.CharField(max_length=200, blank=True)
    approval_number = models.CharField(max_length=80, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    approval = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="approval_of_research_has_a_body",
                condition=Q(approved_on=None) | ~Q(approved_by=""),
            )
        ]

    def __str__(self) -> str:
        return self.title
