"""A class answers on one tablet without a connection; a school writes its application on a bus."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import shut

pytestmark = pytest.mark.journey
SHEET = "/en/catalogue/line/"


def look(visitor, pictures, name):
    visitor.check()
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
        visitor.page.screenshot(path=pictures / f"kept-{name}.png", full_page=True)


def answer(page, words):
    page.check("input[name=one][value='2']")
    page.fill("#id_words", words)


def test_a_sheet_opens_without_connection_and_each_answer_arrives_once(visit, pictures):
    tablet = visit(390)
    page, set_offline = tablet.page, tablet.context.set_offline
    answers = []
    tablet.context.on("response", lambda one: answers.append(one))  # noqa: PLW0108 - it is inspected
    page.goto(SHEET)
    page.click("text=Keep on this device")
    page.wait_for_selector("text=Ready without connection until")
    look(tablet, pictures, "ready")

    set_offline(True)
    page.goto(SHEET)  # from the device
    for number, words in enumerate(["Prva", "Druga", "Druga"], 1):  # two say the same
        answer(page, words)
        if number == 2:
            page.click("main form button.btn >> nth=0")
            page.wait_for_selector("text=Not sent yet, safe on this device")
            look(tablet, pictures, "unsent")
        page.click("text=Next person")
        page.wait_for_selector(f"text=Waiting on this device: {number}")
        expect(page.locator("#id_words")).to_have_value("")
        expect(page.locator("input[name=one][value='2']")).not_to_be_checked()
    look(tablet, pictures, "next")

    page.reload()  # who looks later sees a count, and nothing that was said
    page.wait_for_selector("text=Waiting on this device: 3")
    assert "Prva" not in page.content()
    page.click("text=Kept on this device")
    page.wait_for_selector("#kept-unsent button >> nth=5")
    assert page.locator("#kept-pages a").inner_text() == 'data-line="3"'
    look(tablet, pictures, "list")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.click("#kept-unsent [data-do=remove] >> nth=0")
    assert page.locator("#kept-unsent [data-do=send]").count() == 3

    set_offline(False)
    page.wait_for_selector("text=Everything is sent.")
    sent = [one.request.headers["line"] for one in answers if "line-to" in one.headers]
    assert len(sent) == len(set(sent)) == 3
    page.goto(SHEET)
    assert "Waiting" not in page.inner_text("main")

    page.goto("/en/kept/")
    page.click("#kept-pages [data-do=remove]")
    page.wait_for_selector("text=No page is kept.")


def test_a_refused_answer_is_shown_to_nobody_else_and_holds_up_no_other(visit):
    tablet = visit(390)
    page = tablet.page
    page.goto(SHEET)
    tablet.context.set_offline(True)
    page.fill("#id_words", "Bez kruga")
    page.click("text=Next person")  # a question is left out: the browser points at it
    assert page.input_value("#id_words") == "Bez kruga"
    page.eval_on_selector("input[name=one]", "one => { one.value = '9'; }")
    page.check("input[name=one] >> nth=0")
    page.click("text=Next person")
    page.wait_for_selector("text=Waiting on this device: 1")
    answer(page, "Cijela")
    page.click("text=Next person")
    page.wait_for_selector("text=Waiting on this device: 2")
    with page.expect_response(lambda one: "line-to" in one.headers):
        tablet.context.set_offline(False)
    page.wait_for_selector("text=Waiting on this device: 1")
    page.reload()
    page.wait_for_selector("text=Waiting on this device: 1")
    assert page.input_value("#id_words") == ""

    page.goto("/en/kept/")
    page.wait_for_selector("#kept-unsent [data-do=send]")
    assert page.locator("#kept-unsent [data-do=send]").count() == 1
    page.once("dialog", lambda dialog: dialog.accept())
    page.click("#kept-unsent [data-do=remove]")
    page.wait_for_selector("text=Everything is sent.")


def test_an_application_that_is_written_without_connection_is_saved_when_it_is_back(
    visit, pictures
):
    anna = visit(390)
    page = anna.page
    page.goto("/hu/start-a-cluster/")
    page.click("main a[href*='/calls/hu-27-2/apply/']")
    page.fill("#q", "demo-hu-017")
    page.click("main form button.btn")
    page.click("ul.tasks a >> nth=0")
    page.check("input[name=side][value=mentee]")
    page.fill("#id_name", "Kiss Anna")
    page.fill("#id_email", "kiss@example.org")
    page.click("main form button.btn")
    page.wait_for_selector("#application")

    anna.context.set_offline(True)
    page.fill("#motivation", "A buszon írtam")
    page.click("#application > .acts button")
    page.wait_for_selector("#application .line[data-state=unsent]")
    assert page.locator("[aria-busy]").count() == 0
    look(anna, pictures, "application")
    with page.expect_response(lambda one: "line-to" in one.headers):
        anna.context.set_offline(False)
    page.wait_for_load_state()
    assert page.input_value("#motivation") == "A buszon írtam"

    anna.context.set_offline(True)
    page.fill("#motivation", "Aztán bezártam")
    page.wait_for_timeout(100)
    address = page.url
    shut(page)
    anna.context.set_offline(False)
    page = anna.page = anna.context.new_page()
    page.goto(address)
    page.wait_for_timeout(3500)  # it saves by itself
    page.goto(address)
    assert page.input_value("#motivation") == "Aztán bezártam"
    assert page.locator("#application .line").is_hidden()
