"""A version in other languages, and who wants to hear of it."""

from django.conf import settings
from django.db import models

from cordata.guidance.models.recommendations import Recommendation, Version
from cordata.kit.fields import PublicIdField


class Wording(models.Model):
    """A version in another language.

    texts        by slot, as ``queries.wordings.slots`` names them; a slot that is not there
                 stands in the language of the version
    of_revision  that it translates: after a change of the source it says so
    revision     counts every saving: who saves later is shown what came before
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="wordings")
    language = models.CharField(max_length=2)
    texts = models.JSONField(default=dict)
    of_revision = models.PositiveIntegerField()
    revision = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "language"], name="version_is_worded_once_in_a_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.language}"


class EarlierWording(models.Model):
    """What a translation said while others read it, kept when it was worded anew.

    of_revision  of the version: readers of this very wording see that it was changed
    """

    wording = models.ForeignKey(Wording, models.CASCADE, related_name="earlier")
    of_revision = models.PositiveIntegerField()
    texts = models.JSONField()
    replaced_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.wording}, until {self.replaced_at:%Y-%m-%d}"


class Subscriber(models.Model):
    """An address that wants one letter when a new version or a notice comes.

    Nothing is sent before ``confirmed_at``: whoever types an address must be able to read it.
    """

    public_id = PublicIdField(prefix="sub")
    recommendation = models.ForeignKey(
        Recommendation, models.CASCADE, related_name="subscribers"
    )
    email = models.EmailField()
    language = models.CharField(max_length=2)
    asked_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "email"], name="address_subscribes_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id}: {self.email}"
