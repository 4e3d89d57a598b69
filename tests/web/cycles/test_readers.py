"""Each page of the cycle says in one line who can read it."""

import re
from pathlib import Path

import pytest

from cordata.web import forms

WEB = Path(forms.__file__).parent
CYCLE = ("agreements", "cycles", "dates", "diary", "reviews", "talk")
SAYS = re.compile(
    r"can read|read it|read this|Read by|read only by|will read|reads it|who else can read"
)
# They show nothing of a cluster: a link that is void, a closed door, one's own letter.
NOTHING = {"answer_over.html", "no_room.html", "letters.html"}
PAGES = [
    file
    for folder in CYCLE
    for file in sorted((WEB / folder).glob("*.html"))
    if "{% extends" in file.read_text(encoding="utf-8") and file.name not in NOTHING
]
COORDINATED = [
    WEB / "clusters" / f"{name}.html" for name in ("cluster", "coordinate", "coordinated")
]


@pytest.mark.parametrize(
    "page", [*PAGES, *COORDINATED], ids=lambda page: f"{page.parent.name}/{page.name}"
)
def test_the_page_says_who_can_read_it(page):
    assert SAYS.search(page.read_text(encoding="utf-8"))
