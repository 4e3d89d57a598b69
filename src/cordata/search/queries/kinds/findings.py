"""Released findings: none that is being written, none that was withdrawn."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cordata.accounts.models import User
from cordata.evidence.models import Finding
from cordata.evidence.queries.projects import findings_seen_by
from cordata.search.queries.kinds.kind import Kind, Written


def _rows() -> QuerySet[Any]:
    return Finding.objects.filter(state=Finding.State.RELEASED)


def _seen_by(person: User) -> QuerySet[Any]:
    return findings_seen_by(person).filter(state=Finding.State.RELEASED)


def _cards(findings: list[Finding]) -> Iterable[Written]:
    for finding in findings:
        yield Written(
            thing=finding.public_id,
            title=finding.headline,
            text=f"{finding.limits} {finding.counter}".strip(),
            place={"fnd": finding.public_id},
            language=finding.language,
        )


KIND = Kind(
    code="finding",
    name=_("Findings"),
    every=Finding.objects.all,
    rows=_rows,
    cards=_cards,
    seen_by=_seen_by,
    route="evidence:finding",
    touched={"evidence.Finding": "public_id"},
    weight=0.3,
)
