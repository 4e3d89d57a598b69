"""Two walks on a telephone, with every tap counted: journeys 3.2 and 3.3 keep their promise.

``CORDATA_PICTURES=folder`` keeps a picture of every step.
"""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from cordata.cycles.actions.activities import plan_activity
from cordata.cycles.actions.talk import start_thread
from cordata.cycles.queries.answers import token_for
from cordata.surveys.models import Round
from tests import cast as casting
from tests.cycles import year
from tests.journeys import steps
from tests.journeys.conftest import Visitor
from tests.journeys.walking import Walk, untranslated
from tests.surveys import asking, making

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
GOAL = "Svaki razred ima tablet kad ga treba"

# Taps and typed fields that a step may take, at most.
TERM = {
    "this-week": (0, 0),
    "come": (1, 0),
    "tell": (3, 1),
    "answer": (3, 1),
    "goals": (1, 0),
    "plan": (2, 1),
    "term": (3, 3),
}
ASSESSMENT = {
    "start": (2, 3),
    "stop": (7, 0),
    "go-on": (2, 1),
    "answer": (12, 0),
    "remind": (1, 0),
    "report": (2, 0),
    "choose": (2, 1),
    "agree": (2, 0),
    "move": (3, 1),
}


@pytest.fixture(scope="module", autouse=True)
def _beside_a_browser():
    """Playwright keeps a loop running in this thread; the database is asked beside it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture
def network(transactional_db):
    """A mentor school with one mentee school in its cluster."""
    cast = casting.gather()
    cast.cluster = year.cluster_of(cast, age=60)
    yield cast
    # The tables are emptied when the test is over; the trail would refuse to go.
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER IF EXISTS history_entry_never_goes")


@pytest.fixture
def visit(network, chromium, live_server):
    """A telephone: of somebody of the cast who is signed in, or of nobody."""
    opened = []

    def _visit(name=""):
        visitor = Visitor(
            chromium, live_server.url,
            viewport={"width": 390, "height": 844}, java_script_enabled=True,
        )  # fmt: skip
        opened.append(visitor)
        if name:
            client = Client()
            client.force_login(network.people[name])
            key = client.cookies[settings.SESSION_COOKIE_NAME].value
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": key}
            visitor.context.add_cookies([cookie | {"url": live_server.url}])
        return visitor

    yield _visit
    for visitor in opened:
        visitor.context.close()  # its connections too: the server of these tests waits for them


def walk_in(language):
    folder = os.environ.get("CORDATA_PICTURES")
    return Walk(Path(folder) if folder else None, f"walk-{language}-", untranslated(language))


def keeps(walk, promised):
    """No step takes more than was promised, and none is left out."""
    took = {one.name: (one.taps, one.fields) for one in walk.steps}
    assert took.keys() == promised.keys()
    more = {
        name: (found, promised[name])
        for name, found in took.items()
        if found[0] > promised[name][0] or found[1] > promised[name][1]
    }
    assert more == {}


def test_a_mentor_team_runs_its_term(network, visit, live_server):
    """In Italian: a letter, a visit, a thread, the goals, the next visit, the end of a term."""
    anna, marco = network.people["team"], network.people["mentor_team"]
    year.goal(network.theirs)
    year.activity(network.cluster, 1, called_by=network.leading, host=network.theirs)
    coming = plan_activity(
        network.cluster, kind="visit", starts_at=timezone.now() + dt.timedelta(days=9),
        minutes=90, online=False, host=network.theirs, points=["Il quaderno"],
        called_by=network.theirs, by=anna,
    )  # fmt: skip
    start_thread(network.cluster, title="Tablet", text="Quanti?", language="it", by=anna)
    week = f"{live_server.url}/it/home/"
    mentor, walk = visit("mentor_team"), walk_in("it")
    mentor.page.goto(week)
    steps.this_week(walk, mentor)
    steps.come(walk, mentor, f"/it/come/{token_for(coming, marco)}/?say=yes")
    mentor.page.goto(week)
    steps.tell(walk, mentor, "Due classi hanno letto insieme")
    mentor.page.goto(week)
    steps.answer(walk, mentor, "Trenta, e ruotano")
    mentor.page.goto(week)
    steps.read_the_goals(walk, mentor)
    steps.plan(walk, mentor)
    mentor.page.goto(f"/it/clusters/{network.cluster.public_id}/")
    steps.end_the_term(walk, mentor, "Si legge in due classi")
    keeps(walk, TERM)


def test_a_mentee_school_comes_to_its_goal(network, visit, live_server):
    """In Croatian: three numbers, answers, the report, a goal that moves."""
    making.instrument()
    here = f"{live_server.url}/hr"
    head, walk = visit("head"), walk_in("hr")
    head.page.goto(f"{here}/school/self-assessment/")
    tokens = steps.start_a_round(walk, head)
    round_ = Round.objects.get()
    address = f"{here}/school/self-assessment/{round_.public_id}/"
    teachers = f"{here}/a/{tokens[1]}/"
    steps.stop_and_go_on(walk, visit(), visit(), teachers)
    assert steps.answer_the_questions(walk, visit(), teachers) <= 3
    steps.remind(walk, head, address)
    for voice, point in (("leaders", "5"), ("teachers", "4"), ("students", "2")):
        rows = [point * 5 + "3", point * 5 + "2"] * 5
        asking.answer(round_, voice, *rows, items=making.NAMES[:6])
    steps.close_and_read(walk, head, address)
    steps.choose_a_goal(walk, head, GOAL)
    plan = head.page.url
    steps.agree(walk, visit("mentor_team"), f"{here}/home/")
    steps.move(walk, head, GOAL, plan)
    keeps(walk, ASSESSMENT)
