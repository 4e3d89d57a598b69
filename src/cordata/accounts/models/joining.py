"""How people come in: invited by link, or known to a colleague."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.accounts.models.people import User
from cordata.accounts.models.roles import Role, RoleKind, Scope, kind_holds_in_its_scopes
from cordata.kit.fields import PublicIdField


class Invitation(models.Model):
    """A link that gives one role to whoever opens it with the address it was sent to."""

    public_id = PublicIdField(prefix="inv")
    token_digest = models.CharField(max_length=64, unique=True)
    email = models.EmailField()
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=2)
    kind = models.CharField(max_length=16, choices=RoleKind)
    scope = models.CharField(max_length=10, choices=Scope)
    place = models.CharField(max_length=24, blank=True)
    place_name = models.CharField(max_length=200, blank=True)
    # The role ends then; without a day it has no end.
    until = models.DateTimeField(null=True, blank=True)
    lent_from = models.ForeignKey(Role, models.CASCADE, null=True, blank=True, related_name="+")
    invited_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="invitation_kind_holds_in_its_scopes",
                condition=kind_holds_in_its_scopes(),
            ),
            models.CheckConstraint(
                name="invitation_is_not_both_accepted_and_withdrawn",
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.scope}:{self.place} for {self.email}"


class StaffClaim(models.Model):
    """ "I work at this school": true once a colleague we know has said yes."""

    public_id = PublicIdField(prefix="clm")
    # The school's public id and name: accounts need not know schools.
    place = models.CharField(max_length=24)
    place_name = models.CharField(max_length=200)
    person = models.ForeignKey(
        User, models.CASCADE, null=True, blank=True, related_name="claims"
    )
    name = models.CharField(_("your name"), max_length=120)
    email = models.EmailField(_("your e-mail address"))
    language = models.CharField(max_length=2)
    token_digest = models.CharField(max_length=64, unique=True)
    claimed_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "email"],
                condition=Q(confirmed_at=None, refused_at=None),
                name="address_claims_a_school_once",
            ),
            models.CheckConstraint(
                name="claim_is_not_both_confirmed_and_refused",
                condition=Q(confirmed_at=None) | Q(refused_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} at {self.place}"
