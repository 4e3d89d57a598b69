"""Clusters, who is in them, and how one comes out of another."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cordata.clusters.models.matching import Publication
from cordata.kit.fields import PublicIdField
from cordata.networks.models import Cohort, Participation


class Cluster(models.Model):
    """A mentor school and the schools tied to it, for a cohort."""

    public_id = PublicIdField(prefix="clu")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="clusters")
    publication = models.ForeignKey(
        Publication, models.CASCADE, null=True, blank=True, related_name="clusters"
    )
    letter = models.CharField(max_length=4)
    name = models.CharField(_("name"), max_length=200)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "letter"],
                condition=Q(closed_on=None),
                name="cluster_letter_is_unique_while_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.letter}: {self.name}"


class Membership(models.Model):
    """A school in a cluster, from one day to another. Roles may turn; history stays."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="memberships")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="memberships")
    side = models.CharField(max_length=6, choices=Participation.Side)
    code = models.CharField(max_length=6)
    online = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    left_why = models.CharField(max_length=300, blank=True)
    # Which publication made or ended it, so that undoing one restores what was before.
    made_by = models.ForeignKey(
        Publication, models.CASCADE, null=True, related_name="memberships_made"
    )
    ended_by = models.ForeignKey(
        Publication, models.SET_NULL, null=True, related_name="memberships_ended"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation"],
                condition=Q(until=None),
                name="school_is_in_one_cluster_of_a_cohort",
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=Q(until=None) | Q(until__gte=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.participation_id}"


class Descent(models.Model):
    """One cluster came out of another: by a split, a merger, or a new mentor."""

    class Kind(models.TextChoices):
        SPLIT = "split", _("Split")
        MERGED = "merged", _("Merged")

    before = models.ForeignKey(Cluster, models.CASCADE, related_name="descendants")
    after = models.ForeignKey(Cluster, models.CASCADE, related_name="ancestors")
    kind = models.CharField(max_length=6, choices=Kind)
    on = models.DateField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="descent_is_told_once"),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} {self.kind} {self.after_id}"
