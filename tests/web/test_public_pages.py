"""Every page that a visitor may open: without scripts, in print, on a bad line.

Whether it really stands in a browser without scripts, and can be read on paper, is walked in
``tests/journeys``; here it is held for all of them, cheaply.
"""

import gzip
import re
from functools import cache
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from tests import cast as casting
from tests.web.test_access import ROWS
from tests.web.test_pages import PARTS

FIRST_SCREEN = 26_000  # bytes of HTML and stylesheet, compressed: 14 kB and 12 kB (ux.md 5.3)
FIRST_VIEW = 50_000  # with scripts and icon
REQUESTS = 6  # and a script of its own, where a page has one
PAGES = [
    row
    for row in ROWS
    if row[0] == "get" and row[3].get("visitor") == 200 and row[1] not in PARTS
]


@cache
def packed(address):
    file = finders.find(address.removeprefix("/static/"))
    return len(gzip.compress(Path(file).read_bytes()))


@pytest.fixture
def opened(request, db):
    _method, route, arguments, _expected = request.param
    answer = Client().get(reverse(route, kwargs=arguments(casting.gather())))
    assert answer.status_code == 200
    if not answer["Content-Type"].startswith("text/html"):
        pytest.skip("no page")
    return answer.content.decode()


walk = pytest.mark.parametrize("opened", PAGES, indirect=True, ids=[row[1] for row in PAGES])


@walk
def test_a_visitors_page_needs_no_script(opened):
    """What a script fetches can also be had by a link or a button; nothing waits for one."""
    for tag in re.findall(r"<[a-z]+[^>]*\shx-(?:get|post)=[^>]*>", opened):
        name = re.match(r"<([a-z]+)", tag)[1]
        if name == "section":  # a part that comes by itself, or by what stands in its place
            place = opened.split(tag, 1)[1].split("</section>", 1)[0]
            assert re.search(r"<a href=|<form[^>]* action=", place), tag
            continue
        assert name in {"a", "form", "button", "input", "select"}, tag
        assert name != "a" or " href=" in tag
        assert name != "form" or " method=" in tag  # without action: to the page itself
        assert not re.search(r'hx-trigger="[^"]*(?:load|revealed|intersect|every)', tag), tag
    for script in re.findall(r"<script\b[^>]*>", opened):
        assert " defer" in script or ' type="module"' in script  # which waits by itself
        assert " src=" in script
    assert not re.findall(r'href="(?:#|javascript:[^"]*)"', opened)
    # Hidden until a script shows it is lost without one, but for what only a script can do.
    hidden = re.findall(
        r"<(?:section|article|table|form|ul|ol|p|a|button)\b[^>]*\shidden[\s>]", opened
    )
    assert [tag for tag in hidden if not re.search(" data-(?:line|do|passkey)", tag)] == []


@walk
def test_a_visitors_page_asks_nobody_else_and_little(opened):
    asked = re.findall(r'<(?:link rel="(?:stylesheet|icon)" href|script src)="([^"]+)"', opened)
    asked += re.findall(r'<img(?![^>]*loading="lazy")[^>]* src="([^"]+)"', opened)
    sheets = [one for one in asked if one.endswith(".css")]
    html = len(gzip.compress(opened.encode()))

    assert all(one.startswith("/") and not one.startswith("//") for one in asked)
    assert re.findall(r"(?:@import|url\()", opened) == []
    assert len(sheets) == 1
    assert html + packed(sheets[0]) < FIRST_SCREEN
    own = {one for one in asked if one.endswith(("passkeys.js", "kept.js"))}
    assert len(set(asked) - own) + 1 <= REQUESTS
    assert (
        html + sum(packed(one) for one in set(asked) if one.startswith("/static/")) < FIRST_VIEW
    )


@walk
def test_a_visitors_page_can_be_printed(opened):
    """One sheet for every medium: what is left out on paper is what cannot be used there."""
    assert not re.findall(r'<link rel="stylesheet"[^>]*media=', opened)
    sheet = Path(finders.find("css/cordata.css")).read_text(encoding="utf-8")
    printed = re.findall(r"@media print\{((?:[^{}]*\{[^{}]*\})+)\}", sheet)

    assert printed
    left_out = set(
        re.findall(r"([.a-z][\w-]*)", re.search(r"([^{}]*)\{display:none", "".join(printed))[1])
    )
    assert left_out <= {
        ".top",
        ".foot",
        ".barrow",
        ".rope",
        ".crumbs",
        ".rowacts",
        ".tabbar",
        "form",
    }
    assert "<main" in opened
    # The heading and what was asked for stand in what is printed.
    assert re.search(r"<main.*<h1", opened, flags=re.DOTALL)
