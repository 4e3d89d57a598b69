"""The weekly letter: once, on Monday morning by the country's clock, in the reader's language."""

import datetime as dt
from email import message_from_string
from email.policy import SMTP

import pytest
from django.core import mail as outbox
from django.urls import resolve
from django.utils import timezone

from cordata.accounts.models import User
from cordata.cli import digest as command
from cordata.clusters.actions.founding import found_cluster
from cordata.cycles.actions import activities, digests, goals, talk
from cordata.cycles.models import Digest, NoDigest, Post, Stand
from cordata.cycles.queries import weekly_letter
from cordata.cycles.queries.digests import digests_due, news_for
from cordata.cycles.queries.stopping import Kind, person_with, stop_token
from cordata.history.models import Entry
from cordata.notices.actions import send_due_letters
from cordata.notices.models import Letter
from cordata.web.home import week as week_page
from cordata.web.home.tasks import Task, Week
from tests import cast as casting

MONDAY = dt.date(2026, 11, 30)
# In Rome it is half past six on that Monday.
MORNING = dt.datetime(2026, 11, 30, 5, 30, tzinfo=dt.UTC)
TASK = Task(
    "Say how it went: School visit", "Valli", 1, "/en/activities/act_1/", "IC Valle Alta"
)


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def cluster(cast):
    marta = cast.people["coordinator"]
    made = found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)
    Letter.objects.all().delete()
    return made


def due(now=MORNING, most=50):
    return {person.name for person, _monday in digests_due(now, most)}


def written(person, now=MORNING, asked=(TASK,)):
    return digests.write_digest(person, week=MONDAY, asked=asked, now=now)


def letter():
    return Letter.objects.get(purpose="digest")


def post_by(person, cluster, text="Quando venite?", at=MORNING - dt.timedelta(days=1), **facts):
    thread = talk.start_thread(
        cluster, title="Robot", text=text, language="it", by=person, **facts
    )
    Post.objects.filter(thread=thread).update(written_at=at)
    return thread


TEAMS = {"Team", "Head", "Mentor Team", "Coordinator"}


def test_it_is_due_to_the_teams_of_clusters_and_their_coordinator(cast, cluster):
    assert due() == TEAMS
    assert len(digests_due(MORNING, 3)) == 3

    cluster.closed_on = MONDAY
    cluster.save()
    assert due() == set()


@pytest.mark.parametrize(
    ("hours", "is_due"),
    [
        (-2, False),
        (-0.51, False),
        (-0.49, True),
        (17, True),
        (41, True),
        (43, False),
        (24 * 4, False),
    ],
)
def test_it_is_due_from_six_on_monday_till_tuesday_night_by_the_countrys_clock(
    cast, cluster, hours, is_due
):
    assert bool(due(MORNING + dt.timedelta(hours=hours))) == is_due


def test_another_country_has_its_own_morning(cast, cluster):
    cast.cohort.country.time_zone = "Europe/Lisbon"
    cast.cohort.country.save()

    assert due() == set()
    assert due(MORNING + dt.timedelta(hours=1)) == TEAMS


def test_who_follows_from_outside_is_due_too(cast, cluster):
    programme = cast.people["programme_coordinator"]
    thread = post_by(cast.people["team"], cluster)
    talk.answer(thread, text="Bene", language="it", by=programme)

    assert due() == TEAMS | {programme.name}


def test_it_is_made_once_for_a_week_and_not_for_who_stopped_it(cast, cluster):
    team = cast.people["team"]
    assert written(team).letter == letter().public_id
    assert written(team) is None
    digests.stop_digest(cast.people["head"], by=None)
    assert written(cast.people["head"]) is None

    assert Letter.objects.filter(purpose="digest").count() == 1
    assert due() == TEAMS - {"Team", "Head"}
    digests.resume_digest(cast.people["head"], by=None)
    assert due() == TEAMS - {"Team"}
    verbs = Entry.objects.filter(verb__startswith="digest.").order_by("pk")
    assert [one.verb for one in verbs] == ["digest.made", "digest.stopped", "digest.resumed"]


def test_nothing_to_tell_is_no_letter_and_still_done(cast, cluster):
    assert written(cast.people["team"], asked=()).letter == ""
    assert not Letter.objects.filter(purpose="digest").exists()
    assert "Team" not in due()


def test_it_says_what_is_asked_what_comes_and_what_is_new(cast, cluster):
    team, lead = cast.people["team"], cast.people["mentor_team"]
    visit = activities.plan_activity(
        cluster, kind="visit", starts_at=MORNING + dt.timedelta(days=2), minutes=90, online=False,
        host=cast.theirs, points=[], called_by=cast.leading, by=lead,
    )  # fmt: skip
    thread = post_by(lead, cluster, text="Quando " + "venite " * 60)
    goal = goals.set_goal(
        cast.leading, text="Leggere", why="W", success="S", topic=None, by=lead
    )
    goals.move_goal(goal, stop="trying", sentence="In due classi", by=lead)
    Stand.objects.update(said_at=MORNING - dt.timedelta(days=2))
    written(team)

    body = letter().body
    assert letter().subject == "Your week: 1 thing to do (1 min)"
    for part in (
        "- Say how it went: School visit\n  Valli, 1 minute\n  http://localhost:8000/en/activities/act_1/",
        "WHAT COMES NEXT\n\n- School visit, 2 December 2026, 06:30, IC Valle Alta",
        f"/en/activities/{visit.public_id}/",
        "- Robot (Valli)\n  Mentor Team: Quando venite",
        "…\n",
        f"/en/talk/{thread.public_id}/",
        "- Leggere: Trying it (IC Le Betulle)\n  “In due classi”",
        f"/en/goals/{goal.public_id}/",
    ):
        assert part in body, part


def test_it_speaks_the_readers_language(cast, cluster):
    team = cast.people["team"]
    team.language = "it"
    team.save()
    written(team)

    assert letter().language == "it"
    assert "/it/weekly-letter/" in letter().body


def test_only_what_others_said_since_and_nobody_has_read_yet_is_new(cast, cluster):
    team, lead = cast.people["team"], cast.people["mentor_team"]
    mine = post_by(team, cluster)
    old = post_by(lead, cluster, at=MORNING - dt.timedelta(days=8))
    read = post_by(lead, cluster)
    talk.mark_read(read, read_to=read.posts.get().pk, by=team)
    gone = post_by(lead, cluster)
    talk.withdraw_post(gone.posts.get(), by=lead)
    unwanted = post_by(lead, cluster)
    talk.choose_hearing(unwanted, hears="never", by=team)
    at_once = post_by(lead, cluster)
    talk.choose_hearing(at_once, hears="at_once", by=team)
    told = post_by(lead, cluster)

    threads = [post.thread for post in news_for(team, MORNING).posts]

    assert threads == [told]
    assert {mine, old, read, gone, unwanted, at_once}.isdisjoint(threads)
    assert list(news_for(cast.people["coordinator"], MORNING).posts) == []


def test_after_a_letter_only_what_came_after_it_is_new_two_weeks_at_most(cast, cluster):
    team, lead = cast.people["team"], cast.people["mentor_team"]
    post_by(lead, cluster, at=MORNING - dt.timedelta(days=9))
    assert not news_for(team, MORNING)

    Digest.objects.create(
        person=team,
        week=MONDAY - dt.timedelta(days=70),
        made_at=MORNING - dt.timedelta(days=70),
    )
    assert len(news_for(team, MORNING).posts) == 1
    Digest.objects.create(
        person=team, week=MONDAY - dt.timedelta(days=7), made_at=MORNING - dt.timedelta(days=7)
    )
    assert not news_for(team, MORNING)


def test_without_tasks_the_subject_says_what_is_new(cast, cluster, monkeypatch):
    team, lead = cast.people["team"], cast.people["mentor_team"]
    monkeypatch.setattr(weekly_letter, "MOST_POSTS", 1)
    post_by(lead, cluster)
    post_by(lead, cluster)
    written(team, asked=())
    assert letter().subject == "Your week: 2 new posts"
    assert "and 1 more post" in letter().body

    Letter.objects.all().delete()
    activities.plan_activity(
        cluster, kind="meeting", starts_at=MORNING + dt.timedelta(days=2), minutes=90, online=True,
        host=None, points=[], called_by=None, by=lead,
    )  # fmt: skip
    written(lead, asked=())
    assert letter().subject == "Your week in the cluster"
    assert "online" in letter().body


def test_its_addresses_are_pages_of_ours(cast, cluster):
    post_by(cast.people["mentor_team"], cluster)
    written(cast.people["team"])

    lines = [line.strip() for line in letter().body.splitlines() if "http" in line]
    assert len(lines) == 3
    for line in lines:
        resolve(line.removeprefix("http://localhost:8000"))


def test_mail_programs_can_stop_it_and_the_line_that_says_so_is_whole(cast, cluster):
    team = cast.people["team"]
    written(team)
    send_due_letters()

    (sent,) = outbox.outbox
    raw = sent.message(policy=SMTP).as_string()
    read = message_from_string(raw)
    page = f"http://localhost:8000/en/weekly-letter/{stop_token(Kind.WEEKLY, team)}/"
    assert read["List-Unsubscribe"] == f"<{page}>"
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert read["Reply-To"] is None
    assert page in sent.body


def test_the_link_names_its_person_and_cannot_be_made_up(cast):
    team = cast.people["team"]
    token = stop_token(Kind.WEEKLY, team)
    assert person_with(Kind.WEEKLY, token) == team
    assert person_with(Kind.WEEKLY, token[:-1]) is None
    assert person_with(Kind.WEEKLY, "") is None
    User.objects.filter(pk=team.pk).update(is_active=False)
    assert person_with(Kind.WEEKLY, token) is None


def test_a_letter_nobody_could_send_in_two_days_is_no_news(cast, cluster):
    written(cast.people["team"])
    assert letter().send_before == MORNING + dt.timedelta(days=2)


def test_the_worker_writes_all_that_are_due_with_the_tasks_of_their_page(cast, cluster, capsys):
    assert command.write_due(MORNING) == 4
    assert command.write_due(MORNING) == 0
    assert Digest.objects.count() == 4

    bodies = {one.person: one.body for one in Letter.objects.filter(purpose="digest")}
    assert (
        "Choose your first goal with your mentor school"
        in bodies[cast.people["team"].public_id]
    )
    assert "/en/our-goals/" in bodies[cast.people["team"].public_id]


def test_one_odd_week_keeps_nobody_elses_letter(cast, cluster, monkeypatch, caplog):
    def odd(person, _ours):
        if person == cast.people["head"]:
            raise ValueError("odd")
        return Week([TASK], [])

    monkeypatch.setattr(week_page, "week", odd)

    assert command.write_due(MORNING) == 3
    assert command.write_due(MORNING) == 0
    assert cast.people["head"].public_id in caplog.text


def test_the_command_says_how_many(cast, capsys, monkeypatch):
    made = iter([50, 3, 0])
    monkeypatch.setattr(command, "write_due", lambda _now: next(made))

    assert command.run(None) == 0
    assert capsys.readouterr().out == "53 weekly letters\n"


def test_stopping_twice_is_as_stopping_once(cast):
    team = cast.people["team"]
    digests.stop_digest(team, by=team)
    digests.stop_digest(team, by=team)
    assert NoDigest.objects.count() == 1
    assert timezone.now() >= NoDigest.objects.get().since
    digests.resume_digest(team, by=team)
    digests.resume_digest(team, by=team)
    verbs = Entry.objects.filter(verb__startswith="digest.").order_by("pk")
    assert [one.verb for one in verbs] == ["digest.stopped", "digest.resumed"]
