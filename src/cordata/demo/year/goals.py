"""Goals of a cluster's mentee schools: proposed, agreed, moved, one given up."""

import datetime as dt
from functools import partial

from django.utils import timezone

from cordata.cycles.actions.goals import add_step, drop_goal, mark_step, move_goal
from cordata.cycles.actions.proposals import (
    agree_proposal,
    decline_proposal,
    propose_goals,
)
from cordata.cycles.actions.wording import Wording
from cordata.cycles.models import Goal, Ground
from cordata.demo.year.activities import SILENT
from cordata.demo.year.almanac import Deed
from cordata.demo.year.people import Team
from cordata.demo.year.words import GoalWords, words_in
from cordata.networks.models import Participation
from cordata.surveys.queries.statements import asked_of_school

WEEK = dt.timedelta(weeks=1)
STEP_WEEKS = (3, 8)  # after which the two steps of a goal are due
UNDECIDED = 1  # the second mentee school of a cluster
# The area of the self-assessment that each goal of the words comes from, in their order.
AREAS = ("F", "B", "H", "C")
DECLINED = "B"  # the cluster whose mentor school says "not now" to a third goal


def goals(team: Team, first: dt.datetime, *, until: dt.datetime) -> list[Deed]:
    """Each mentee school proposes two goals and moves them at its own pace."""
    runs = until.date() < team.cluster.cohort.ends_on
    if runs and team.cluster.letter == SILENT:
        return []
    deeds: list[Deed] = []
    for at, school in enumerate(team.mentees):
        if runs and at == UNDECIDED and team.cluster.letter == "C":
            continue  # this one still chooses: whoever tries the demo can do it
        chance = team.chance("goals", at)
        chosen = chance.sample(words_in(team.language).goals, 2)
        start = first + at * dt.timedelta(days=1)
        deeds.append((start, partial(_agree, team, school, chosen)))
        for place, words in enumerate(chosen):
            pace = chance.choice((2, 5, 8))
            moves = (("trying", words.trying), ("several", words.several), ("part", words.part))
            for turn, said in enumerate(moves[: chance.choice((1, 2, 3))], 1):
                when = start + turn * pace * WEEK + place * dt.timedelta(days=3)
                deeds.append((when, partial(_move, team, school, words, *said)))
    if team.mentees and team.cluster.letter == DECLINED:
        deeds.append((first + 3 * WEEK, partial(_not_now, team, team.mentees[0])))
    if team.mentees:
        deeds.append((first + 20 * WEEK, partial(_give_up, team, team.mentees[-1])))
    return deeds


def _agree(team: Team, school: Participation, chosen: list[GoalWords]) -> None:
    wordings = [_wording(team, school, one) for one in chosen]
    proposals = propose_goals(school, wordings, by=team.head(school))
    for proposal, words in zip(proposals, chosen, strict=True):
        goal = agree_proposal(proposal, by=team.head(team.mentor))
        for step, weeks in zip(words.steps, STEP_WEEKS, strict=True):
            add_step(
                goal, text=step, owner=team.head(school).name,
                due_on=timezone.localdate() + weeks * WEEK, by=team.head(school),
            )  # fmt: skip


def _wording(team: Team, school: Participation, words: GoalWords) -> Wording:
    """From an area of the school's own report; where teachers can be asked, by a statement of it."""
    asked = asked_of_school(school, team.language)
    area = AREAS[words_in(team.language).goals.index(words)]
    if asked is None or area not in asked.statements:
        return Wording(words.text, words.why, words.success)
    of, (item, _said) = asked.round.public_id, asked.statements[area][0]
    ground = Ground(of, area, "item", item, of)
    return Wording(words.text, words.why, words.success, ground)


def _not_now(team: Team, school: Participation) -> None:
    """A third goal, which the mentor school finds too much: its school may word it anew."""
    words = words_in(team.language)
    taken = set(school.goals.values_list("text", flat=True))
    third = next(one for one in words.goals if one.text not in taken)
    [proposal] = propose_goals(school, [_wording(team, school, third)], by=team.head(school))
    decline_proposal(proposal, note=words.reasons.declined, by=team.head(team.mentor))


def _move(
    team: Team, school: Participation, words: GoalWords, stop: str, sentence: str
) -> None:
    goal = Goal.objects.filter(
        participation=school, participation__withdrawn_at=None, text=words.text, dropped_at=None
    ).first()
    if goal is None:
        return
    move_goal(goal, stop=stop, sentence=sentence, by=team.head(school))
    if step := goal.steps.filter(done_at=None).order_by("due_on", "pk").first():
        mark_step(step, done=True, by=team.head(school))


def _give_up(team: Team, school: Participation) -> None:
    open_ones = Goal.objects.filter(participation=school, dropped_at=None)
    goal = open_ones.exclude(stop=Goal.Stop.PART).order_by("place").first()
    if goal:
        why = words_in(team.language).reasons.dropped
        drop_goal(goal, why=why, by=team.head(school))
