"""The weekly letter: written once for a person and a week, and stopped by one button."""

from django.conf import settings
from django.db import models


class Digest(models.Model):
    """That the weekly letter of a person was made. There may have been nothing to tell."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests")
    week = models.DateField()  # its Monday
    made_at = models.DateTimeField()
    letter = models.CharField(max_length=24, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "week"], name="person_has_one_digest_a_week"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.week}"


class NoDigest(models.Model):
    """A person who does not want the weekly letter. What is asked stays on their page."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="no_digest"
    )
    since = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.person_id)
