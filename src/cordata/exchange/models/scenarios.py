"""Simulations that a policy maker keeps: asked once, named, shared, set side by side."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.exchange.models.organisations import Organisation
from cordata.kit.fields import PublicIdField
from cordata.networks.models import Country


class Scenario(models.Model):
    """A question to the simulator under a name. What it answers is computed anew each time.

    asked         what stood in the form, by field
    told          what it answered when it was saved: to see that it has moved since
    organisation  whose people read it; None is kept to oneself
    link_digest   of the secret in the link that opens it for anybody; "" is no link
    """

    public_id = PublicIdField(prefix="sce")
    name = models.CharField(_("name"), max_length=120)
    country = models.ForeignKey(Country, models.PROTECT, related_name="scenarios")
    model = models.CharField(max_length=9)
    asked = models.JSONField()
    told = models.JSONField()
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="scenarios"
    )
    link_digest = models.CharField(max_length=64, blank=True)
    linked_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="scenarios"
    )
    saved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["link_digest"],
                condition=~Q(link_digest=""),
                name="scenario_link_is_of_one",
            ),
            models.CheckConstraint(
                name="scenario_link_has_a_time",
                condition=Q(link_digest="", linked_at=None)
                | (~Q(link_digest="") & Q(linked_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.name
