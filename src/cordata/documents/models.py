"""Texts with revisions: written in one language, translated into others."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cordata.kit.fields import PublicIdField


class Document(models.Model):
    """One text in several languages. The original leads; translations follow it."""

    public_id = PublicIdField(prefix="doc")
    slug = models.SlugField(max_length=60, unique=True)
    original_language = models.CharField(max_length=2)
    # Who may edit it: "" is the platform, else a country's code.
    country = models.CharField(max_length=6, blank=True)
    # The app above that lets people write it on pages of its own; "": the page of texts.
    kept_by = models.CharField(max_length=12, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.slug


class Revision(models.Model):
    """One state of the text in one language. Published revisions are never edited."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        RETIRED = "retired", _("Replaced")

    public_id = PublicIdField(prefix="rev")
    document = models.ForeignKey(Document, models.CASCADE, related_name="revisions")
    language = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"))
    # The revision of the original that a translation was made from.
    source = models.ForeignKey("self", models.PROTECT, null=True, related_name="translations")
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "language", "number"], name="revision_number_is_unique"
            ),
            models.UniqueConstraint(
                fields=["document", "language"],
                condition=Q(state="published"),
                name="one_published_revision_per_language",
            ),
            models.CheckConstraint(
                name="published_revision_has_a_time",
                condition=Q(state="draft") | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="revision_is_not_its_own_source", condition=~Q(pk=F("source"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document.slug} {self.language} {self.number}"


class StoredFile(models.Model):
    """A file somebody sent. Its bytes lie outside the web root, under its public id.

    What it belongs to decides who may read it; nothing is served by its address alone.
    """

    public_id = PublicIdField(prefix="fil")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=90)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    stored_at = models.DateTimeField(auto_now_add=True)
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    def __str__(self) -> str:
        return self.name
