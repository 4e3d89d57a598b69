"""What is frozen when a round closes, with whom a school shares it, and whether research may."""

from django.conf import settings
from django.db import models

from cordata.kit.fields import PublicIdField
from cordata.schools.models import School
from cordata.surveys.models.rounds import Round, Wave


class Snapshot(models.Model):
    """The answers of a closed round as they were, with an address that pages may show.

    address   a commitment to the content, opened by ``nonce``, which never leaves: the content
              address itself would let anybody find few answers by trying them all
    manifest  questions, codes, voices, counts invited: what is needed to read the bytes
    content   the answers as integer codes, compressed
    figures   what the one scoring function made of them, with its method's version
    """

    public_id = PublicIdField(prefix="snp")
    round = models.OneToOneField(Round, models.PROTECT, related_name="snapshot")
    address = models.CharField(max_length=80, db_index=True)
    nonce = models.CharField(max_length=64)
    manifest = models.JSONField()
    content = models.BinaryField()
    figures = models.JSONField()
    method = models.CharField(max_length=40)
    frozen_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.address


class Judged(models.Model):
    """How far the figures of a wave can be trusted, found once its last round had closed.

    found  as ``queries.trust.judged`` writes it; what a report may say of an area rests on it
    """

    wave = models.OneToOneField(Wave, models.PROTECT, related_name="judged")
    found = models.JSONField()
    method = models.CharField(max_length=40)
    judged_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.wave_id} {self.method}"


class Shared(models.Model):
    """A school lets its mentor school read the report of a round, until it takes it back."""

    round = models.OneToOneField(Round, models.CASCADE, related_name="shared")
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    shared_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.round_id} since {self.shared_at:%Y-%m-%d}"


class Withheld(models.Model):
    """A school lets nobody use its answers for research, of whatever year, until it does again.

    Its own reports, and what it shares with its mentor school, are not touched by it.
    """

    public_id = PublicIdField(prefix="wth")
    school = models.OneToOneField(School, models.PROTECT, related_name="withheld")
    withheld_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withheld_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.school_id} since {self.withheld_at:%Y-%m-%d}"
