"""Schools that chose each other: from "Start a cluster" to what they sign."""

import re

import pytest

pytestmark = pytest.mark.journey


def look(visitor, pictures, name):
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
        visitor.page.screenshot(path=pictures / f"{name}.png", full_page=True)


def begin(visitor, words, email):
    """Find the school, say who begins; ends on the application's page."""
    page = visitor.page
    page.fill("#q", words)
    page.click("main form button.btn")
    page.click("ul.tasks a >> nth=0")
    page.check("input[name=side][value=mentee]")
    page.fill("#id_name", "Kiss Anna")
    page.fill("#id_email", email)
    visitor.check()
    page.click("main form button.btn")
    page.wait_for_selector("#application")


def test_two_hungarian_schools_come_together_on_a_phone_without_scripts(visit, pictures):
    anna = visit(390, "dark", scripts=False)
    page = anna.page
    page.goto("/hu/start-a-cluster/")
    anna.check()
    look(anna, pictures, "start-390-dark-hu")
    page.click("main a[href*='/calls/hu-27-2/apply/']")
    begin(anna, "demo-hu-015", "anna@example.org")
    page.click("#together summary")
    page.fill("#together #id_name", "Duna menti iskolák")
    page.click("#together form >> nth=0 >> button")
    link = page.input_value("#together-link")
    anna.check()
    look(anna, pictures, "together-390-dark-hu")

    other = visit(390, scripts=False)
    other.page.goto(link)
    assert "Duna menti iskolák" in other.page.inner_text("main")
    begin(other, "demo-hu-016", "bela@example.org")
    assert "Duna menti iskolák" in other.page.inner_text("#together")
    other.check()
    page.reload()
    assert page.locator("#together ul li").count() == 2


def test_the_coordinator_decides_confirms_and_proposes_and_a_head_signs(visit, pictures):
    marta = visit()
    marta.sign_in("marta@example.org", "it")
    page = marta.page
    page.goto("/it/coordinate/it/")
    marta.check()
    page.click("main .head a.btn")
    marta.check()
    look(marta, pictures, "door-1280-light-it")
    page.click("article summary")
    page.check("input[name=result][value=accepted]")
    page.fill("input[name=reference]", "Prot. 41/2026")
    page.fill("input[name=signatory]", "Marta Rinaldi, coordinatrice")
    page.fill("textarea[name=reasons]", "Le scuole hanno già lavorato insieme.")
    page.click("article form button.btn")
    page.click("text=Confermare il cluster")
    page.wait_for_url("**/coordinate/it/clusters/**")
    marta.check()
    look(marta, pictures, "founded-1280-light-it")
    cluster = page.url

    page.goto("/it/coordinate/it/agreement/")
    marta.check()
    page.check("input[name=binds][value=mentors]")
    page.fill("input[name=authority]", "Ministero")
    with page.expect_navigation():  # the script sends it, and goes on when it has arrived
        page.click("main form button.btn")
    page.goto(f"{cluster}agreement/")
    marta.check()
    page.fill("input[type=email] >> nth=0", "dirigente@example.org")
    page.click("main form button.btn")
    page.wait_for_selector("text=Firme")
    marta.check()
    look(marta, pictures, "agreement-1280-light-it")

    page.goto("/it/letters/")
    link = re.search(r"/it/sign/[\w-]+/", page.inner_text("main")).group()
    head = visit(390)
    head.page.goto(link)
    head.check()
    look(head, pictures, "sign-390-light-it")
    head.page.fill("#id_signed_as", "Giulia Bosco, dirigente scolastica")
    head.page.click("button[value=sign]")
    head.page.wait_for_selector("text=Firmato")
    head.check()
