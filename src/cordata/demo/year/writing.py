"""What a cluster writes: talk, diaries, reflections, the page of a term."""

import datetime as dt
from functools import partial

from django.utils import timezone

from cordata.cycles.actions.diary import write_entry
from cordata.cycles.actions.reflections import answer_reflection, open_reflection
from cordata.cycles.actions.reviews import take_term, write_term
from cordata.cycles.actions.talk import answer, start_thread
from cordata.cycles.models import Reflection, Thread
from cordata.demo.year.activities import SILENT
from cordata.demo.year.almanac import Deed
from cordata.demo.year.people import Team
from cordata.demo.year.words import EntryWords, TalkWords, words_in
from cordata.networks.models import Participation

DAY = dt.timedelta(days=1)
MOODS = ("easy", "mostly", "mostly", "effort")
WAITS = "C"  # the page of this cluster is written, and waits to be taken into the report


def writing(team: Team, first: dt.datetime) -> list[Deed]:
    """A thread every five weeks, entries between; a reflection and a page after a term."""
    words = words_in(team.language)
    deeds: list[Deed] = []
    if team.cluster.letter == SILENT:
        return _thread(team, words.talk[-1], first + 6 * DAY, posts=1)
    for at, one in enumerate(words.talk):
        deeds += _thread(team, one, first + (6 + 35 * at) * DAY, posts=len(one.posts))
    for at, entry in enumerate(words.diary):
        when = first + (20 + 30 * at) * DAY
        school = team.everybody[(at + 1) % len(team.everybody)]
        deeds.append((when, partial(_entry, team, entry, school)))
    deeds.append((first + 118 * DAY, partial(_reflect, team)))
    deeds.append((first + 125 * DAY, partial(_term, team)))
    return deeds


def _thread(team: Team, words: TalkWords, when: dt.datetime, posts: int) -> list[Deed]:
    """The second school asks, the mentor school answers first."""
    asking, others = team.everybody[-1], team.everybody
    deeds: list[Deed] = [(when, partial(_ask, team, words, asking))]
    for at, text in enumerate(words.posts[1:posts]):
        who = others[at % (len(others) - 1)]
        deeds.append((when + (at + 1) * DAY, partial(_answer, team, words, text, who)))
    return deeds


def _ask(team: Team, words: TalkWords, school: Participation) -> None:
    start_thread(
        team.cluster, title=words.title, text=words.posts[0], language=team.language,
        by=team.head(school),
    )  # fmt: skip


def _answer(team: Team, words: TalkWords, text: str, school: Participation) -> None:
    thread = Thread.objects.get(cluster=team.cluster, title=words.title)
    answer(thread, text=text, language=team.language, by=team.head(school))


def _entry(team: Team, words: EntryWords, school: Participation) -> None:
    write_entry(
        school, team.cluster, kind=words.kind, text=words.text,
        happened_on=timezone.localdate(), readers="country", by=team.head(school),
    )  # fmt: skip


def _reflect(team: Team) -> None:
    """Both sides of each pair answer, but for the last mentee school."""
    words = words_in(team.language)
    reflection: Reflection = open_reflection(
        team.cluster, about=words.ahead, by=team.head(team.mentor)
    )
    for at, mentee in enumerate(team.mentees):
        sides = (team.mentor,) if at == len(team.mentees) - 1 else (team.mentor, mentee)
        for turn, school in enumerate(sides):
            answer_reflection(
                reflection, mentee, school, mood=MOODS[(at + turn) % len(MOODS)],
                helped=words.helped[(at + turn) % 2], change=words.change[(at + turn) % 2],
                by=team.head(school),
            )  # fmt: skip


def _term(team: Team) -> None:
    words = words_in(team.language)
    page = write_term(
        team.cluster, 1, moved=words.worked, hindered=words.hard, ahead=words.ahead,
        version=None, by=team.head(team.mentor),
    )  # fmt: skip
    if team.cluster.letter != WAITS:
        take_term(page, version=1, by=team.coordinator)
