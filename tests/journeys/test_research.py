"""Journey 3.5, its analysis part, on a telephone: from a plan to a finding that can be checked.

``CORDATA_PICTURES=folder`` keeps a picture of every step; ``CORDATA_SHAPE=1280-dark-en`` walks it
on another screen, with other colours, in another language.
"""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from cordata.surveys.models import Snapshot
from tests import cast as casting
from tests.evidence import making
from tests.journeys import researching as steps
from tests.journeys.conftest import ARGUMENTS, Visitor, shut
from tests.journeys.walking import Walk, untranslated
from tests.surveys import asking
from tests.web.access.evidence import another

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WIDTH, SCHEME, LANGUAGE = os.environ.get("CORDATA_SHAPE", "390-light-it").split("-")


@pytest.fixture(scope="module", autouse=True)
def _beside_a_browser():
    """Playwright keeps a loop running in this thread; the database is asked beside it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture
def cast(transactional_db):
    """Twelve mentored schools whose first round has closed, and three researchers."""
    found = casting.gather()
    form = asking.form()
    asked = tuple(replace(one, voices=("teachers", "students")) for one in form.children)
    asking.version(replace(form, children=asked))
    found.schools = making.network(found.cohort, found.people["coordinator"])
    for school, before in zip(found.schools, making.BEFORE, strict=True):
        making.closed(school, before, occasion="baseline", days=100)
    found.two = [another(found), another(found)]
    yield found
    # The tables are emptied when the test is over; the trail would refuse to go.
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER IF EXISTS history_entry_never_goes")


@pytest.fixture
def browser(chromium, live_server):
    """One of its own: closed, it takes its connections along, before the server's test is over."""
    path = os.environ.get("CORDATA_CHROMIUM") or "/usr/bin/chromium"
    own = chromium.browser_type.launch(executable_path=path, args=ARGUMENTS)
    yield own
    own.close()


@pytest.fixture
def visit(cast, browser, live_server):
    """Somebody who is signed in, or nobody."""
    opened = []

    def _visit(person=None):
        visitor = Visitor(
            browser, live_server.url, viewport={"width": int(WIDTH), "height": 844},
            color_scheme=SCHEME, java_script_enabled=True,
        )  # fmt: skip
        opened.append(visitor)
        if person:
            client = Client()
            client.force_login(person)
            key = client.cookies[settings.SESSION_COOKIE_NAME].value
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": key}
            visitor.context.add_cookies([cookie | {"url": live_server.url}])
        return visitor

    yield _visit
    for visitor in opened:
        shut(visitor.page)


def end_of_the_year(cast):
    """The later round of every school closes."""
    for school, before, gain in zip(cast.schools, making.BEFORE, making.GAINS, strict=True):
        making.closed(school, before + gain, occasion="end", days=5)


def one_record_is_altered():
    """By hand, behind the back of the program: one school's mean of the later round."""
    frozen = Snapshot.objects.filter(round__occasion="end").order_by("pk").first()
    figures = frozen.figures
    figures["voices"]["teachers"]["mean"][0] += 0.5
    Snapshot.objects.filter(pk=frozen.pk).update(figures=figures)


def test_from_a_plan_to_a_finding_that_anybody_can_check(cast, visit):
    folder = os.environ.get("CORDATA_PICTURES")
    walk = Walk(
        Path(folder) if folder else None, f"research-{WIDTH}-{SCHEME}-{LANGUAGE}-",
        untranslated(LANGUAGE) if LANGUAGE != "en" else (),
    )  # fmt: skip
    paola, here = visit(cast.people["researcher"]), f"/{LANGUAGE}/"
    steps.plan_how_many(walk, paola, f"{here}research/power/")
    project = steps.open_a_project(walk, paola, f"{here}research/")
    steps.say_who_pays(walk, paola)
    steps.register_the_design(walk, paola)
    steps.write_an_analysis_down(walk, paola, project, cast.cohort.public_id)
    end_of_the_year(cast)
    steps.look_and_compute(walk, paola)
    finding = steps.write_the_finding(walk, paola)
    steps.comment_and_approve(walk, visit(cast.two[0]), finding)
    steps.approve(walk, visit(cast.two[1]), finding)
    steps.release(walk, paola, finding)
    steps.read_it_as_anybody(walk, visit(), finding)
    assert steps.compute_again(walk, paola, finding) == "ok"
    one_record_is_altered()
    assert steps.compute_again(walk, paola, finding) == "err"
    assert walk.page.locator(".note.err li").count() >= 1
