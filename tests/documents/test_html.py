"""Markdown does what a text needs, and nothing else, whatever people write."""

from html.parser import HTMLParser

import pytest

from cordata.documents.queries import differences, html_of
from cordata.documents.queries.html import TAGS


class Reader(HTMLParser):
    """Collects what a browser would see as tags, and their attributes."""

    def __init__(self):
        super().__init__()
        self.met = []

    def handle_starttag(self, tag, attrs):
        self.met.append((tag, dict(attrs)))


def test_markdown_becomes_headings_lists_and_links():
    html = html_of("## Why\n\n- one\n- **two**\n\n[us](https://example.org) or [here](/help/)")

    assert "<h2>Why</h2>" in html
    assert "<li><strong>two</strong></li>" in html
    assert '<a href="https://example.org" rel="noopener noreferrer">us</a>' in html
    assert '<a href="/help/"' in html


def test_a_text_never_has_a_second_first_heading():
    assert html_of("# Big") == "<h2>Big</h2>\n"


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        '<iframe src="https://example.org"></iframe>',
        '<a href="https://example.org" onclick="alert(1)">x</a>',
        '<p style="position:fixed">x</p>',
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&colon;alert(1))",
        "[x](  javascript:alert(1))",
        "[x](vbscript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](https://example.org/track.png)",
        '[x](https://example.org "onmouseover=alert(1)")',
        "<https://example.org/\"onmouseover='alert(1)'>",
        "`<script>`",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "[a]: javascript:alert(1)\n\n[a]",
        "<!-- --><script>alert(1)</script>",
    ],
)
def test_nothing_written_in_a_text_runs_loads_or_looks_otherwise(attack):
    html = html_of(f"Harmless.\n\n{attack}\n\nStill here.")

    reader = Reader()
    reader.feed(html)
    assert html.startswith("<p>Harmless.</p>")
    assert "Still here." in html
    assert {tag for tag, _attributes in reader.met} <= TAGS
    for tag, attributes in reader.met:
        assert set(attributes) <= ({"href", "rel"} if tag == "a" else set())
        assert attributes.get("href", "https:").partition(":")[0] in {"http", "https", "mailto"}


def test_a_difference_names_the_words_that_came_and_went():
    pieces = differences("One code.\nSame line.\n", "One short code.\nSame line.\nNew line.\n")

    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "One"),
        ("added", " short"),
        ("same", " code.\n"),
        ("same", "Same line.\n"),
        ("added", "New line.\n"),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [("", "a b"), ("a b", ""), ("a\nb\nc", "c\nb\na"), ("día", "dia"), ("x  y", "x y\n")],
)
def test_both_texts_can_be_read_back_from_their_difference(before, after):
    pieces = differences(before, after)

    assert "".join(piece.text for piece in pieces if piece.kind != "added") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == after
