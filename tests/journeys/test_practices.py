"""H12 and R2: a school tells a practice on a telephone, researchers document and publish it.

``CORDATA_PICTURES=folder`` keeps a picture of every step.
"""

import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from tests import cast as casting
from tests import factories as make
from tests.journeys.conftest import ARGUMENTS, Visitor, shut
from tests.journeys.walking import Walk
from tests.practices import making

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
TOLD = {
    "title": "Lezioni aperte ogni martedì",
    "situation": "Ognuno lavorava solo.",
    "done": "Tre docenti al mese aprono un’ora.",
    "effort": "Tre ore al mese, non pagate.",
    "worked": "31 docenti su 44 sono venuti.",
    "failed": "La scheda ha fatto scappare metà dei colleghi.",
    "advice": "Non valutate nessuno.",
}


@pytest.fixture(scope="module", autouse=True)
def _beside_a_browser():
    """Playwright keeps a loop running in this thread; the database is asked beside it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture
def cast(transactional_db):
    found = casting.gather()
    make.topic("stem")
    making.second(found)
    making.expert(found)
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
    """Somebody who is signed in, or nobody, at a screen of some width."""
    opened = []

    def _visit(person=None, width=390, scheme="light"):
        visitor = Visitor(
            browser, live_server.url, viewport={"width": width, "height": 844},
            color_scheme=scheme, java_script_enabled=True,
        )  # fmt: skip
        visitor.context.set_default_timeout(60_000)  # on slow machines, too
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


def tell(walk, team):
    """In pieces: kept first, sent when it is whole."""
    walk.step("tell", team)
    walk.page.goto("/en/school/")
    walk.go("a[href$='/school/practices/']")
    walk.look(axe=True)
    walk.go("main a.btn[href$='/new/']")
    walk.type("#id_title", TOLD["title"])
    walk.go("button[name=keep]")
    for name, words in TOLD.items():
        walk.type(f"#id_{name}", words)
    walk.go("button[name=send]")  # what came of it is missing
    walk.page.wait_for_selector("#errors")
    walk.look(axe=True)
    walk.tap("label:has(input[name=outcome][value=partly])")
    walk.tap("label:has(input[name=takes_questions])")
    walk.go("button[name=send]")
    walk.page.wait_for_selector(".note.success, .msgs")
    walk.look(axe=True)


def begin(walk, paola):
    """Two questions are asked back; the record begins from the school's words."""
    walk.step("begin", paola)
    walk.page.goto("/en/research/practices/")
    walk.look(axe=True)
    walk.go(f"main a:has-text('{TOLD['title']}')")
    walk.tap("details:has(#ask_effort_words) summary")
    walk.type("#ask_effort_words", "Erano ore pagate?")
    walk.go("form:has(#ask_effort_words) button")
    walk.go("form[action$='/start/'] button")
    walk.look(axe=True)
    return walk.page.url


def answer(walk, team):
    walk.step("answer", team)
    walk.page.goto("/en/home/")
    walk.go("main a:has-text('Answer what researchers ask')")
    walk.type("form[action*='/answer/'] textarea", "No, nessuna.")
    walk.go("form[action*='/answer/'] button")
    walk.look(axe=True)


def document(walk, paola, record):
    walk.step("document", paola)
    walk.page.goto(record)
    assert "No, nessuna." in walk.page.inner_text("main")
    walk.tap("label:has(input[name=needs][value=stem])")
    walk.page.select_option("#id_rurality", "rural")
    walk.page.select_option("#id_setting", "school")
    walk.type("#id_hours", "40")
    for field in walk.page.locator(
        "form[data-line] [name$='_it'], form[data-line] [name$='_en']"
    ).all():
        name = field.get_attribute("name")
        if name.startswith("partly"):
            continue
        if not field.input_value():
            field.fill(f"Words of {name.replace('_', ' ')}.")
    walk.go("form[data-line] button.btn")
    walk.tap("#evidence details summary")
    walk.page.select_option("#evidence_claim", "worked.1")
    walk.tap("label:has(input[name=kind][value=measure])")
    walk.type("#evidence_says", "31 of 44 in the visitors’ book.")
    walk.go("form[action$='/evidence/'] button")
    walk.look(axe=True)
    walk.go("form[action$='/agreement/'] button")
    walk.look()


def agree(walk, head):
    walk.step("agree", head)
    walk.page.goto("/en/home/")
    walk.go("main a:has-text('Say whether you agree')")
    walk.look(axe=True)
    walk.tap("label:has(input[name=agrees])")
    walk.go("form[action$='/agree/'] button")
    walk.look(axe=True)


def validate(walk, who):
    walk.step("validate", who)
    walk.page.goto("/en/practices/validate/")
    walk.look(axe=True)
    walk.go("main ul.tasks a")
    walk.look(axe=True)
    for tick in walk.page.locator("main input[type=checkbox]").all():
        tick.check()
    walk.tap("label:has(input[name=says][value=approve])")
    walk.type("#id_words", "Read beside the school’s own words.")
    walk.go("main form button.btn")
    walk.look()


def publish(walk, paola, record):
    walk.step("publish", paola)
    walk.page.goto(record)
    walk.go("form[action$='/publish/'] button")
    walk.go("main a:has-text('See it as everybody does')")
    walk.look(axe=True)
    return walk.page.url


def read(walk, visitor, page):
    walk.step("read", visitor)
    walk.page.goto("/en/practices/")
    walk.look(axe=True)
    walk.go("nav[aria-label] a:has-text('It worked in part')")
    walk.go("main article h2 a")
    assert walk.page.url == page
    assert "Author’s view" in walk.page.inner_text("main")
    walk.look(axe=True)
    walk.page.goto(re.sub(r"-[^/]+/$", "/spread/", page))
    walk.look(axe=True)


def test_a_school_tells_on_a_telephone_and_researchers_publish(cast, visit):
    folder = os.environ.get("CORDATA_PICTURES")
    walk = Walk(Path(folder) if folder else None, "practices-")
    team, head = visit(cast.people["team"]), visit(cast.people["head"], scheme="dark")
    paola = visit(cast.people["researcher"], width=1280)

    tell(walk, team)
    record = begin(walk, paola)
    answer(walk, team)
    document(walk, paola, record)
    agree(walk, head)
    validate(walk, visit(cast.people["second"], width=1280, scheme="dark"))
    validate(walk, visit(cast.people["expert"]))
    page = publish(walk, paola, record)
    read(walk, visit(), page)
