"""The record that researchers make of what a school told, edition after edition."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.documents.models import StoredFile
from cordata.kit.fields import PublicIdField
from cordata.networks.models import Topic
from cordata.practices.models.parts import Outcome, Part, Rurality, Setting
from cordata.practices.models.tellings import Practice


class Edition(models.Model):
    """One state of the record. While another is worked on, the published one stays readable.

    texts    by language, then by part: {"it": {"title": …}, "en": {"title": …}}
    hours    of everybody together, until it ran
    writers  who has saved words or evidence of it: whoever began it need not have
    version  counted up on each change: agreement and validation are of one version
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Being documented")
        ASKED = "asked", _("Waiting for the school's agreement")
        VALIDATING = "validating", _("Being validated")
        PUBLISHED = "published", _("Published")
        REPLACED = "replaced", _("Replaced")

    AT_WORK = (State.DRAFT, State.ASKED, State.VALIDATING)

    public_id = PublicIdField(prefix="edn")
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    texts = models.JSONField(default=dict)
    outcome = models.CharField(max_length=7, choices=Outcome)
    needs = models.ManyToManyField(Topic, related_name="+")
    levels = models.JSONField(default=list)
    pupils = models.PositiveIntegerField(null=True, blank=True)
    rurality = models.CharField(max_length=5, choices=Rurality, blank=True)
    setting = models.CharField(max_length=9, choices=Setting, blank=True)
    hours = models.PositiveIntegerField(null=True, blank=True)
    documented_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    changed_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "number"], name="practice_edition_number_is_unique"
            ),
            models.UniqueConstraint(
                fields=["practice"],
                condition=Q(state__in=["draft", "asked", "validating"]),
                name="practice_has_one_edition_at_work",
            ),
            models.UniqueConstraint(
                fields=["practice"],
                condition=Q(state="published"),
                name="practice_has_one_published_edition",
            ),
            models.CheckConstraint(
                name="published_practice_edition_has_a_time",
                condition=Q(state__in=["draft", "asked", "validating"], published_at=None)
                | Q(state__in=["published", "replaced"], published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice_id}/{self.number}"

    @property
    def is_at_work(self) -> bool:
        """Whether it can still change."""
        return self.state in self.AT_WORK


class Evidence(models.Model):
    """What a claim of the record rests on.

    part, paragraph  which claim: a paragraph of a text, counted from 1; 0 if its claim is gone
    finding          its public id: findings lie above practices
    says             what was measured, or what the file or page shows
    """

    class Kind(models.TextChoices):
        FINDING = "finding", _("A finding of the network")
        FILE = "file", _("A file")
        MEASURE = "measure", _("Something the school counted or measured")
        PAGE = "page", _("A page elsewhere")

    public_id = PublicIdField(prefix="evd")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="evidence")
    part = models.CharField(max_length=13, choices=Part)
    paragraph = models.PositiveIntegerField()
    kind = models.CharField(max_length=7, choices=Kind)
    finding = models.CharField(max_length=24, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    page = models.URLField(max_length=300, blank=True)
    says = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="evidence_is_what_it_says",
                condition=(Q(kind="finding", page="", file=None) & ~Q(finding=""))
                | Q(kind="file", finding="", page="", file__isnull=False)
                | Q(kind="measure", finding="", page="", file=None)
                | Q(kind="page", finding="", file=None, page__startswith="https://"),
            ),
            models.CheckConstraint(name="evidence_says_something", condition=~Q(says="")),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.paragraph}: {self.kind}"
