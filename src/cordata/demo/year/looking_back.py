"""How a cluster looks back: reflections of two sides, goals at mid-term, the pages of its terms."""

import datetime as dt
from functools import partial

from django.utils import timezone

from cordata.cycles.actions.goals import word_goal
from cordata.cycles.actions.reflections import (
    answer_reflection,
    close_reflection,
    open_reflection,
)
from cordata.cycles.actions.reviews import review_goals, take_term, write_term
from cordata.cycles.models import Goal, Reflection, ReviewedGoal
from cordata.cycles.queries.reviews import goals_to_review
from cordata.demo.year.activities import SILENT
from cordata.demo.year.almanac import Deed
from cordata.demo.year.people import Team
from cordata.demo.year.words import words_in
from cordata.networks.models import Participation

DAY = dt.timedelta(days=1)
MOODS = ("easy", "mostly", "mostly", "effort")
WAITS = "C"  # the first page of this cluster is written, and waits to be taken into the report
EARLY = "AC"  # these ask themselves after two months already
NARROWED = "A"  # in this one a goal is worded otherwise at mid-term


def looking_back(team: Team, first: dt.datetime) -> list[Deed]:
    """A reflection after two months and one at mid-term; goals in between; a page each term."""
    if team.cluster.letter == SILENT:
        return []
    deeds: list[Deed] = []
    if team.cluster.letter in EARLY:
        deeds.append((first + 56 * DAY, partial(_reflect, team, 0)))
        deeds.append((first + 77 * DAY, partial(_close, team)))
    deeds.append((first + 119 * DAY, partial(_reflect, team, 1)))
    deeds.append((first + 126 * DAY, partial(_term, team, 1)))
    deeds.append((first + 127 * DAY, partial(_review, team)))
    deeds.append((first + 140 * DAY, partial(_close, team)))
    deeds.append((first + 266 * DAY, partial(_term, team, 2)))
    return deeds


def _reflect(team: Team, time: int) -> None:
    """Both sides of each pair answer, but for the last mentee school."""
    words = words_in(team.language)
    reflection = open_reflection(
        team.cluster, about=words.about[time], by=team.head(team.mentor)
    )
    for at, mentee in enumerate(team.mentees):
        sides = (team.mentor,) if at == len(team.mentees) - 1 else (team.mentor, mentee)
        for turn, school in enumerate(sides, time):
            answer_reflection(
                reflection, mentee, school, mood=MOODS[(at + turn) % len(MOODS)],
                helped=words.helped[(at + turn) % 2], change=words.change[(at + turn) % 2],
                by=team.head(school),
            )  # fmt: skip


def _close(team: Team) -> None:
    """Three weeks are enough."""
    reflection = Reflection.objects.get(cluster=team.cluster, closed_at=None)
    close_reflection(reflection, by=team.head(team.mentor))


def _term(team: Team, term: int) -> None:
    words = words_in(team.language).terms[term - 1]
    page = write_term(
        team.cluster, term, moved=words.worked, hindered=words.hard, ahead=words.next,
        version=None, by=team.head(team.mentor),
    )  # fmt: skip
    if team.cluster.letter != WAITS:
        take_term(page, version=1, by=team.coordinator)


def _review(team: Team) -> None:
    """Each mentored school goes through its goals, with its mentor school."""
    for at, school in enumerate(team.mentees):
        found = goals_to_review(school)
        if found:
            narrowed = found[-1] if at == 0 and team.cluster.letter == NARROWED else None
            _go_through(team, school, found, narrowed)


def _go_through(
    team: Team, school: Participation, found: list[Goal], narrowed: Goal | None
) -> None:
    words, by = words_in(team.language).review, team.head(school)
    keep = (ReviewedGoal.Verdict.KEEP, words.keep)
    change = (ReviewedGoal.Verdict.CHANGE, words.change)
    review_goals(
        school, held_on=timezone.localdate(), mentor_there=True,
        verdicts={one: change if one == narrowed else keep for one in found}, by=by,
    )  # fmt: skip
    if narrowed:
        # What it aims at stays; what is said of it afterwards finds it by its text.
        why = f"{narrowed.why}; {words.narrower}"
        word_goal(narrowed, text=narrowed.text, why=why, topic=None, version=None, by=by)
