"""A person on a telephone, whose every tap and every typed field is counted."""

import re
import time
from dataclasses import dataclass
from pathlib import Path

import polib

import cordata

# A marker of what must never stand on a page: a failed template, a raw placeholder.
BROKEN = re.compile(r"\{\{|\{%|%\(\w+\)|\bNone\b|Traceback|ui-\w+-missing")


SHORT = 9  # letters; a word or two may be the same in two languages
LOCALE = Path(cordata.__file__).parent / "locale"


def untranslated(language):
    """English sentences of ours that must not stand on a page in this language."""
    catalogue = polib.pofile(LOCALE / language / "LC_MESSAGES" / "django.po")
    return {
        one.msgid
        for one in catalogue
        if not one.obsolete and " " in one.msgid and "%" not in one.msgid
        and one.msgstr != one.msgid and len(one.msgid) > SHORT
    }  # fmt: skip


@dataclass
class Step:
    """What one step of a journey took."""

    name: str
    page: str
    taps: int = 0
    fields: int = 0
    letters: int = 0
    seconds: float = 0.0


class Walk:
    """Steps of a journey, one after the other, in one or several browsers."""

    def __init__(self, pictures=None, prefix="", foreign=()):
        self.pictures, self.prefix, self.foreign = pictures, prefix, foreign
        self.steps, self.looks = [], 0

    def step(self, name, visitor):
        """From here on, taps and fields belong to this step."""
        self.visitor, self.page = visitor, visitor.page
        self.begun = time.monotonic()
        self.steps.append(Step(name, ""))
        return self

    @property
    def now(self):
        return self.steps[-1]

    def tap(self, selector):
        """Tap the first that is visible."""
        self.page.locator(selector).locator("visible=true").first.click()
        self.now.taps += 1

    def go(self, selector):
        """Tap what leads to another page, and wait for it."""
        with self.page.expect_navigation():
            self.tap(selector)

    def type(self, selector, words):
        self.page.fill(selector, words)
        self.now.fields += 1
        self.now.letters += len(words)

    def look(self, *, axe=False):
        """The step is done: how long it took, and what it looks like."""
        self.now.seconds = round(time.monotonic() - self.begun, 1)
        self.now.page = re.sub(r"^https?://[^/]+", "", self.page.url)
        if self.pictures:
            self.pictures.mkdir(parents=True, exist_ok=True)
            self.looks += 1
            name = f"{self.prefix}{self.looks:02}-{self.now.name}"
            self.page.screenshot(path=self.pictures / f"{name}.png", full_page=True)
        words = self.page.inner_text("body")
        assert not BROKEN.search(words), (self.now, BROKEN.search(words))
        foreign = [one for one in self.foreign if one in words]
        assert not foreign, (self.now, foreign)
        if axe:
            self.visitor.check()
        return self.now
