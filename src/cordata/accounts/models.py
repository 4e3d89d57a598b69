"""People, roles by scope, invitations."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cordata.kit.fields import PublicIdField


class UserManager(BaseUserManager["User"]):
    """Finds people by address, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person. Signs in by a code sent to the address; holds roles, each in a scope."""

    public_id = PublicIdField(prefix="per")
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=2, default="en")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="person_has_one_address_in_any_capitals"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """The name, for libraries that ask."""
        return self.name

    def has_perm(self, _perm: str, _obj: object = None) -> bool:
        """Never: Cordata asks ``rules``, not Django's permissions."""
        return False

    def has_module_perms(self, _label: str) -> bool:
        """Never, for the same reason."""
        return False


class Scope(models.TextChoices):
    """Where a role holds."""

    PLATFORM = "platform", _("whole platform")
    PROGRAMME = "programme", _("programme")
    COUNTRY = "country", _("country")
    CLUSTER = "cluster", _("cluster")
    SCHOOL = "school", _("school")


class RoleKind(models.TextChoices):
    """What a role is called."""

    ADMINISTRATOR = "administrator", _("Administrator")
    COORDINATOR = "coordinator", _("Coordinator")
    RESEARCHER = "researcher", _("Researcher")
    POLICY_MAKER = "policy_maker", _("Policy maker")
    CLUSTER_LEAD = "cluster_lead", _("Cluster lead")
    HEAD = "head", _("Head teacher")
    TEAM = "team", _("School team")
    TEACHER = "teacher", _("Teacher")


SCOPES_OF_KIND = {
    RoleKind.ADMINISTRATOR: [Scope.PLATFORM],
    RoleKind.COORDINATOR: [Scope.PROGRAMME, Scope.COUNTRY],
    RoleKind.RESEARCHER: [Scope.PROGRAMME, Scope.COUNTRY],
    RoleKind.POLICY_MAKER: [Scope.PLATFORM, Scope.COUNTRY],
    RoleKind.CLUSTER_LEAD: [Scope.CLUSTER],
    RoleKind.HEAD: [Scope.SCHOOL],
    RoleKind.TEAM: [Scope.SCHOOL],
    RoleKind.TEACHER: [Scope.PLATFORM],
}


def _kind_holds_in_its_scopes() -> Q:
    allowed = Q()
    for kind, scopes in SCOPES_OF_KIND.items():
        allowed |= Q(kind=kind.value, scope__in=[scope.value for scope in scopes])
    return allowed


class Role(models.Model):
    """What a person is, and where: "coordinator in country IT, since March".

    The place is named by scope and id (a country's code, a school's public id), so that
    accounts need not know the apps above. History stays when a role ends.
    """

    public_id = PublicIdField(prefix="rol")
    person = models.ForeignKey(User, models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=16, choices=RoleKind)
    scope = models.CharField(max_length=10, choices=Scope)
    place = models.CharField(max_length=24, blank=True)
    since = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="role_kind_holds_in_its_scopes", condition=_kind_holds_in_its_scopes()
            ),
            models.CheckConstraint(
                name="role_has_a_place_unless_platform",
                condition=Q(scope="platform", place="") | (~Q(scope="platform") & ~Q(place="")),
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "scope", "place"],
                condition=Q(until=None),
                name="role_is_held_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind} {self.scope}:{self.place}"


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
                condition=_kind_holds_in_its_scopes(),
            ),
            models.CheckConstraint(
                name="invitation_is_not_both_accepted_and_withdrawn",
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.scope}:{self.place} for {self.email}"
