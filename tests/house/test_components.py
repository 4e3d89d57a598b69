"""One stylesheet, its components all in use, and all in the catalogue."""

import os
import re
import subprocess
import sys
from pathlib import Path

from cordata.kit import catalogues

WEB = Path(catalogues.__file__).parents[1] / "web"
CATALOGUE = WEB / "catalogue" / "components.html"
PAGES = sorted(page for page in WEB.rglob("*.html") if page != CATALOGUE)
# Frame of every page: the catalogue stands in it.
FRAME = {"header.html", "footer.html", "line_words.html", "tabbar.html"}


def styled():
    css = (WEB / "static" / "css" / "cordata.css").read_text(encoding="utf-8")
    selectors = re.sub(r"\{[^{}]*\}", "{}", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    return set(re.findall(r"\.([a-z][a-z0-9-]*)", selectors))


def classes_of(pages):
    found = set()
    for page in pages:
        for words in re.findall(
            r'class="((?:\{%.*?%\}|\{\{.*?\}\}|[^"])*)"', page.read_text("utf-8")
        ):
            bare = re.sub(r"\{%.*?%\}", " ", words)
            found |= set(re.sub(r"(\w*)\{\{.*?\}\}(\w*)", " ", bare).split())
    return found


def written_in_code():
    """Classes that Python or a template puts together: kinds of marks, tones of clusters."""
    code = " ".join(file.read_text("utf-8") for file in WEB.rglob("*.py"))
    return set(re.findall(r"[a-z][a-z0-9-]*", code)) | {f"k{tone}" for tone in "abcde"}


def test_every_class_on_a_page_is_in_the_stylesheet():
    assert classes_of([*PAGES, CATALOGUE]) - styled() == set()


def test_the_stylesheet_has_no_class_that_no_page_uses():
    assert styled() - classes_of(PAGES) - written_in_code() == set()


def test_every_shared_part_stands_in_the_catalogue():
    catalogue = CATALOGUE.read_text(encoding="utf-8")
    parts = {part.name for part in (WEB / "parts").glob("*.html")} - FRAME

    assert {part for part in parts if f"parts/{part}" not in catalogue} == set()


def test_who_serves_for_real_has_no_catalogue():
    script = (
        "import django; django.setup();"
        "from django.urls import NoReverseMatch, reverse\n"
        "try: print(reverse('catalogue:components'))\n"
        "except NoReverseMatch: print('none')"
    )
    real = {
        "CORDATA_DEBUG": "no",
        "CORDATA_SECRET_KEY": "x" * 60,
        "CORDATA_HOSTS": "cordata.example.org",
        "CORDATA_ADDRESS": "https://cordata.example.org",
        "CORDATA_DATABASE": "sqlite:///:memory:",
        "DJANGO_SETTINGS_MODULE": "cordata.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, **real},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "none"
