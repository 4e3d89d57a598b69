"""Applications as their schools and their coordinators see them."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from cordata.accounts.actions import digest
from cordata.accounts.models import User
from cordata.analysis.registers.gazetteer import fold
from cordata.calls.models import Application, Attachment, Call, Declaration
from cordata.calls.queries.calls import calls_seen_by

PARTS = (
    "call__strata",
    "call__criteria",
    "call__papers",
    "answers",
    "attachments",
    "declarations",
)


def application_with(token: str) -> Application | None:
    """The application whose link has this secret."""
    return _whole().filter(token_digest=digest(token)).first()


def declaration_with(token: str) -> Declaration | None:
    """The declaration whose link has this secret."""
    found = Declaration.objects.filter(token_digest=digest(token))
    return found.select_related(
        "application__call__cohort__country", "application__call__text", "application__school"
    ).first()


def applications_seen_by(person: User) -> QuerySet[Application]:
    """Applications to calls a person edits: a part of ``rules.may_read_application``."""
    return _whole().filter(call__in=calls_seen_by(person).values("pk"))


def applications_to(call: Call) -> QuerySet[Application]:
    """All of a call, those sent last first, then those begun."""
    found = call.applications.select_related("school__main_site", "stratum").defer("sent")
    return found.order_by("-sent_at", "-started_at", "pk")


def narrowed(
    applications: QuerySet[Application],
    *,
    words: str = "",
    state: str = "",
    side: str = "",
    stratum: str = "",
) -> QuerySet[Application]:
    """Those whose school or number has every word, in this state, role and stratum."""
    for word in fold(words).split():
        applications = applications.filter(
            Q(school__search_text__contains=word) | Q(number__icontains=word)
        )
    facts = {"state": state, "side": side, "stratum__public_id": stratum}
    return applications.filter(**{name: value for name, value in facts.items() if value})


def applications_with(keys: Iterable[int]) -> dict[str, Application]:
    """Applications by number, with their schools."""
    found = Application.objects.filter(pk__in=list(keys)).defer("sent")
    return {one.number: one for one in found.select_related("school__main_site")}


def attachments_of(application: Application) -> list[Attachment]:
    """Files that go along now."""
    return [one for one in application.attachments.all() if one.removed_at is None]


def _whole() -> QuerySet[Application]:
    related = Application.objects.select_related(
        "call__cohort__country", "call__cohort__programme", "call__text", "school__main_site",
        "stratum",
    )  # fmt: skip
    return related.prefetch_related(*PARTS)
