"""Instruments: what is asked, in versions that never change once they are published."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.kit.fields import PublicIdField


class Instrument(models.Model):
    """One questionnaire, guide, protocol or template, through all its versions."""

    class Kind(models.TextChoices):
        QUESTIONNAIRE = "questionnaire", _("Questionnaire")
        INTERVIEW = "interview", _("Interview guide")
        OBSERVATION = "observation", _("Observation protocol")
        CASE = "case", _("Case template")

    public_id = PublicIdField(prefix="ins")
    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=13, choices=Kind)
    # Who may edit it: "" is the platform, else a country's code.
    country = models.CharField(max_length=2, blank=True)
    # An adaptation keeps the locked core of this version and adds its own questions.
    adapted_from = models.ForeignKey(
        "InstrumentVersion", models.PROTECT, null=True, blank=True, related_name="adaptations"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return self.slug


class InstrumentVersion(models.Model):
    """One state of an instrument. A published version is frozen with its content address."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        RETIRED = "retired", _("Replaced")

    public_id = PublicIdField(prefix="inv")
    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    # As analysis.forms.document writes it: questions, choices and languages.
    document = models.JSONField()
    address = models.CharField(max_length=80, blank=True)
    licence = models.CharField(_("licence"), max_length=60, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Counted up on each save of a draft: the later of two editors sees both versions.
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "number"], name="instrument_version_number_is_unique"
            ),
            models.UniqueConstraint(
                fields=["instrument"],
                condition=Q(state="published"),
                name="one_published_version_of_an_instrument",
            ),
            models.UniqueConstraint(
                fields=["instrument"],
                condition=Q(state="draft"),
                name="one_draft_version_of_an_instrument",
            ),
            models.CheckConstraint(
                name="published_instrument_has_a_time_and_an_address",
                condition=Q(state="draft", published_at=None, address="")
                | (~Q(state="draft") & Q(published_at__isnull=False) & ~Q(address="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument.slug} {self.number}"
