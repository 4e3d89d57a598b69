"""Prices that a country gave itself; what it did not give is shipped with its source."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cordata.costs.models.kinds import Item
from cordata.kit.fields import PublicIdField
from cordata.networks.models import Country


class Price(models.Model):
    """A price in force in a country until another one follows; never changed.

    amount  of a unit, or the gross salary of a year: then ``hours`` are worked for it, and
            ``on_top`` is what the employer adds, as a share of it
    year    of the price; in the currency of the country
    """

    public_id = PublicIdField(prefix="pri")
    country = models.ForeignKey(Country, models.PROTECT, related_name="prices")
    item = models.CharField(max_length=9, choices=Item)
    amount = models.DecimalField(max_digits=14, decimal_places=4)
    hours = models.PositiveSmallIntegerField(null=True, blank=True)
    on_top = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "item"],
                condition=Q(ended_at=None),
                name="country_has_one_price_in_force",
            ),
            models.CheckConstraint(name="price_is_above_zero", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="salary_says_its_hours_and_contributions",
                condition=Q(hours=None, on_top=None)
                | Q(
                    hours__isnull=False,
                    hours__gt=0,
                    on_top__isnull=False,
                    on_top__gte=0,
                    on_top__lte=2,
                ),
            ),
            models.CheckConstraint(name="price_names_its_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.item}: {self.amount} ({self.year})"
