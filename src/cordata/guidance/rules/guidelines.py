"""Who writes, reviews, translates and reads a guideline."""

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import holds
from cordata.guidance.models import Edition, Guideline
from cordata.networks.models import Programme

WRITERS = (RoleKind.RESEARCHER, RoleKind.COORDINATOR)


def may_open_guideline(person: User, programme: Programme) -> bool:
    """Researchers and coordinators of the programme."""
    return holds(person, WRITERS, Scope.PROGRAMME, [programme.public_id])


def may_write_guideline(person: User, guideline: Guideline) -> bool:
    """The same people: a guideline belongs to its programme, not to whoever began it."""
    return may_open_guideline(person, guideline.programme)


def may_review_edition(person: User, edition: Edition) -> bool:
    """One of them who did not ask for it."""
    asked = edition.asked_by_id == person.pk
    return not asked and may_write_guideline(person, edition.guideline)


def may_translate_guideline(person: User, guideline: Guideline) -> bool:
    """Those who write it, and coordinators of its countries, who speak their language."""
    if may_write_guideline(person, guideline):
        return True
    countries = guideline.programme.cohorts.values_list("country", flat=True)
    return holds(person, [RoleKind.COORDINATOR], Scope.COUNTRY, set(countries))


def may_see_guideline(person: User | None, guideline: Guideline) -> bool:
    """Everybody once an edition is published; before, those who may write or translate it."""
    if guideline.editions.filter(state=Edition.State.PUBLISHED).exists():
        return True
    return person is not None and may_translate_guideline(person, guideline)
