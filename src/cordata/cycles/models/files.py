"""Files of a cluster: what one school gives to the others, and what they may do with it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.clusters.models import Cluster
from cordata.documents.models import StoredFile
from cordata.kit.fields import PublicIdField
from cordata.networks.models import Participation


class SharedFile(models.Model):
    """One file with its title, licence and language. Taken out, it is no longer handed out."""

    class Licence(models.TextChoices):
        CLUSTER = "cluster", _("Only for this cluster")
        BY = "by", "CC BY 4.0"
        BY_SA = "by_sa", "CC BY-SA 4.0"
        ZERO = "zero", "CC0 1.0"
        RESERVED = "reserved", _("All rights stay with the author")

    public_id = PublicIdField(prefix="shf")
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="files")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=120)
    licence = models.CharField(_("licence"), max_length=8, choices=Licence)
    language = models.CharField(_("language"), max_length=2)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # The school they gave it for; nobody's, if they coordinate.
    school = models.ForeignKey(Participation, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    receipt = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="shared_file_has_a_title", condition=~Q(title="")),
        ]
        indexes = [models.Index(fields=["cluster", "-given_at"], name="files_of_a_cluster")]

    def __str__(self) -> str:
        return self.title
