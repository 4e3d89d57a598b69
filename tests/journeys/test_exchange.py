"""Journey 3.6, from step 8: Teresa adapts a recommendation on a telephone, and Croatia asks why.

``CORDATA_PICTURES=folder`` keeps a picture of every step; ``CORDATA_SHAPE=1280-dark-pt`` walks it
on another screen, with other colours, in another language.
"""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from tests.exchange import making
from tests.journeys.conftest import ARGUMENTS, Visitor, shut
from tests.journeys.walking import Walk, untranslated

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WIDTH, SCHEME, LANGUAGE = os.environ.get("CORDATA_SHAPE", "390-light-pt").split("-")
OWN = "Pagar uma hora no primeiro ano, duas a partir do segundo."
WHY = "O orçamento deste ano não chega para duas."
QUESTION = "Zašto samo jedan sat?"


@pytest.fixture(scope="module", autouse=True)
def _beside_a_browser():
    """Playwright keeps a loop running in this thread; the database is asked beside it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture
def people(transactional_db):
    """Teresa signs for Portugal, Rui drafts; Ivan signs for Croatia, which has declined."""
    portugal = making.organisation(
        "Demo Ministry of Education of Portugal", "PT", language="pt"
    )
    croatia = making.organisation("Demo Agency for Schools, Croatia", "HR", language="hr")
    teresa, ivan = making.delegate(portugal), making.delegate(croatia)
    making.delegate(portugal, may_sign=False)
    four = making.recommendation()
    making.position(
        croatia, four, by=ivan, stance="decline", reason="Nema zamjena.", language="hr"
    )
    yield teresa, ivan
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
def visit(people, browser, live_server):
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


def adapt(walk, teresa):
    """From what is open to the draft: the original locked, her own words beside it."""
    walk.step("home", teresa)
    walk.page.goto(f"/{LANGUAGE}/policy/")
    walk.look(axe=True)
    walk.go("a[href$='/policy/recommendations/4/']")
    walk.look(axe=True)
    walk.step("draft", teresa)
    walk.go("main form button.btn")
    walk.tap("label:has(input[name=stance][value=adapt])")
    walk.type("#id_text", OWN)
    walk.type("#id_reason", WHY)
    walk.page.select_option("#id_says_equity", "varies")
    walk.type("#id_because_equity", "As ilhas têm uma só escola.")
    walk.look(axe=True)
    walk.go("main form button.btn.sec:not(.sm)")
    walk.page.wait_for_selector(".note.success, .msgs")


def publish(walk, teresa):
    """Exactly the sentence, whose name, who is told; then the permanent address."""
    walk.step("check", teresa)
    walk.go("button[name=check]")
    sentence = walk.page.inner_text("main p.card strong")
    assert sentence.startswith("Demo Ministry of Education of Portugal")
    assert "Demo Agency for Schools, Croatia" in walk.page.inner_text("dl.said")
    walk.look(axe=True)
    walk.go("main form button.btn")
    assert walk.page.inner_text("h1") == sentence
    walk.look(axe=True)
    return walk.page.url


def ask_why(walk, ivan, address):
    walk.step("ask", ivan)
    walk.page.goto(address)
    walk.tap("#ask > summary")
    walk.type("#id_text", QUESTION)
    walk.look(axe=True)
    walk.go("#ask form button.btn")
    walk.page.wait_for_selector(f"article.post:has-text('{QUESTION}')")


def answer(walk, teresa):
    """What others ask stands on her first page."""
    walk.step("answer", teresa)
    walk.page.goto(f"/{LANGUAGE}/policy/")
    walk.go("main ul.tasks a[href*='/exchange/positions/']")
    walk.tap("article.post details > summary")
    walk.type("article.post textarea", WHY)
    walk.look(axe=True)
    walk.go("article.post form button.btn")


def read_as_anybody(walk, visitor):
    """Positions by country, the question answered, the recommendation with where it is used."""
    walk.step("read", visitor)
    walk.page.goto(f"/{LANGUAGE}/exchange/")
    assert QUESTION in walk.page.inner_text("main")
    walk.look(axe=True)
    for page in ("countries/", "members/", "ledger/", "challenges/", "apply/", "charter/"):
        walk.page.goto(f"/{LANGUAGE}/exchange/{page}")
        walk.look(axe=True)
    walk.page.goto(f"/{LANGUAGE}/recommendations/4/")
    assert "Demo Ministry of Education of Portugal" in walk.page.inner_text("aside.side")


def test_teresa_adapts_a_recommendation_and_croatia_asks_why(people, visit):
    folder = os.environ.get("CORDATA_PICTURES")
    walk = Walk(
        Path(folder) if folder else None, f"exchange-{WIDTH}-{SCHEME}-{LANGUAGE}-",
        untranslated(LANGUAGE) if LANGUAGE != "en" else (),
    )  # fmt: skip
    teresa, ivan = people
    hers = visit(teresa)
    adapt(walk, hers)
    address = publish(walk, hers)
    ask_why(walk, visit(ivan), address)
    answer(walk, hers)
    read_as_anybody(walk, visit())
    taps = sum(step.taps for step in walk.steps if step.name in {"home", "draft", "check"})
    assert taps <= 8
