"""The planning talk: kept as it is typed, and turned into a goal with its first steps."""

from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.actions.ending import school_still_at_work
from cordata.cycles.actions.proposals import take_goals
from cordata.cycles.actions.wording import Wording
from cordata.cycles.models import Goal, PlanningTalk, Proposal
from cordata.cycles.queries.templates import open_talk
from cordata.history.actions import record
from cordata.networks.actions.stale import ChangedBySomebody, claim
from cordata.networks.models import Participation

MOST_LETTERS = 3000  # of one field: more is no talk


@transaction.atomic
def save_talk(
    participation: Participation, typed: Mapping[str, str], *, version: int | None, by: User
) -> PlanningTalk:
    """Keep what stands in the fields, whole or half. Nothing is noted until it is a goal.

    version  the one that was seen; None if no talk was open then
    Raises ChangedBySomebody.
    """
    school_still_at_work(participation)
    words = {name: value[:MOST_LETTERS] for name, value in typed.items()}
    talk = open_talk(participation)
    if talk is None and version is not None:  # a colleague has made a goal of it
        raise ChangedBySomebody(participation.planning_talks.latest("saved_at"))
    if talk is None:
        try:
            with transaction.atomic():
                talk = PlanningTalk.objects.create(
                    participation=participation, typed=words, begun_by=by
                )
        except IntegrityError as faster:
            raise ChangedBySomebody(open_talk(participation)) from faster
        _note("talk.begun", talk, by)
        return talk
    if talk.typed == words:
        return talk
    if version is None:
        raise ChangedBySomebody(talk)
    claim(talk, version, typed=words, saved_at=timezone.now())
    return talk


@transaction.atomic
def finish_talk(
    talk: PlanningTalk, wording: Wording, *, receipt: UUID | None = None, by: User
) -> Goal | Proposal:
    """Take the goal that was spoken of, with how one will know and its first steps.

    receipt  of its sending; ``queries.proposals.taken_before`` finds by it what was taken
    Raises ThreeAlready; ChangedBySomebody if a colleague has finished the talk.
    """
    still = PlanningTalk.objects.filter(pk=talk.pk, goal=None, proposal=None)
    if not still.select_for_update().exists():
        raise ChangedBySomebody(PlanningTalk.objects.get(pk=talk.pk))
    [made] = take_goals(talk.participation, [wording], receipt=receipt, by=by)
    if isinstance(made, Goal):
        claim(talk, None, goal=made)
        _note("talk.finished", talk, by, goal=made.public_id)
    else:
        claim(talk, None, proposal=made)
        _note("talk.finished", talk, by, proposal=made.public_id)
    return made


def _note(verb: str, talk: PlanningTalk, by: User, **facts: str) -> None:
    participation = talk.participation
    scope = f"country:{participation.cohort.country_id}"
    record(verb, on=talk, by=by, scope=scope, concerns=participation.school, **facts)
