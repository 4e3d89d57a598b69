"""Teresa simulates on a phone, saves, shares by a link, compares, and asks whether it fits her schools."""

import re

import pytest

pytestmark = pytest.mark.journey
TERESA = "teresa@example.org"


def test_teresa_simulates_on_a_phone_saves_shares_and_compares(visit, pictures):
    teresa = visit(width=390)
    teresa.sign_in(TERESA)
    page = teresa.page
    page.goto("/en/simulate/")
    assert "Portugal" in page.inner_text("h1")
    assert re.search(r"likely [\d,]+ to [\d,]+", page.inner_text("#quote"))
    teresa.check()

    page.fill("#id_schools", "120")
    page.fill("#id_years", "2")
    page.click("main form button.btn")
    page.wait_for_url("**schools=120**")
    assert "120 mentored schools in 2 years" in page.inner_text("#quote")
    if pictures:
        page.screenshot(path=str(pictures / "simulate-390.png"), full_page=True)

    page.click("a[href*='/policy/scenarios/save/']")
    page.fill("#id_name", "A first wave")
    teresa.check()
    page.click("main form button.btn")
    page.wait_for_url(re.compile("/policy/scenarios/sce_"))
    teresa.check()

    page.click("form[action$='/link/'] button")
    link = page.inner_text(".note.ok a")
    visitor = visit(width=390, scheme="dark", scripts=False)
    visitor.page.goto(link)
    assert "120 mentored schools in 2 years" in visitor.page.inner_text("main")
    page.click("form[action$='/revoke/'] button")
    assert visitor.page.goto(link).status == 404

    page.goto("/en/policy/scenarios/")
    teresa.check()
    page.click("main form button.btn")
    page.wait_for_url("**/compare/**")
    assert page.locator("thead th").count() == 3
    teresa.check()

    page.goto("/en/policy/context/")
    teresa.check()
    page.click("main ul.tasks a:has-text('Portugal')")
    page.wait_for_selector("table.bars")
    teresa.check()


def test_a_visitor_without_scripts_gets_a_result_and_is_told_what_is_wrong(visit):
    visitor = visit(scripts=False)
    visitor.page.goto("/pt/simulate/")
    assert visitor.page.locator("section > table.rt tbody tr").count() == 3
    visitor.check()
    visitor.page.fill("#id_schools", "0")
    visitor.page.click("main form button.btn")
    assert visitor.page.locator("#errors a[href='#id_schools']").count() == 1
    visitor.check()
