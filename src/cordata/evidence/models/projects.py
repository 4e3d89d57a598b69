"""A research project: the question, and under which rules it may be asked."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cordata.kit.fields import PublicIdField
from cordata.networks.models import Programme


class Project(models.Model):
    """A question that researchers of a programme ask of its rounds, cycles and costs.

    ethics  who approved it, and what people were told; in words
    """

    public_id = PublicIdField(prefix="prj")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="projects")
    title = models.CharField(_("title"), max_length=200)
    question = models.TextField(_("question"), max_length=1000)
    ethics = models.TextField(_("ethics"), max_length=1000, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.title
