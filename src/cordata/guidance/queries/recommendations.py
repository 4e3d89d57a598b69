"""Which recommendations stand, which versions they have, and who sees what of them."""

from django.db.models import Q, QuerySet

from cordata.accounts.models import User
from cordata.evidence.models import Finding
from cordata.evidence.queries.projects import projects_seen_by
from cordata.guidance.models import Recommendation, Version

State = Recommendation.State
STANDING = (State.PUBLISHED, State.UNDER_REVIEW)
ONCE_PUBLISHED = (*STANDING, State.SUPERSEDED, State.WITHDRAWN)


def published() -> QuerySet[Recommendation]:
    """Those that stand: published, also while something under them is looked at again."""
    return _whole().filter(state__in=STANDING).order_by("number")


def seen_by(person: User | None) -> QuerySet[Recommendation]:
    """The set-wise twin of ``rules.recommendations.may_see``, by number.

    Everybody sees what was ever published, and what became of it; its researchers all of them.
    """
    seen = Q(state__in=ONCE_PUBLISHED)
    if person is not None:
        seen |= Q(project__in=projects_seen_by(person).values("pk"))
    return _whole().filter(seen).order_by("number")


def current(recommendation: Recommendation) -> Version:
    """The version that was published last. Raises Version.DoesNotExist before there is one."""
    found = versions_of(recommendation).first()
    if found is None:
        raise Version.DoesNotExist(str(recommendation))
    return found


def versions_of(recommendation: Recommendation) -> QuerySet[Version]:
    """Those that are published, the latest first."""
    return versions_at(recommendation.number)


def versions_at(number: int) -> QuerySet[Version]:
    """The same by its number: whatever was published is everybody's, and stays so."""
    found = Version.objects.filter(recommendation__number=number, state=Version.State.PUBLISHED)
    related = "recommendation__project__programme", "recommendation__successor", "written_by"
    return found.select_related(*related).order_by("-major", "-minor")


def current_versions() -> QuerySet[Version]:
    """The version of each recommendation that stands, by number. One query."""
    latest = published().values("pk")
    found = Version.objects.filter(recommendation__in=latest, state=Version.State.PUBLISHED)
    newer = found.order_by("recommendation", "-major", "-minor").values_list(
        "recommendation", "pk"
    )
    keys: dict[int, int] = {}
    for recommendation, key in newer:
        keys.setdefault(recommendation, key)
    return (
        Version.objects.filter(pk__in=keys.values())
        .select_related("recommendation__project__programme")
        .order_by("recommendation__number")
    )


def drafts_of(recommendation: Recommendation) -> QuerySet[Version]:
    """Those that are not published yet: one at most is worked on."""
    found = recommendation.versions.exclude(state=Version.State.PUBLISHED)
    return found.select_related("recommendation__project__programme", "written_by").order_by(
        "-major", "-minor"
    )


def _whole() -> QuerySet[Recommendation]:
    return Recommendation.objects.select_related("project__programme", "successor")


def resting_on(finding: Finding) -> QuerySet[Version]:
    """The versions that stand and rest on a finding, by number. Two queries."""
    return current_versions().filter(supports__finding=finding).distinct()
