"""People, roles by scope, and how people come in."""

from cordata.accounts.models.joining import Invitation, StaffClaim
from cordata.accounts.models.people import OtherAddress, User
from cordata.accounts.models.roles import SCOPES_OF_KIND, Role, RoleKind, Scope

__all__ = [
    "SCOPES_OF_KIND",
    "Invitation",
    "OtherAddress",
    "Role",
    "RoleKind",
    "Scope",
    "StaffClaim",
    "User",
]
