"""What the schools of a cluster sign, from the template of their country."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cordata.clusters.models.clusters import Cluster
from cordata.kit.fields import PublicIdField
from cordata.networks.models import Country, Participation


class AgreementTemplate(models.Model):
    """One version of a country's agreement. It never changes; the next one is new."""

    class Binds(models.TextChoices):
        EVERYBODY = "everybody", _("all schools of the cluster")
        MENTORS = "mentors", _("mentor schools only")

    public_id = PublicIdField(prefix="agt")
    country = models.ForeignKey(Country, models.PROTECT, related_name="agreement_templates")
    number = models.PositiveIntegerField()
    titles = models.JSONField(_("title"), default=dict)  # by language
    texts = models.JSONField(_("text"), default=dict)  # by language
    tasks = models.JSONField(_("tasks"), default=dict)  # by language, a list
    binds = models.CharField(_("it binds"), max_length=9, choices=Binds)
    authority = models.CharField(_("the other party"), max_length=200, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "number"], name="agreement_version_is_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.number}"


class Agreement(models.Model):
    """One cluster's agreement: the words of a version, its parties, its term."""

    public_id = PublicIdField(prefix="agr")
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="agreements")
    template = models.ForeignKey(AgreementTemplate, models.PROTECT, related_name="agreements")
    language = models.CharField(max_length=2)
    # Title, text and tasks as the parties read them; later versions change nothing here.
    words = models.JSONField(default=dict)
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"))
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cluster"],
                condition=Q(cancelled_at=None),
                name="cluster_has_one_agreement",
            ),
            models.CheckConstraint(
                name="agreement_ends_after_it_starts", condition=Q(ends_on__gt=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cluster}: {self.template_id}"


class Signature(models.Model):
    """One party of an agreement: asked, then signed by link or on paper, or declined.

    Asked again, it is open as at first; that it declined, and why, is in the trail.
    The authority is the party without a school.
    """

    public_id = PublicIdField(prefix="sig")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="signatures")
    participation = models.ForeignKey(
        Participation, models.PROTECT, null=True, blank=True, related_name="signatures"
    )
    email = models.EmailField(blank=True)
    token_digest = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    signed_as = models.CharField(_("your name and office"), max_length=200, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_why = models.CharField(max_length=300, blank=True)
    # The signed paper: public id of a stored file, and who recorded it.
    file = models.CharField(max_length=24, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "participation"], name="party_signs_an_agreement_once"
            ),
            models.CheckConstraint(
                name="signature_is_given_or_declined",
                condition=Q(signed_at=None) | Q(declined_at=None),
            ),
            models.CheckConstraint(
                name="signature_has_a_name", condition=Q(signed_at=None) | ~Q(signed_as="")
            ),
            models.CheckConstraint(
                name="who_does_not_sign_says_why",
                condition=Q(declined_at=None) | ~Q(declined_why=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.participation_id}"
