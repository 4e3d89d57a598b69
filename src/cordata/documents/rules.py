"""Who may write which texts."""

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import holds, is_administrator
from cordata.documents.models import Document


def may_write(person: User, document: Document) -> bool:
    """Texts of the platform: administrators; texts of a country: its coordinators.

    Texts that another app keeps are written by its rules.
    """
    return not document.kept_by and may_write_for(person, document.country)


def may_write_for(person: User, country: str) -> bool:
    """Start and write texts of a country (its code), or of the platform ("")."""
    if country:
        return holds(person, [RoleKind.COORDINATOR], Scope.COUNTRY, [country])
    return is_administrator(person)
