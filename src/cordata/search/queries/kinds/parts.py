"""What several kinds of thing read in the same way."""

import re
from html import unescape

from django.utils.html import strip_tags

from cordata.analysis.advice.quoting import TOKEN
from cordata.documents.queries import html_of
from cordata.networks.models import Cohort

LONGEST_TITLE = 90
# What stands around cells of a table, and boxes to tick: html_of knows neither.
RULES = re.compile(r"^[ \t]*\|[ \t:|-]+\|[ \t]*$", re.MULTILINE)
BOXES = re.compile(r"\[[ xX]\]|\|")
DOTS = re.compile(r"…(?:\s*…)+")
INSERT = re.compile(rf"\{{\{{.*?\}}\}}|{TOKEN.pattern}")


def language_of(cohort: Cohort) -> str:
    """What is written in a cohort whose pages do not ask for a language. Read with its country."""
    return next(iter(cohort.country.languages), "")


def without_marks(markdown: str) -> str:
    """Markdown as a reader reads it aloud."""
    bare = BOXES.sub(" ", RULES.sub("", without_inserts(markdown)))
    return DOTS.sub("…", " ".join(unescape(strip_tags(html_of(bare))).split()))


def without_inserts(text: str) -> str:
    """A text without what is put in when it is shown: numbers of findings, recommendations."""
    return INSERT.sub("…", text)


def beginning(text: str) -> str:
    """The first words, for what has no title of its own."""
    if len(text) <= LONGEST_TITLE:
        return text
    return f"{text[:LONGEST_TITLE].rpartition(' ')[0] or text[:LONGEST_TITLE]} …"
