"""Tie a claim to what it rests on, and untie it."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cordata.accounts.models import User
from cordata.documents.actions.files import store_file
from cordata.practices.actions.documenting import NotAtWork
from cordata.practices.actions.trail import note
from cordata.practices.models import Edition, Evidence
from cordata.practices.queries.records import places_of_claims


class NoSuchClaim(Exception):
    """There is no such paragraph in the record."""


@transaction.atomic
def tie_evidence(
    edition: Edition,
    *,
    part: str,
    paragraph: int,
    kind: str,
    says: str,
    finding: str = "",
    page: str = "",
    upload: tuple[str, bytes] | None = None,
    by: User,
) -> Evidence:
    """Say what a claim rests on. Whoever agreed with the record before is asked again.

    Raises NotAtWork, NoSuchClaim, FileRefused.
    """
    _reopen(edition, by)
    if (part, paragraph) not in {(one, at) for one, at, _text in places_of_claims(edition)}:
        raise NoSuchClaim
    file = None
    if upload:
        name, data = upload
        scope = f"country:{edition.practice.participation.cohort.country_id}"
        file = store_file(data, name=name, scope=scope, by=by)
    made = Evidence.objects.create(
        edition=edition, part=part, paragraph=paragraph, kind=kind, finding=finding, page=page,
        file=file, says=says,
    )  # fmt: skip
    note("practice.evidence_tied", edition.practice, by, on=made, part=part, kind=kind)
    return made


@transaction.atomic
def untie_evidence(evidence: Evidence, *, by: User) -> None:
    """It speaks for nothing, or not for this. Raises NotAtWork."""
    edition = evidence.edition
    _reopen(edition, by)
    note("practice.evidence_untied", edition.practice, by, on=evidence, part=evidence.part)
    evidence.delete()


def _reopen(edition: Edition, by: User) -> None:
    at_work = Edition.objects.filter(pk=edition.pk, state__in=Edition.AT_WORK)
    if not at_work.update(
        state=Edition.State.DRAFT, version=F("version") + 1, changed_at=timezone.now()
    ):
        raise NotAtWork
    edition.refresh_from_db(fields=["state", "version", "changed_at"])
    edition.writers.add(by)  # what a claim rests on is part of what is said
