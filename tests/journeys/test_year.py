"""The year of a mentee school: its goal, a visit, and how it went, on a telephone."""

import pytest

pytestmark = pytest.mark.journey

GOAL = "Svaki učenik jednom tjedno čita naglas u malom krugu"


def look(visitor, pictures, name):
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
        visitor.page.screenshot(path=pictures / f"{name}.png", full_page=True)


def agree_on_a_goal(visitor, mentor, pictures):
    """The school proposes it in its own words, and its mentor school says yes."""
    page = visitor.page
    page.goto("/hr/school/")
    page.click("text=Naši ciljevi >> nth=0")
    page.fill("#word_text", GOAL)
    page.fill("#word_why", "U prijavi smo napisali da učenici rijetko čitaju")
    page.fill("#word_success", "U svibnju čitaju tri od četiri razreda")
    visitor.check()
    with page.expect_navigation():
        page.click("main form button.btn")
    visitor.check()
    proposed = page.get_attribute("main a[href*='/proposed-goals/']", "href")
    mentor.sign_in("head.demo-hr-003@example.org", "hr")
    mentor.page.goto(proposed)
    mentor.check()
    mentor.page.click("main section.card form button.btn >> nth=0")
    mentor.page.wait_for_load_state()
    page.goto("/hr/school/")
    page.click("text=Naši ciljevi >> nth=0")
    page.click(f"main h2 a:has-text('{GOAL}')")
    page.check("input[name=stop][value=several]")
    page.fill("#move_sentence", "Dva razreda su počela, treći čeka knjige")
    page.click("section.card form button.btn")
    page.wait_for_selector("text=Dva razreda")
    visitor.check()
    look(visitor, pictures, "goal-390-light-hr")


def plan_a_visit(visitor, pictures):
    """It has taken place already, and is put in afterwards."""
    page = visitor.page
    page.goto("/hr/home/")
    page.click("main a[href*='/clusters/clu_'] >> nth=0")
    visitor.check()
    page.click("main a[href$='/agenda/'] >> nth=0")
    page.fill("#id_starts_at", "2026-09-22T10:00")
    page.fill("#id_point1", "Kako počinje čitanje naglas")
    visitor.check()
    look(visitor, pictures, "agenda-390-light-hr")
    page.click("main form button.btn")
    page.wait_for_selector("text=Kako počinje čitanje naglas")


def test_a_head_agrees_on_a_goal_and_tells_of_a_visit(visit, pictures):
    ante = visit(390)
    ante.sign_in("head.demo-hr-006@example.org", "hr")
    agree_on_a_goal(ante, visit(390), pictures)
    plan_a_visit(ante, pictures)
    page = ante.page
    page.goto("/hr/home/")
    page.click("text=Recite kako je bilo")
    page.check("input[name=went][value=well]")
    page.fill("#id_sentence", "Dva sata čitanja naglas, i povučeni su se javili")
    ante.check()
    look(ante, pictures, "tell-390-light-hr")
    page.click("main form button.btn")
    page.wait_for_selector("text=i povučeni su se javili")
    ante.check()
    told = page.url

    ana = visit(1280, "dark")
    ana.sign_in("ana@example.org", "hr")
    ana.page.goto(told)
    ana.check()
    look(ana, pictures, "told-1280-dark-hr")
    ana.page.click("nav ol a >> nth=0")
    assert GOAL in ana.page.inner_text("main")
    ana.check()
    ana.page.click("main a[href$='/agenda/'] >> nth=0")
    ana.check()
    assert "i povučeni su se javili" in ana.page.inner_text("main")
