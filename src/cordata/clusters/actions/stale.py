"""Two coordinators, one plan: the later one is stopped and shown both versions."""

from django.db.models import F

from cordata.clusters.models import Draft


class ChangedMeanwhile(Exception):
    """Somebody changed this draft, or computed a newer one, since the page was opened."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(str(draft))
        self.draft = draft


class AlreadyPublished(Exception):
    """This draft has become clusters; only a new draft can change them."""


def claim(draft: Draft, *, version: int) -> None:
    """Take the draft for one change, or raise: the database decides who was first."""
    if draft.state == Draft.State.PUBLISHED:
        raise AlreadyPublished
    newest = Draft.objects.filter(cohort=draft.cohort_id).order_by("-number").first()
    if newest is None or newest.pk != draft.pk:
        raise ChangedMeanwhile(newest or draft)
    mine = Draft.objects.filter(pk=draft.pk, version=version)
    if not mine.update(version=F("version") + 1):
        raise ChangedMeanwhile(Draft.objects.get(pk=draft.pk))
    draft.version = version + 1
