"""What a cluster used in a term, as somebody of it confirmed. Never changed: the last one counts."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cordata.clusters.models import Cluster
from cordata.costs.models.kinds import Bears, Kind
from cordata.kit.fields import PublicIdField


class Confirmation(models.Model):
    """Frozen by name and day, so that records changed later are seen and not taken over.

    term      1 or 2 of the cohort's year
    recorded  minutes and numbers as activities gave them then, see ``queries.recorded``
    """

    public_id = PublicIdField(prefix="ccf")
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="cost_confirmations")
    term = models.PositiveSmallIntegerField()
    recorded = models.JSONField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="confirmation_is_of_a_term", condition=Q(term__gte=1, term__lte=2)
            )
        ]
        indexes = [models.Index(fields=["cluster", "term"], name="confirmations_of_a_cluster")]

    def __str__(self) -> str:
        return f"{self.cluster_id}: {self.term}"


class Ingredient(models.Model):
    """One thing that was used: how much, who bears it, how much of it in people's own time.

    own_time    per cent of the hours that nobody was paid for
    life_years  that it lasts; 0 is used up in its term
    """

    confirmation = models.ForeignKey(Confirmation, models.CASCADE, related_name="ingredients")
    kind = models.CharField(max_length=13, choices=Kind)
    quantity = models.DecimalField(max_digits=12, decimal_places=2)
    bears = models.CharField(max_length=13, choices=Bears)
    own_time = models.PositiveSmallIntegerField(default=0)
    life_years = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["confirmation", "kind"], name="ingredient_stands_once"
            ),
            models.CheckConstraint(
                name="ingredient_is_not_negative", condition=Q(quantity__gte=0)
            ),
            models.CheckConstraint(name="own_time_is_a_share", condition=Q(own_time__lte=100)),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.quantity}"
