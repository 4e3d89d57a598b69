"""Who writes the atlas and its list of sources, and who translates it."""

from cordata.accounts.models import RoleKind, User
from cordata.accounts.queries import roles_of
from cordata.evidence.rules import may_plan_research


def may_write_atlas(person: User) -> bool:
    """Researchers, of whichever programme: what is said there is said of all networks."""
    return any(role.kind == RoleKind.RESEARCHER for role in roles_of(person))


def may_translate_atlas(person: User) -> bool:
    """Researchers, and coordinators: they speak the language of the schools."""
    return may_plan_research(person)
