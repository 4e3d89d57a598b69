"""Activities of a cluster: visits, meetings, observations, workshops; told soon after, or not."""

import datetime as dt
from functools import partial

from cordata.cycles.actions.activities import cancel_activity, plan_activity, tell_activity
from cordata.cycles.actions.correcting import correct_activity
from cordata.cycles.actions.dates import answer_activity
from cordata.cycles.actions.moving import move_activity
from cordata.cycles.actions.notes import add_note
from cordata.cycles.actions.observations import (
    agree_on_observation,
    note_consent,
    write_notes,
)
from cordata.cycles.actions.where import Where
from cordata.cycles.models import Activity, Answer
from cordata.cycles.queries.attendance import PAIRWISE, usual_attendance
from cordata.demo.year.almanac import Deed
from cordata.demo.year.people import Team
from cordata.demo.year.words import ActivityWords, words_in
from cordata.networks.models import Participation

EVERY = dt.timedelta(weeks=3)
TURNS = 6  # activities after which schools call more of them themselves
LONGER = 4  # of these, the one that took longer than was told
SILENT = "D"  # in the cluster of this letter two visits are promised and never told
COUNTED = ("leaders", "teachers", "others", "travel")


def activities(
    team: Team, first: dt.datetime, times: int, *, both_ways: bool, until: dt.datetime
) -> list[Deed]:
    """One every three weeks, told the day after; the next one is planned as one is over.

    Where help goes ``both_ways``, whoever hosts also calls.
    What is over was planned as it began: nobody needs an invitation to the past.
    """
    words = words_in(team.language).activities
    by_office = team.cluster.models.filter(until=None, initiative="authority").exists()
    deeds: list[Deed] = []
    for at in range(times):
        silent = team.cluster.letter == SILENT and at > 0
        if silent and at > 2:  # noqa: PLR2004 - then nothing is planned any more
            break
        one = words[at % len(words)]
        when = first + at * EVERY
        hosts = team.everybody[:-1]  # the last school may have left by then
        host = hosts[at % len(hosts)]
        # Schools call every third one where the authority leads; later in the year, every other.
        schools_turn = not by_office or at % (3 if at < TURNS else 2) == 0
        called = (host if both_ways else _caller(team, host, at)) if schools_turn else None
        planned = when if when < until else when - EVERY + dt.timedelta(days=1)
        deeds.append((planned, partial(_plan, team, one, when, host, called)))
        if when >= until:
            deeds.append((planned + dt.timedelta(days=2), partial(_come, team, when)))
        told = when + dt.timedelta(days=1)
        # The last one before today waits: somebody is asked to tell it.
        if not silent and (told < until - dt.timedelta(days=10) or at % 2 == 0):
            deeds.append((told, partial(_tell, team, when, one, at)))
            if told < until - dt.timedelta(days=2):
                deeds.append((told + dt.timedelta(days=1), partial(_say_too, team, when, at)))
            if at == LONGER and told < until - dt.timedelta(days=3):
                deeds.append((told + dt.timedelta(days=2), partial(_put_right, team, when)))
    return deeds


def _caller(team: Team, host: Participation, at: int) -> Participation:
    """The host calls every third one, the mentor school the others."""
    return team.mentor if at % 3 else host


def _plan(
    team: Team, words: ActivityWords, when: dt.datetime, host: Participation,
    called: Participation | None,
) -> None:  # fmt: skip
    online = words.kind == "meeting"
    activity = plan_activity(
        team.cluster, kind=words.kind, starts_at=when, minutes=60 if online else 120,
        online=online, host=None if online else host, points=words.points,
        called_by=called,
        by=team.head(called) if called else team.coordinator,
    )  # fmt: skip
    if called == team.mentor and host != called and not online:
        # The school that is visited says what it wants to speak of first.
        move_activity(
            activity, starts_at=when, minutes=120, online=False, host=host, link="",
            points=words.points[::-1], version=activity.sequence, by=team.head(host),
        )  # fmt: skip


def _come(team: Team, when: dt.datetime) -> None:
    """All say so but the last school: whoever tries the demo sees who is still asked."""
    coming = Activity.objects.filter(cluster=team.cluster, starts_at=when, cancelled_at=None)
    for activity in coming:
        for school in team.everybody[:-1]:
            answer_activity(
                activity, school, says=Answer.Says.YES, sentence="", by=team.head(school)
            )


def _tell(team: Team, when: dt.datetime, words: ActivityWords, at: int) -> None:
    activity = Activity.objects.filter(
        cluster=team.cluster, starts_at=when, told_at=None, cancelled_at=None
    ).first()
    if activity is None:
        return
    if activity.kind == Activity.Kind.OBSERVATION:
        _consent(team, activity, words)
    chance = team.chance("told", at)
    went = chance.choices(("well", "partly", "hardly", "not_held"), (7, 1, 1, 1))[0]
    if went == "not_held" and chance.random() < 0.5:  # noqa: PLR2004 - half are called off in time
        cancel_activity(activity, why=words.hardly, by=team.head(team.mentor))
        return
    usual = usual_attendance(activity, team.everybody)
    pair = [team.mentor, _other(team, activity)]
    attendance = {
        school: {name: getattr(usual[school.pk], name) for name in COUNTED}
        | {"teachers": chance.randint(1, 6)}
        for school in (pair if activity.kind in PAIRWISE else team.everybody)
        if school in pair or chance.random() < 0.85  # noqa: PLR2004 - some cannot come
    }
    tell_activity(
        activity, went=went, sentence=_turn(words.well, team, at) if went == "well" else words.hardly,
        next_step=_turn(words.next, team, at), minutes=activity.minutes, attendance=attendance,
        by=team.head(team.mentor),
    )  # fmt: skip


def _other(team: Team, activity: Activity) -> Participation:
    """Of two schools that meet, the one that is not the mentor school: it hosts, or comes."""
    host = activity.host
    return host if host and not host.is_mentor else team.mentees[0]


def _say_too(team: Team, when: dt.datetime, at: int) -> None:
    """Every second time the school that was visited says how it was for it, too."""
    told = _told(team, when)
    if told is None or told.host is None or told.host.is_mentor or at % 2:
        return
    words = words_in(team.language).hosting
    which = (at // 2 + ord(team.cluster.letter)) % len(words.said)
    last = which == len(words.said) - 1
    add_note(
        told, participation=told.host, went="partly" if last else "well",
        sentence=words.said[which], next_step=words.next if last else "",
        by=team.head(told.host),
    )  # fmt: skip


def _put_right(team: Team, when: dt.datetime) -> None:
    """One took half an hour longer than was planned and told."""
    told = _told(team, when)
    if told is None:
        return
    attendance = {
        one.participation: {name: getattr(one, name) for name in COUNTED}
        for one in told.attendances.select_related("participation")
    }
    correct_activity(
        told, went=told.went, sentence=told.sentence, next_step=told.next_step,
        minutes=told.minutes + 30, where=Where(told.online, told.host, told.place),
        attendance=attendance, why=words_in(team.language).hosting.longer,
        version=told.sequence, by=team.head(team.mentor),
    )  # fmt: skip


def _told(team: Team, when: dt.datetime) -> Activity | None:
    """What took place at that time."""
    told = Activity.objects.filter(cluster=team.cluster, starts_at=when, told_at__isnull=False)
    return told.exclude(went=Activity.Went.NOT_HELD).first()


def _turn(sentences: list[str], team: Team, at: int) -> str:
    """Clusters say it otherwise, and not the same a second time."""
    round_of = at // len(words_in(team.language).activities)
    return sentences[(round_of + ord(team.cluster.letter)) % len(sentences)]


def _consent(team: Team, activity: Activity, words: ActivityWords) -> None:
    """The teacher agreed the day before, and the two schools wrote it down."""
    observed = _other(team, activity)
    observation = agree_on_observation(
        activity, observed=observed, observer=team.mentor, focus="part",
        words=words.points[0], level="cluster", version=0, by=team.head(team.mentor),
    )  # fmt: skip
    note_consent(
        observation, on=activity.starts_at.date(), version=observation.version,
        by=team.head(observed),
    )  # fmt: skip
    noted = words_in(team.language).observation
    write_notes(
        observation, saw=noted.saw, meant=noted.meant, question=noted.question,
        version=observation.version, by=team.head(team.mentor),
    )  # fmt: skip
