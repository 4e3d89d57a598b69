"""A school applies on a phone, a coordinator follows the call: real browser, real demo."""

import pytest

pytestmark = pytest.mark.journey


def _begin(visitor, slug, language, code):
    page = visitor.page
    page.goto(f"/{language}/calls/{slug}/apply/?school={code}")
    visitor.check()
    page.click("main .tasks a")
    page.check("input[name=side][value=mentee]")
    page.fill("#id_name", "Kiss Anna")
    page.fill("#id_email", "kiss@example.org")
    visitor.check()
    page.click("main form button.btn")
    page.wait_for_selector("#motivation")


def test_a_school_applies_on_a_phone_in_hungarian(visit, pictures):
    visitor = visit(width=390)
    page = visitor.page
    page.goto("/hu/calls/hu-27/?school=DEMO-HU-015")
    visitor.check()
    if pictures:
        page.screenshot(path=pictures / "call-hu-390.png", full_page=True)
    _begin(visitor, "hu-27", "hu", "DEMO-HU-015")
    visitor.check()

    page.fill("#motivation", "Szeretnénk együtt tanulni.")
    with page.expect_response(lambda answer: "/apply/" in answer.url and answer.ok):
        page.press("#motivation", "Tab")
    page.wait_for_timeout(300)
    page.reload()

    assert page.input_value("#motivation") == "Szeretnénk együtt tanulni."
    if pictures:
        page.screenshot(path=pictures / "application-hu-390.png", full_page=True)
    page.click("a[href$='/check/']")
    visitor.check()
    assert "Még hiányzik" in page.inner_text("main")


def test_the_same_without_scripts(visit):
    visitor = visit(scripts=False)
    page = visitor.page
    _begin(visitor, "pt-27", "pt", "DEMO-PT-015")

    page.fill("#motivation", "Queremos aprender juntos.")
    page.click("#application button.btn")

    assert page.input_value("#motivation") == "Queremos aprender juntos."


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_a_coordinator_follows_the_call(visit, pictures, width, scheme):
    visitor = visit(width=width, scheme=scheme)
    page = visitor.page
    visitor.sign_in("marta@example.org", "it")
    page.goto("/it/coordinate/it/calls/")
    visitor.check()
    page.click("main .tasks a")
    visitor.check()
    if pictures:
        page.screenshot(path=pictures / f"call-it-{width}.png", full_page=True)
    for ending in ("/applications/", "/assessors/", "/ranking/", "/questions/"):
        call = page.url
        page.goto(call.rstrip("/") + ending)
        visitor.check()
        page.goto(call)


def test_a_decision_is_read_with_its_appeal(visit):
    visitor = visit()
    page = visitor.page
    visitor.sign_in("ana@example.org", "hr")
    page.goto("/hr/coordinate/hr/calls/")
    page.click("main .tasks a:has-text('HR-26')")
    page.goto(page.url + "ranking/")
    visitor.check()
    page.click("main .note a")
    visitor.check()

    assert "KLASA 602-01/26-01/14" in page.inner_text("h1")
    page.click("main a[href$='/appeals/']")
    visitor.check()
    assert "neovisno" in page.inner_text("main")
