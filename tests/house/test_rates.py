"""A rate names its denominator: what a page shows in percent says out of what, in the same place."""

import re
from pathlib import Path

import pytest

from cordata.kit import catalogues

SOURCE = Path(catalogues.__file__).parents[1]
PAGES = sorted((SOURCE / "web").rglob("*.html"))
# A number with its per-cent sign; tags of templates and confidence levels are none.
PERCENT = re.compile(r"(?:\}\}|%\}|\d)\s?%(?![}\w])|%%")
# Words that say out of what; where others do, they stand beside the page's name.
OUT_OF = re.compile(r"\bof\b|\bout of\b|\{\{ ?of ?\}\}|\bpercent of\b", re.IGNORECASE)
TAGS = re.compile(r"<[^>]*>")  # where marks of a chart stand, in percent of its width
LEVELS = re.compile(r"95 %|80 %")
# Each with what its per-cent is of, as it stands there.
SAID = {
    "clusters/quality.html": "Pairs that stay when scores shake",
}


def rates(text):
    """Each per-cent sign with the sentence or cell that it stands in."""
    words = LEVELS.sub("", TAGS.sub(" ", text))
    for found in PERCENT.finditer(words):
        yield words[max(0, found.start() - 300) : found.end() + 200]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(SOURCE).as_posix())
def test_a_page_that_shows_percent_says_of_what(page):
    text = page.read_text(encoding="utf-8")
    said = SAID.get(page.relative_to(SOURCE / "web").as_posix())
    assert said is None or said in text
    without = [around for around in rates(text) if not (said or OUT_OF.search(around))]

    assert without == []


def test_the_look_finds_a_rate_without_its_denominator():
    bare = "<dd>{{ share }} %</dd>"
    assert [OUT_OF.search(one) for one in rates(bare)] == [None]
    assert list(rates("{% if one %}95 %{% endif %}")) == []
    assert all(OUT_OF.search(one) for one in rates("{{ share }} % of the schools"))
