"""Roles by scope: what a person is, and where."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cordata.accounts.models.people import User
from cordata.kit.fields import PublicIdField


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


def kind_holds_in_its_scopes() -> Q:
    """What the database checks: each kind of role in its own scopes."""
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
    # Somebody stands in for the holder of another role; the two end together.
    lent_from = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="lent"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="role_kind_holds_in_its_scopes", condition=kind_holds_in_its_scopes()
            ),
            models.CheckConstraint(
                name="role_has_a_place_unless_platform",
                condition=Q(scope="platform", place="") | (~Q(scope="platform") & ~Q(place="")),
            ),
            models.CheckConstraint(
                name="role_ends_after_it_begins",
                condition=Q(until=None) | Q(until__gte=F("since")),
            ),
            models.CheckConstraint(
                name="lent_role_has_an_end", condition=Q(lent_from=None) | ~Q(until=None)
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "scope", "place"],
                condition=Q(until=None),
                name="role_is_held_once_at_a_time",
            ),
        ]
        # "Who is in the team of this school?", among a hundred thousand people.
        indexes = [models.Index(fields=["place", "kind"], name="roles_in_a_place")]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind} {self.scope}:{self.place}"
