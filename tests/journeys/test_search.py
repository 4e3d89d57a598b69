"""A visitor finds something in another language, by any spelling; with and without scripts."""

import re
import time

import pytest

pytestmark = pytest.mark.journey

SHAPES = [(1280, "light"), (390, "dark")]


@pytest.mark.parametrize(("width", "scheme"), SHAPES)
def test_a_visitor_finds_a_text_in_portuguese_with_and_without_accents(
    visit, width, scheme, pictures
):
    settle(visit(), "/pt/search/?q=publicacao")
    found = {}
    for words in ("publicação", "publicacao", "PUBLICAÇÕES"):
        visitor = visit(width, scheme)
        visitor.page.goto("/pt/")
        menu = visitor.page.locator("details:visible:has(form.find)")
        if menu.count():  # on a phone the box is in the menu
            menu.locator("summary").click()
            at = menu
        else:
            visitor.page.locator("header a[href$='/search/']").click()
            at = visitor.page.locator("main form[role=search]")
        at.locator("input[name=q]").fill(words)
        at.locator("button").click()
        visitor.page.wait_for_url("**/pt/search/**")
        visitor.page.wait_for_selector("ol.results mark")
        visitor.check()
        found[words] = visitor.page.locator("ol.results h3 a").all_text_contents()
        if pictures:
            pictures.mkdir(parents=True, exist_ok=True)
            visitor.page.screenshot(path=pictures / f"search-{width}.png", full_page=True)

    assert found["publicação"]
    # The same things; which comes first may follow the form that was typed.
    same = {words: set(titles) for words, titles in found.items()}
    assert same["publicação"] == same["publicacao"] == same["PUBLICAÇÕES"]


def test_the_same_without_scripts_and_on_to_the_result(visit):
    visitor = visit(390, scripts=False)
    wait_for(visitor, "/pt/search/?q=publicacao")
    first = visitor.page.locator("ol.results h3 a").first
    title = first.text_content()

    first.click()

    assert title in visitor.page.locator("h1").text_content()
    visitor.check()


def test_nothing_found_helps_and_is_accessible(visit):
    visitor = visit(390)
    visitor.page.goto("/en/search/?q=qwertzuiop")

    assert re.search("Nothing was found", visitor.page.content())
    visitor.check()


def test_a_coordinator_finds_a_cluster_and_a_visitor_does_not(visit):
    ana, visitor = visit(), visit()
    ana.sign_in("ana@example.org", "hr")
    wait_for(ana, "/hr/search/?q=trogir&kind=cluster")
    ana.check()

    visitor.page.goto("/hr/search/?q=trogir&kind=cluster")
    assert visitor.page.locator("ol.results").count() == 0
    visitor.check()


def wait_for(visitor, address):
    """The worker of the demo files what is searched within a minute of its start."""
    patience = time.monotonic() + 120
    while time.monotonic() < patience:
        visitor.page.goto(address)
        if visitor.page.locator("ol.results").count():
            return
        time.sleep(1)
    raise AssertionError(f"nothing was found at {address}")


def settle(visitor, address):
    """The worker files in rounds of five seconds: when two of them add nothing, it has all."""
    wait_for(visitor, address)
    patience, before = time.monotonic() + 240, None
    while time.monotonic() < patience:
        visitor.page.goto(address)
        titles = visitor.page.locator("ol.results h3 a").all_text_contents()
        if titles == before:
            return
        before = titles
        time.sleep(12)
    raise AssertionError(f"what is found at {address} changes and changes")
