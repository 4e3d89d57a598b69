"""What a cluster writes: talk, diaries, and what of them goes to the public."""

import datetime as dt
from functools import partial

from django.utils import timezone

from cordata.accounts.queries import person_with_email
from cordata.cycles.actions.diary import write_entry
from cordata.cycles.actions.posts import approve_post, propose_post
from cordata.cycles.actions.talk import answer, start_thread
from cordata.cycles.models import DiaryEntry, PublicPost, Thread
from cordata.demo.year.activities import SILENT
from cordata.demo.year.almanac import Deed
from cordata.demo.year.drawing import drawn
from cordata.demo.year.leaving import join
from cordata.demo.year.people import Team
from cordata.demo.year.words import EntryWords, TalkWords, words_in
from cordata.networks.models import Participation

DAY = dt.timedelta(days=1)
THREADS = ((3, 4, 2), (0, 1, 2))  # of an even year, and of an odd one
ENTRIES = 4  # of a cluster in a year
GUESTED = "C"  # in the second school of this cluster a colleague writes another language


def writing(team: Team, first: dt.datetime, *, runs: bool) -> list[Deed]:
    """A thread every five weeks, entries between; each cluster and year has entries of its own."""
    words = words_in(team.language)
    deeds: list[Deed] = []
    if team.cluster.letter == SILENT:
        return _thread(team, words.talk[THREADS[0][-1]], first + 7 * DAY, posts=1)
    threads = [words.talk[at] for at in THREADS[first.year % len(THREADS)]]
    for at, one in enumerate(threads):
        deeds += _thread(team, one, first + (7 + 35 * at) * DAY, posts=len(one.posts))
    if words.guest and (GUESTED, first.year) == (team.cluster.letter, words.guest.year):
        deeds.append((first + 14 * DAY, partial(_guest, team, threads[0])))
    begin = (ord(team.cluster.letter) - ord("A") + first.year) * ENTRIES
    for at in range(ENTRIES):
        entry = words.diary[(begin + at) % len(words.diary)]
        when = first + (22 + 28 * at) * DAY
        school = team.everybody[(at + 1) % len(team.everybody)]
        deeds.append((when, partial(_entry, team, entry, school)))
        if entry.post:
            deeds.append((when + 7 * DAY, partial(_propose, team, entry, school)))
            if not runs:  # that of the running year waits: whoever tries the demo decides
                deeds.append((when + 9 * DAY, partial(_approve, team)))
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


def _guest(team: Team, words: TalkWords) -> None:
    """Somebody answers in a language of their own; the mentor school in that of the cluster."""
    guest = words_in(team.language).guest
    if guest is None:
        return
    school = team.mentees[0]
    mail = f"{guest.name.split()[0].lower()}.{school.school.national_code.lower()}"
    person = person_with_email(f"{mail}@example.org") or join(
        school.school, guest.name, mail, guest.language, team.head(school)
    )
    thread = Thread.objects.get(cluster=team.cluster, title=words.title)
    answer(thread, text=guest.text, language=guest.language, by=person)
    answer(thread, text=guest.answer, language=team.language, by=team.head(team.mentor))


def _entry(team: Team, words: EntryWords, school: Participation) -> None:
    """With a picture if it has one: its file's name says what it shows."""
    picture = words.picture and (f"{words.named}.png", drawn(words.picture, team.language))
    write_entry(
        school, team.cluster, kind=words.kind, text=words.text,
        happened_on=timezone.localdate(), readers="country", upload=picture or None,
        by=team.head(school),
    )  # fmt: skip


def _propose(team: Team, words: EntryWords, school: Participation) -> None:
    entry = DiaryEntry.objects.get(cluster=team.cluster, text=words.text)
    if words.post:
        propose_post(
            entry, title=words.post.title, text=words.post.text, with_picture=True,
            consent=PublicPost.Consent.NOBODY, by=team.head(school),
        )  # fmt: skip


def _approve(team: Team) -> None:
    approve_post(
        PublicPost.objects.get(entry__cluster=team.cluster, state="waiting"),
        by=team.coordinator,
    )
