"""What organisations make of a recommendation: in their name, with reasons, each statement kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.exchange.models.organisations import Organisation
from cordata.guidance.models import Recommendation, Version
from cordata.kit.fields import PublicIdField

# The five judgements on which countries differ, as ``analysis.advice.decision`` names them.
CRITERIA = ("balance", "resources", "equity", "acceptability", "feasibility")


class Stance(models.TextChoices):
    """What an organisation does with a recommendation."""

    ADOPT = "adopt", _("Adopt it as it is")
    ADAPT = "adapt", _("Adapt it")
    REVIEW = "review", _("Under review")
    DECLINE = "decline", _("Not for us")


class Position(models.Model):
    """One organisation's position on one recommendation: its address and its history.

    It belongs to the organisation, whoever works there.
    """

    public_id = PublicIdField(prefix="pos")
    number = models.PositiveIntegerField(unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="positions")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="positions")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "recommendation"],
                name="organisation_has_one_position_on_a_recommendation",
            )
        ]

    def __str__(self) -> str:
        return f"Position {self.number}"


class Said(models.Model):
    """What a draft and a statement have in common.

    on          the version of the recommendation that it is about
    text        the recommendation in the organisation's own words, where it adapts it
    reason      why, as others will read it
    judgements  by criterion: {"says": …, "because": …}; what is missing is as in the original
    """

    on = models.ForeignKey(Version, models.PROTECT, related_name="+")
    stance = models.CharField(max_length=7, choices=Stance)
    text = models.CharField(max_length=300, blank=True)
    reason = models.TextField(max_length=2000, blank=True)
    judgements = models.JSONField(default=dict, blank=True)
    language = models.CharField(max_length=2)

    class Meta:
        abstract = True


class Draft(Said):
    """What is being written, read inside the organisation alone; there is one at a time."""

    public_id = PublicIdField(prefix="drp")
    position = models.OneToOneField(Position, models.CASCADE, related_name="draft")
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now=True)
    shared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="draft_has_own_words_only_where_it_adapts",
                condition=Q(stance="adapt") | Q(text=""),
            )
        ]

    def __str__(self) -> str:
        return f"Draft of {self.position_id}"


class Comment(models.Model):
    """What a colleague says to a draft; never read outside the organisation."""

    public_id = PublicIdField(prefix="cmt")
    position = models.ForeignKey(Position, models.CASCADE, related_name="comments")
    words = models.TextField(max_length=1000)
    language = models.CharField(max_length=2)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.by_id} on {self.position_id}"


class Statement(Said):
    """A position as it was published, for good. A later one does not change it.

    in_the_name_of  what the organisation was called that day
    """

    public_id = PublicIdField(prefix="stm")
    position = models.ForeignKey(Position, models.PROTECT, related_name="statements")
    number = models.PositiveIntegerField()
    in_the_name_of = models.CharField(max_length=160)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["position", "number"], name="statement_number_is_unique"
            ),
            models.CheckConstraint(
                name="adapted_recommendation_has_its_own_words",
                condition=Q(stance="adapt") & ~Q(text="") | ~Q(stance="adapt") & Q(text=""),
            ),
            models.CheckConstraint(
                name="what_is_not_adopted_as_it_is_has_a_reason",
                condition=Q(stance="adopt") | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position_id} v{self.number}"


class Moved(models.Model):
    """An organisation was told, once, that the recommendation went on to another version."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="moves")
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    told_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["position", "version"], name="organisation_is_told_of_a_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.position_id}: {self.version_id}"
