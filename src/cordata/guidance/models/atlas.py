"""The atlas: ways of coordinating, what is said of each, and where that was read."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.documents.models import Document
from cordata.kit.fields import PublicIdField


class Source(models.Model):
    """Something that can be cited. What it is stands in ``csl``, as CSL JSON keeps it.

    key    short, as lists and texts name it: S14
    doi    small letters, without its address; ``folded`` is the title without case and signs.
           Both keep the same work from standing here twice.
    """

    public_id = PublicIdField(prefix="src")
    key = models.SlugField(max_length=60, unique=True)
    csl = models.JSONField()
    title = models.CharField(max_length=500)
    folded = models.CharField(max_length=500, unique=True)
    doi = models.CharField("DOI", max_length=200, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["doi"], condition=~Q(doi=""), name="doi_stands_here_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.title}"


class Way(models.Model):
    """A way of coordinating, and where it lies on the axes that clusters declare.

    axis, levels  as ``clusters.CoordinationModel`` knows them: live figures come from there
    text          its name, and what it is in one sentence
    """

    public_id = PublicIdField(prefix="way")
    slug = models.SlugField(max_length=40, unique=True)
    axis = models.CharField(max_length=13)
    levels = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField(default=0)
    text = models.OneToOneField(Document, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.slug


class Statement(models.Model):
    """One thing that is said of a way; of all of them where there is no way.

    kind  found: read in a source. reported: told by those who took part. judged: concluded by
          whoever wrote it here. A judgement needs no source, the others do.
    key   of what came with Cordata, so that it comes once
    text  its words, in each language
    """

    class Part(models.TextChoices):
        THEORY = "theory", _("The idea behind it")
        STRENGTH = "strength", _("Strengths")
        WEAKNESS = "weakness", _("Weaknesses")
        COST = "cost", _("What drives its cost")
        NEED = "need", _("What it needs")
        FAILED = "failed", _("Where it failed")

    class Kind(models.TextChoices):
        FOUND = "found", _("found")
        REPORTED = "reported", _("reported")
        JUDGED = "judged", _("judged")

    public_id = PublicIdField(prefix="sta")
    key = models.SlugField(max_length=60, unique=True, null=True, blank=True)
    way = models.ForeignKey(
        Way, models.CASCADE, null=True, blank=True, related_name="statements"
    )
    part = models.CharField(_("what it is about"), max_length=8, choices=Part)
    kind = models.CharField(_("how we know it"), max_length=8, choices=Kind)
    sources = models.ManyToManyField(Source, related_name="statements", blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    text = models.OneToOneField(Document, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(_("why it is taken out"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="withdrawn_statement_says_why",
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_because=""),
            )
        ]

    def __str__(self) -> str:
        return self.key or self.public_id
