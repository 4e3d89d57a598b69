"""What a year in clusters asks of schools and of coordinators: lines of the one query of the week."""

from collections.abc import Iterator

from django.db.models import F, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.models import Membership
from cordata.cycles.models import PublicPost
from cordata.cycles.queries.diary import posts_reviewed_by, posts_sent_back
from cordata.cycles.queries.follow_ups import promised_calls_of
from cordata.cycles.queries.goals import steps_due
from cordata.cycles.queries.proposals import declined_of, proposals_made_to
from cordata.cycles.queries.reflections import reflections_waiting_for
from cordata.cycles.queries.reviews import goals_to_word
from cordata.cycles.queries.talk import questions_to
from cordata.cycles.queries.templates import offers_waiting_for
from cordata.cycles.queries.ties import ANSWERED
from cordata.kit.lines import Lines, lines_of
from cordata.networks.models import Participation

QUESTION, REFLECTION, STEP, WORDS = "question", "reflection", "step", "words"
PROPOSAL, DECLINED, OFFER = "proposal", "declined", "offer"
CALL, POST, SENT_BACK = "call", "post", "sent back"
SCHOOL = "participation__school__name"


def asked_of_schools(ties: list[Membership]) -> Iterator[Lines]:
    """Of schools that are tied in now: only what their ties (``ties_of``) say is there."""
    now = timezone.now()
    if ours := _which(ties, "has_questions"):
        yield lines_of(
            questions_to(ours, now), QUESTION, thing="thread__public_id", part="public_id",
            text="thread__title", about="thread__cluster__name", who="written_by__name",
            place="asks__school__name",
        )  # fmt: skip
    if ours := _which(ties, "is_reflecting"):
        yield lines_of(
            reflections_waiting_for(ours), REFLECTION, thing="public_id", text="about",
            about="cluster__name", place="asked_name", number="pairs",
        )  # fmt: skip
    yield from _of_goals(ties)
    if ours := _which(ties, "is_declined"):
        declined = declined_of(ours).filter(answered_at__gt=now - ANSWERED)
        yield lines_of(
            declined, DECLINED, thing="public_id", text="text", about="note", place=SCHOOL
        )
    if ours := _which(ties, "is_sent_back"):
        back = posts_sent_back(now - ANSWERED).filter(entry__participation__in=ours)
        yield lines_of(
            back, SENT_BACK, thing="entry__public_id", text="title", about="reason",
            place=f"entry__{SCHOOL}",
        )  # fmt: skip
    leading = [one for one in ties if one.side == Participation.Side.MENTOR]
    if _which(leading, "is_asked"):
        asked = proposals_made_to([one.cluster_id for one in leading])
        yield lines_of(asked, PROPOSAL, thing="public_id", text="text", who=SCHOOL)


def _of_goals(ties: list[Membership]) -> Iterator[Lines]:
    if ours := _which(ties, "has_due"):
        due = steps_due(timezone.localdate()).filter(goal__participation__in=ours)
        yield lines_of(
            due, STEP, thing="goal__public_id", text="text", about="goal__text", who="owner",
            place=f"goal__{SCHOOL}", on="due_on",
        )  # fmt: skip
    if ours := _which(ties, "has_to_word"):
        words = goals_to_word().filter(participation__in=ours)
        yield lines_of(words, WORDS, thing="public_id", text="text", place=SCHOOL)
    if ours := _which(ties, "has_offers"):
        yield lines_of(
            offers_waiting_for(ours), OFFER, thing="use__goal__public_id",
            text="use__goal__text", place=f"use__goal__{SCHOOL}",
        )  # fmt: skip


def _which(ties: list[Membership], mark: str) -> set[int]:
    """Schools (keys of participations) of which something is marked to be there."""
    return {one.participation_id for one in ties if getattr(one, mark)}


def asked_of_coordinators(person: User) -> list[Lines]:
    """Calls that the person has promised, and posts that schools propose for the public."""
    waiting = posts_reviewed_by(person).filter(state=PublicPost.State.WAITING)
    return [
        lines_of(
            promised_calls_of(person), CALL, thing="cluster__public_id", about="kind",
            text=Cast(F("facts"), TextField()), who="cluster__letter",
            place="cluster__cohort__country", on="planned_on",
        ),
        lines_of(waiting, POST, place="entry__participation__cohort__country"),
    ]  # fmt: skip
