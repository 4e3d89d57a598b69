"""Comment on a paragraph of a finding that is not released."""

from django.db import transaction

from cordata.accounts.models import User
from cordata.evidence.actions.findings import NotInThisState
from cordata.evidence.models import Finding, Remark
from cordata.evidence.queries.paragraphs import paragraphs
from cordata.history.actions import record


class NoSuchParagraph(Exception):
    """The remark is about words that are not there."""


@transaction.atomic
def leave_remark(
    finding: Finding, *, part: str, paragraph: int, words: str, by: User
) -> Remark:
    """Words at one paragraph of a draft or of what is in review.

    Raises NotInThisState, NoSuchParagraph.
    """
    held = Finding.objects.select_for_update().get(pk=finding.pk)
    if held.state not in {Finding.State.DRAFT, Finding.State.IN_REVIEW}:
        raise NotInThisState
    if not 1 <= paragraph <= len(paragraphs(getattr(held, part))):
        raise NoSuchParagraph
    made = Remark.objects.create(
        finding=held,
        of_version=held.version,
        part=part,
        paragraph=paragraph,
        words=words,
        by=by,
    )
    record("finding.remarked", on=held, by=by, part=part, paragraph=paragraph)
    return made
