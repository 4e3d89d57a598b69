"""Who may write which texts."""

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import holds, is_administrator
from cordata.documents.models import Document


def may_write(person: User, document: Document) -> bool:
    """Texts of the platform: administrators; texts of a country: its coordinators."""
    if document.country:
        return holds(person, [RoleKind.COORDINATOR], Scope.COUNTRY, [document.country])
    return is_administrator(person)
