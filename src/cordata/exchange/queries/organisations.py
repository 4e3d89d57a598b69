"""Organisations as others see them, and as their own people do."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import is_administrator, places_of
from cordata.documents.models import Revision
from cordata.exchange.models import Acceptance, Delegate, Organisation
from cordata.exchange.rules import delegations_of

CHARTER = "exchange-charter"
NEARLY_OVER = dt.timedelta(days=60)


def members() -> QuerySet[Organisation]:
    """Organisations whose membership holds today, by country and name."""
    found = Organisation.objects.filter(
        state=Organisation.State.ADMITTED, valid_until__gte=timezone.localdate()
    )
    return found.order_by("country", "name", "pk")


def organisations_shown() -> QuerySet[Organisation]:
    """Whoever was admitted has a public page, also after its membership has ended."""
    return Organisation.objects.filter(state=Organisation.State.ADMITTED)


def organisations_of(person: User) -> QuerySet[Organisation]:
    """The set-wise twin of ``rules.may_see_inside``, by name."""
    return Organisation.objects.filter(pk__in=delegations_of(person)).order_by("name", "pk")


def organisations_written_for(person: User) -> QuerySet[Organisation]:
    """The set-wise twin of ``rules.may_write``."""
    return members().filter(pk__in=delegations_of(person))


def organisations_signed_for(person: User) -> QuerySet[Organisation]:
    """The set-wise twin of ``rules.may_sign``."""
    signed = [pk for pk, one in delegations_of(person).items() if one.may_sign]
    return members().filter(pk__in=signed)


def organisations_decided_by(person: User) -> QuerySet[Organisation]:
    """The set-wise twin of ``rules.may_decide``: whose application a person may decide on."""
    mine = Q(country__in=places_of(person, RoleKind.COORDINATOR, Scope.COUNTRY))
    if is_administrator(person):
        mine = Q()
    found = Organisation.objects.filter(mine).exclude(pk__in=delegations_of(person))
    return found.order_by("applied_at", "pk")


def applications_for(person: User) -> QuerySet[Organisation]:
    """What waits for a person's decision, the oldest first."""
    return organisations_decided_by(person).filter(state=Organisation.State.APPLIED)


def memberships_ending(person: User) -> QuerySet[Organisation]:
    """Members that a person decides on whose time is over, or will be soon."""
    soon = timezone.localdate() + NEARLY_OVER
    found = organisations_decided_by(person).filter(state=Organisation.State.ADMITTED)
    return found.filter(valid_until__lte=soon).order_by("valid_until", "pk")


def ends_soon(organisation: Organisation) -> bool:
    """Whether a membership can be renewed already."""
    last = organisation.valid_until
    return last is not None and last <= timezone.localdate() + NEARLY_OVER


def delegates_of(organisation: Organisation) -> QuerySet[Delegate]:
    """Its people, those who may sign first."""
    found = organisation.delegates.filter(until=None).select_related("person")
    return found.order_by("-may_sign", "person__name", "pk")


def people_of(
    organisations: Iterable[Organisation], *, signing: bool = False
) -> list[tuple[User, int]]:
    """Who hears for these organisations, each with the organisation's key."""
    found = Delegate.objects.filter(
        organisation__in=list(organisations), until=None, person__is_active=True
    )
    if signing:
        found = found.filter(may_sign=True)
    rows = found.select_related("person").order_by("organisation", "person__name", "pk")
    return [(one.person, one.organisation_id) for one in rows]


def charter_now(language: str) -> Revision | None:
    """The charter as it is published: in the language asked for, else in its original's."""
    published = {
        one.language: one
        for one in Revision.objects.filter(
            document__slug=CHARTER, state=Revision.State.PUBLISHED
        ).select_related("document")
    }
    first = next(iter(published.values()), None)
    if first is None:
        return None
    return published.get(language) or published.get(first.document.original_language)


def acceptances_of(organisation: Organisation) -> QuerySet[Acceptance]:
    """Every time it accepted the charter, the last first."""
    found = organisation.acceptances.select_related("charter")
    return found.order_by("-accepted_at", "-pk")
