"""What schools a country or region has: to see whether evidence comes from such schools."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.kit.fields import PublicIdField
from cordata.networks.models import Country


class CountryContext(models.Model):
    """The schools of a country or region on a day, by level, size, rurality and language.

    Never changed: a later one of the same place stands before it.

    region   "" is the whole country
    schools  by dimension and value, how many: {"size": {"small": 120, ...}, ...}; a dimension that
             nobody told is not there
    """

    class Origin(models.TextChoices):
        TYPED = "typed", _("typed in")
        FILE = "file", _("taken from a file")
        REGISTER = "register", _("counted in the register of schools here")

    public_id = PublicIdField(prefix="cct")
    country = models.ForeignKey(Country, models.PROTECT, related_name="contexts")
    region = models.CharField(_("region"), max_length=80, blank=True)
    origin = models.CharField(max_length=8, choices=Origin)
    source = models.CharField(_("source"), max_length=300)
    dated_on = models.DateField(_("as of"))
    schools = models.JSONField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="country_context_names_its_source", condition=~Q(source="")
            )
        ]
        indexes = [models.Index(fields=["country", "region"], name="contexts_of_a_place")]

    def __str__(self) -> str:
        return self.place

    @property
    def place(self) -> str:
        """As "Portugal" or "Portugal, Alentejo", in the language of the page."""
        return f"{self.country.name}, {self.region}" if self.region else self.country.name
