"""A head starts a round, a teacher answers it on a telephone: once with scripts, once without."""

import re

import pytest

pytestmark = pytest.mark.journey


def look(visitor, pictures, name):
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
        visitor.page.screenshot(path=pictures / f"{name}.png", full_page=True)


def start_a_round(visitor, pictures):
    """Three numbers and a day; returns the token of the teachers' link."""
    page = visitor.page
    page.goto("/hr/school/self-assessment/")
    visitor.check()
    page.click("main .acts a.btn")
    for voice, people in (("leaders", "2"), ("teachers", "31"), ("students", "300")):
        page.fill(f"#id_{voice}", people)
    visitor.check()
    look(visitor, pictures, "start-390-light-hr")
    page.click("main form button.btn")
    page.wait_for_selector(".qrbox")
    visitor.check()
    look(visitor, pictures, "round-390-light-hr")
    links = page.locator("section.card p a").evaluate_all("all => all.map(one => one.href)")
    tokens = list(dict.fromkeys(re.findall(r"/a/([\w-]{43})/", " ".join(links))))
    assert len(tokens) == 3
    return tokens[1], page.url


def choose(visitor, point):
    """The same point of the scale for every statement of the page."""
    for statement in visitor.page.locator("fieldset.opts").all():
        statement.locator("label").nth(point).click()


def answer(visitor, pictures, token, name):
    """Page after page, to the end."""
    page = visitor.page
    page.goto(f"/hr/a/{token}/")
    visitor.check()
    look(visitor, pictures, f"intro-{name}")
    page.click("main .acts a.btn")
    page.click("button[name=go][value=next]")  # nothing is chosen yet
    page.wait_for_selector("#errors")
    visitor.check()
    for number in range(40):
        if page.locator("button[value=plain]").count():
            break
        choose(visitor, 3)
        visitor.check()
        if number == 1:
            assert re.search(r"\d\d:\d\d", page.locator("p[role=status]").inner_text())
            look(visitor, pictures, f"page-{name}")
            visitor.page.keyboard.press("Tab")
        with page.expect_navigation():  # the line sends it, then goes on
            page.click("button[name=go][value=next]")
    visitor.check()
    page.click("button[value=plain]")
    page.wait_for_selector("h1:has-text('Hvala'), h1:has-text('Thank you')")
    visitor.check()
    look(visitor, pictures, f"end-{name}")


def test_a_round_is_started_and_answered(visit, pictures):
    ante = visit(390)
    ante.sign_in("head.demo-hr-006@example.org", "hr")
    token, round_ = start_a_round(ante, pictures)
    answer(visit(390), pictures, token, "390-light-hr")
    answer(visit(390, "dark", scripts=False), pictures, token, "390-dark-hr")

    elsewhere = visit(390)
    page = elsewhere.page
    page.goto(f"/hr/a/{token}/1/")
    choose(elsewhere, 1)
    page.click("button[name=go][value=later]")
    code = page.locator(".bigcode").inner_text()
    elsewhere.check()
    other = visit(1280)
    other.page.goto(f"/it/a/{token}/go-on/")
    other.page.fill("#code", code.lower())
    other.page.click("main form button.btn")
    assert other.page.locator("input:checked").count() + other.page.locator("fieldset").count()
    other.check()

    ante.page.goto(round_)
    assert re.search(r"2\D+31", ante.page.locator(".facts").inner_text())
    ante.check()


def test_going_back_past_a_page_that_was_refused_reads_it(visit):
    ante = visit(390)
    ante.sign_in("head.demo-hr-006@example.org", "hr")
    token, _round = start_a_round(ante, None)
    somebody = visit(390)
    page = somebody.page
    page.goto(f"/hr/a/{token}/1/")
    page.click("button[name=go][value=next]")  # nothing is chosen yet
    page.wait_for_selector("#errors")
    choose(somebody, 2)
    with page.expect_navigation(url="**/2/"):
        page.click("button[name=go][value=next]")

    page.go_back()  # the browser would ask whether to send the form again, or show an error

    assert page.locator("input:checked").count() == page.locator("fieldset.opts").count() > 0
    assert not page.locator("#errors").count()
