"""Journey 3.6, steps 1 to 4, on a telephone: from a recommendation down to its finding and back.

``CORDATA_PICTURES=folder`` keeps a picture of every step.
"""

import os
from pathlib import Path

import pytest
from django.db import connection

from cordata.guidance.actions import publishing
from tests import cast as casting
from tests.guidance import making
from tests.journeys.conftest import ARGUMENTS, Visitor, shut

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module", autouse=True)
def _beside_a_browser():
    """Playwright keeps a loop running in this thread; the database is asked beside it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture
def version(transactional_db):
    """Published, with one member of the panel who saw it otherwise."""
    cast = casting.gather()
    draft = making.in_review(cast)
    making.agreed(draft, says=("agree", "disagree", "agree"))
    publishing.publish_version(draft, by=draft.written_by)
    yield draft
    # The tables are emptied when the test is over; the trail would refuse to go.
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER IF EXISTS history_entry_never_goes")


@pytest.fixture
def read(chromium, live_server):
    """A telephone, with or without scripts."""
    path = os.environ.get("CORDATA_CHROMIUM") or "/usr/bin/chromium"
    own = chromium.browser_type.launch(executable_path=path, args=ARGUMENTS)
    opened = []

    def _read(*, scripts=True, scheme="light"):
        visitor = Visitor(
            own, live_server.url, viewport={"width": 390, "height": 844}, color_scheme=scheme,
            java_script_enabled=scripts,
        )  # fmt: skip
        opened.append(visitor)
        return visitor

    yield _read
    for one in opened:
        shut(one.page)
    own.close()


def look(visitor, name):
    visitor.check()
    if folder := os.environ.get("CORDATA_PICTURES"):
        visitor.page.screenshot(
            path=Path(folder) / f"recommendation-{name}.png", full_page=True
        )


def test_a_policy_maker_reads_in_a_corridor_and_follows_a_number_down_and_back(version, read):
    teresa = read()
    page = teresa.page

    page.goto("/en/recommendations/")
    look(teresa, "1-list")
    page.get_by_role("link", name="Give mentored schools time to meet.").click()
    tiles = page.locator("dl.facts").first
    tiles.wait_for()
    assert tiles.bounding_box()["y"] < 844  # on the first screen
    look(teresa, "2-read")

    closed = page.locator("details.layer:not([open]) > summary")
    while closed.count():
        closed.first.click()
    look(teresa, "3-layers")
    assert page.get_by_text("It is too early.").is_visible()

    page.locator(".lede a").last.click()
    page.wait_for_url("**/findings/**")
    assert "0.67 points" in page.locator("main").inner_text()
    page.go_back()
    page.wait_for_url("**/recommendations/1/")
    assert "0.67 points" in page.locator(".lede").inner_text()


def test_it_is_read_without_scripts_and_in_the_dark(version, read):
    visitor = read(scripts=False, scheme="dark")

    visitor.page.goto("/en/recommendations/1/v1.0/")

    assert visitor.page.locator("details.layer").count() == 5
    visitor.page.locator("details.layer > summary").last.click()
    assert visitor.page.get_by_text("By the rules: Very low.").is_visible()
    visitor.check()
