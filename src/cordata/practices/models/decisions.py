"""Who stands for a record, by name: the school, the project, an expert."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.kit.fields import PublicIdField
from cordata.networks.models import Programme
from cordata.practices.models.editions import Edition
from cordata.practices.models.parts import Stage


class Says(models.TextChoices):
    """What somebody says of one version of a record."""

    APPROVE = "approve", _("I stand for it")
    CHANGE = "change", _("Something must change")


class Agreement(models.Model):
    """The school, through one named person, agrees with one version, or asks for changes."""

    class Role(models.TextChoices):
        HEAD = "head", _("Head teacher")
        TEAM = "team", _("School team")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="agreements")
    of_version = models.PositiveIntegerField()
    says = models.CharField(max_length=7, choices=Says)
    words = models.TextField(max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=4, choices=Role)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "of_version"],
                condition=Q(says="approve"),
                name="school_agrees_with_a_version_once",
            ),
            models.CheckConstraint(
                name="school_asks_for_changes_in_words",
                condition=Q(says="approve") | ~Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}.{self.of_version}: {self.says}"


class Validation(models.Model):
    """One of the two who validate decides about one version, with reasons.

    criteria  each of the public criteria of the stage: whether it is met
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="validations")
    of_version = models.PositiveIntegerField()
    stage = models.CharField(max_length=7, choices=Stage)
    says = models.CharField(max_length=7, choices=Says)
    criteria = models.JSONField(default=dict)
    words = models.TextField(max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "of_version", "stage"],
                name="version_is_validated_once_at_each_stage",
            ),
            models.CheckConstraint(name="validation_gives_its_reasons", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}.{self.of_version} {self.stage}: {self.says}"


class Expert(models.Model):
    """Somebody from outside the project whom a programme has named to validate its practices."""

    public_id = PublicIdField(prefix="xpt")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="experts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    knows = models.CharField(max_length=200)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    named_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person"],
                condition=Q(ended_at=None),
                name="expert_is_named_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.knows}"
