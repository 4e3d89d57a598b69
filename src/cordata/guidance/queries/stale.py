"""Which published versions rest on something that is no longer what it was."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from cordata.accounts.models import User
from cordata.evidence.models import Finding
from cordata.evidence.queries.projects import projects_seen_by
from cordata.guidance.models import Notice, Support, Version
from cordata.guidance.queries.recommendations import current_versions

REVIEWED_AFTER = dt.timedelta(days=365)


@dataclass(frozen=True)
class Stale:
    """A version, and what under it has moved; ``finding`` is None if it is only due."""

    version: Version
    kind: str
    finding: Finding | None
    what: dict[str, Any]


def stale_now(now: dt.datetime) -> list[Stale]:
    """Everything of which no notice was written yet, by number of the recommendation.

    A finding that has moved is noticed once for what it says then; if it moves on, once more.
    """
    versions = {one.pk: one for one in current_versions()}
    supports = (
        Support.objects.filter(version__in=versions)
        .select_related("finding")
        .order_by("version__recommendation__number", "position", "pk")
    )
    told = _told(versions)
    found: dict[tuple[int, int], Stale] = {}
    for one in supports:
        kind, what = _of(one.finding)
        if kind and not _is_told(told.get((one.version_id, one.finding_id), []), kind, what):
            stale = Stale(versions[one.version_id], kind, one.finding, what)
            found.setdefault((one.version_id, one.finding_id), stale)
    return [*found.values(), *_due(versions, told, now)]


def open_notices(version: Version) -> QuerySet[Notice]:
    """Those that nobody has decided on, the oldest first."""
    found = version.notices.filter(decided_at=None)
    return found.select_related("finding__run").order_by("noticed_at", "pk")


def notices_of(version: Version) -> QuerySet[Notice]:
    """All of a version that wait or were decided on, the latest first."""
    found = version.notices.exclude(decision=Notice.Decision.OVER).select_related(
        "finding__run", "decided_by"
    )
    return found.order_by("-noticed_at", "-pk")


def waiting_for(person: User) -> QuerySet[Notice]:
    """Open notices on recommendations of the projects a person sees."""
    mine = projects_seen_by(person).values("pk")
    found = Notice.objects.filter(decided_at=None, version__recommendation__project__in=mine)
    return found.select_related("version__recommendation", "finding").order_by(
        "noticed_at", "pk"
    )


def with_open_notices(versions: QuerySet[Version]) -> QuerySet[Version]:
    """The same versions, each with whether it ``is_looked_at``."""
    waits = Notice.objects.filter(version=OuterRef("pk"), decided_at=None)
    return versions.annotate(is_looked_at=Exists(waits))


def _of(finding: Finding) -> tuple[str, dict[str, Any]]:
    if finding.state == Finding.State.WITHDRAWN:
        return Notice.Kind.WITHDRAWN, {}
    return (Notice.Kind.MOVED, finding.moved) if finding.moved else ("", {})


def _told(versions: dict[int, Version]) -> dict[tuple[int, int | None], list[Notice]]:
    told: dict[tuple[int, int | None], list[Notice]] = {}
    for one in Notice.objects.filter(version__in=versions).order_by("pk"):
        told.setdefault((one.version_id, one.finding_id), []).append(one)
    return told


def _is_told(notices: list[Notice], kind: str, what: dict[str, Any]) -> bool:
    """An open notice waits for its decision whatever comes; a decided one is of what it said."""
    return any(
        one.decided_at is None or (one.kind == kind and one.what == what) for one in notices
    )


def _due(
    versions: dict[int, Version],
    told: dict[tuple[int, int | None], list[Notice]],
    now: dt.datetime,
) -> list[Stale]:
    found = []
    for one in versions.values():
        yearly = told.get((one.pk, None), [])
        looked = [each.noticed_at for each in yearly if each.kind == Notice.Kind.DUE]
        last = max([*looked, one.published_at or now])
        if last + REVIEWED_AFTER <= now:
            found.append(Stale(one, Notice.Kind.DUE, None, {}))
    return found
