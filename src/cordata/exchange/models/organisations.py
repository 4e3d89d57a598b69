"""Advisory organisations, never individuals: who they are, and who may speak for them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cordata.accounts.models import Role
from cordata.documents.models import Revision
from cordata.kit.fields import PublicIdField
from cordata.networks.models import country_names


class Organisation(models.Model):
    """An organisation that takes part in the exchange, or has asked to. It is paid nothing.

    code_digest   of what was sent to its address; gone once the address is proved
    applied_…     who filled in the form: becomes its first delegate, and speaks for it
    languages     it can work in
    valid_until   the last day of its membership; renewed by accepting the charter anew
    """

    class Kind(models.TextChoices):
        MINISTRY = "ministry", _("Ministry")
        AUTHORITY = "authority", _("Regional or municipal authority")
        AGENCY = "agency", _("Agency")
        RESEARCH = "research", _("Research body")
        MENTORING = "mentoring", _("Mentoring body")
        PROJECT = "project", _("European project")
        PRIVATE = "private", _("Private body")

    class State(models.TextChoices):
        UNPROVED = "unproved", _("Address not confirmed yet")
        APPLIED = "applied", _("Waiting for a decision")
        ADMITTED = "admitted", _("Member")
        REFUSED = "refused", _("Not admitted")

    public_id = PublicIdField(prefix="org")
    name = models.CharField(_("name of the organisation"), max_length=160)
    kind = models.CharField(max_length=9, choices=Kind)
    country = models.CharField(max_length=2)
    website = models.URLField(blank=True)
    about = models.TextField(max_length=1000)
    language = models.CharField(max_length=2)
    languages = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State, default=State.UNPROVED)
    applied_name = models.CharField(max_length=120)
    applied_email = models.EmailField()
    applied_at = models.DateTimeField(auto_now_add=True)
    code_digest = models.CharField(max_length=64, blank=True)
    proved_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(max_length=1000, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    # The year-end of which its people were told that it ends: told once.
    told_of_end = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="admission_has_name_time_and_reason",
                condition=Q(state__in=["unproved", "applied"], decided_by=None, decided_at=None)
                | (
                    Q(state__in=["admitted", "refused"])
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(reason="")
                ),
            ),
            models.CheckConstraint(
                name="member_has_a_last_day",
                condition=~Q(state="admitted") | Q(valid_until__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["name", "country"],
                condition=Q(state="admitted"),
                name="member_has_its_name_once_in_a_country",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_member(self) -> bool:
        """Admitted, and not past its last day."""
        is_admitted = self.state == self.State.ADMITTED and self.valid_until is not None
        return is_admitted and self.valid_until >= timezone.localdate()  # type: ignore[operator]  # is_admitted says that it is there

    @property
    def country_name(self) -> str:
        """In the language of the page."""
        return country_names().get(self.country, {}).get(get_language() or "en", self.country)


class Acceptance(models.Model):
    """The charter, as it stood, accepted in the name of an organisation by a person, on a day."""

    public_id = PublicIdField(prefix="acc")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="acceptances")
    charter = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    accepted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.charter_id}"


class Delegate(models.Model):
    """Somebody who works in the exchange for an organisation, as long as it says so."""

    public_id = PublicIdField(prefix="del")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="delegates")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="delegations"
    )
    # May speak for it: publishes positions and accepts the charter in its name.
    may_sign = models.BooleanField(default=False)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # That came with it, and ends with the last delegation it came with; None where the person
    # held one by hand.
    role = models.ForeignKey(Role, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=Q(until=None),
                name="delegate_is_named_once_at_a_time",
            ),
            models.CheckConstraint(
                name="delegate_ends_after_it_begins",
                condition=Q(until=None) | Q(until__gte=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.organisation_id}"
