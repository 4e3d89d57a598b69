"""What is frozen when a round closes, and with whom a school shares it."""

from django.conf import settings
from django.db import models

from cordata.kit.fields import PublicIdField
from cordata.surveys.models.rounds import Round


class Snapshot(models.Model):
    """The answers of a closed round as they were, with their content address.

    manifest  questions, codes, voices, counts invited: what is needed to read the bytes
    content   the answers as integer codes, compressed
    figures   what the one scoring function made of them, with its method's version
    """

    public_id = PublicIdField(prefix="snp")
    round = models.OneToOneField(Round, models.PROTECT, related_name="snapshot")
    address = models.CharField(max_length=80, db_index=True)
    manifest = models.JSONField()
    content = models.BinaryField()
    figures = models.JSONField()
    method = models.CharField(max_length=40)
    frozen_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.address


class Shared(models.Model):
    """A school lets its mentor school read the report of a round, until it takes it back."""

    round = models.OneToOneField(Round, models.CASCADE, related_name="shared")
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    shared_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.round_id} since {self.shared_at:%Y-%m-%d}"
