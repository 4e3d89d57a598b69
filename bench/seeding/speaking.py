"""Texts in seven languages: real words of our own translations, and some put together of two.

A few words stand in every third text and most in hardly any, as in any language (Zipf's law).
"""

import random
from functools import cache
from itertools import accumulate
from pathlib import Path

import polib

from cordata.analysis.wording.stems import words_of
from cordata.kit import catalogues

LOCALE = Path(catalogues.__file__).parents[1] / "locale"
LANGUAGES = ("en", "it", "nl", "hr", "cs", "hu", "pt")
WORDS = 40_000  # of each language


@cache
def lexicon(language):
    """Its words, those first that our pages use most, and how much of a text each one is."""
    counted = {}
    for entry in polib.pofile(
        str(LOCALE / ("it" if language == "en" else language) / "LC_MESSAGES" / "django.po")
    ):
        for word in words_of(entry.msgid if language == "en" else entry.msgstr):
            if word.isalpha():
                counted[word.lower()] = counted.get(word.lower(), 0) + 1
    real = sorted(counted, key=lambda word: (-counted[word], word))
    draw = random.Random(language)
    longer = [word for word in real if len(word) > 3]
    made = {draw.choice(longer) + draw.choice(longer) for _ in range(2 * WORDS)} - set(real)
    words = [*real, *sorted(made)][:WORDS]
    return words, list(accumulate(1 / (rank + 10) for rank in range(len(words))))


def text(draw, language, length):
    """So many words."""
    words, weights = lexicon(language)
    return " ".join(draw.choices(words, cum_weights=weights, k=length))
