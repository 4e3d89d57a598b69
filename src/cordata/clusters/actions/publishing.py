"""A plan becomes clusters, in one step; and for ten minutes, back again."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.analysis.matching.verify import verify
from cordata.clusters.actions.letters import write_letters
from cordata.clusters.actions.stale import AlreadyPublished, claim
from cordata.clusters.actions.tying import tie_schools
from cordata.clusters.models import Draft, Publication
from cordata.clusters.queries.letters import tied_by
from cordata.history.actions import record
from cordata.notices.actions import withdraw_letters

UNDO_WITHIN = timedelta(minutes=10)


class NothingToPublish(Exception):
    """The draft has no plan, or its plan ties no school."""


class NotProven(Exception):
    """The independent check did not find the plan feasible; it is not published."""


class TooLate(Exception):
    """The ten minutes are over: letters are out, clusters are at work."""


@transaction.atomic
def publish_plan(draft: Draft, *, version: int, by: User) -> Publication:
    """Turn the chosen plan of ``draft`` into clusters, and write the letters.

    Raises:
        ChangedMeanwhile: another coordinator was first.
        AlreadyPublished, NothingToPublish, NotProven.
    """
    claim(draft, version=version)
    plan = draft.chosen
    if plan is None or not plan.document["ties"]:
        raise NothingToPublish
    if not verify(plan.document).feasible:
        raise NotProven
    now = timezone.now()
    publication = Publication.objects.create(draft=draft, by=by, undo_until=now + UNDO_WITHIN)
    letters = write_letters(
        tied_by(plan), about=publication.public_id, send_after=publication.undo_until, by=by
    )
    changed = tie_schools(plan, publication)
    draft.state = Draft.State.PUBLISHED
    draft.save(update_fields=["state"])
    record(
        "plan.published",
        on=draft,
        by=by,
        scope=f"country:{draft.cohort.country_id}",
        variant=plan.variant,
        clusters=len(changed.clusters),
        letters=letters,
    )
    return publication


@transaction.atomic
def undo_publication(publication: Publication, *, by: User) -> Draft:
    """Take a publication back: clusters vanish, letters stay unsent, the draft is a draft.

    Raises:
        TooLate: the ten minutes are over.
        AlreadyPublished: something newer stands on these clusters.
    """
    if timezone.now() > publication.undo_until:
        raise TooLate
    draft = publication.draft
    if Draft.objects.filter(
        cohort=draft.cohort_id, number__gt=draft.number, state=Draft.State.PUBLISHED
    ).exists():
        raise AlreadyPublished
    record("publication.undone", on=draft, by=by, scope=f"country:{draft.cohort.country_id}")
    withdraw_letters(about=publication.public_id)
    publication.memberships_made.all().delete()
    publication.memberships_ended.update(until=None, left_why="", ended_by=None)
    publication.delete()
    draft.state = Draft.State.READY
    draft.save(update_fields=["state"])
    return draft
