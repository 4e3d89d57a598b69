"""Matching that takes longer than one waits."""

from django.tasks import task

from cordata.clusters.actions.drafts import compute_draft, is_small
from cordata.clusters.models import Draft


@task
def compute(public_id: str) -> None:
    """Solve a draft. Doing it twice gives the same plans."""
    draft = Draft.objects.get(public_id=public_id)
    if draft.state in {Draft.State.WAITING, Draft.State.RUNNING}:
        compute_draft(draft)


def compute_soon(draft: Draft) -> Draft:
    """Small drafts now, large ones by a worker."""
    if is_small(draft):
        return compute_draft(draft)
    compute.enqueue(draft.public_id)
    return draft
