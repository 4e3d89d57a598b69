"""From words to terms: what a text is found by, and what somebody may have meant.

A term is a language and a stem without accents, as "pt_avali"; a name in no language keeps its
letters, as "x_valle". A text is filed under the stem of each word as it is written and under that
of the word without its accents, so that who types none finds it as well.

Source: Porter and others, Snowball (snowballstem.org), as packed in ``snowballstemmer``. Croatian
is stemmed by the rules for Serbian, which turn both ways of writing "ije" into one.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

import snowballstemmer

from cordata.analysis.registers.gazetteer import fold
from cordata.analysis.wording.stop_words import STOP_WORDS

ALGORITHMS = {
    "en": "english", "it": "italian", "nl": "dutch", "hr": "serbian", "cs": "czech",
    "hu": "hungarian", "pt": "portuguese",
}  # fmt: skip
NO_LANGUAGE = "x"
WORD = re.compile(r"[^\W_]+")
SHORTEST, UNKNOWN_ENDING = 4, 3  # letters: of a beginning, and of an ending no stemmer knows
LONGEST = 40  # letters; what is longer is no word
# What an ending was before somebody left its accents out; the longest first.
WITH_ACCENTS = {"pt": (("coes", "ções"), ("cao", "ção"), ("oes", "ões"), ("ao", "ão"))}


def words_of(text: str) -> Iterator[str]:
    """The words and numbers of a text, as they are written."""
    return (found[0] for found in WORD.finditer(text) if len(found[0]) <= LONGEST)


@cache
def plain(word: str) -> str:
    """A word in small letters without accents: one word, whatever it folds to."""
    return "".join(WORD.findall(fold(word)))


@lru_cache(maxsize=200_000)
def terms_of(word: str, language: str) -> frozenset[str]:
    """What a word of a text in a language is filed under; nothing for "the" and "of"."""
    bare = plain(word)
    if not bare or bare in STOP_WORDS.get(language, ()):
        return frozenset()
    if language not in ALGORITHMS:
        return frozenset({f"{NO_LANGUAGE}_{bare}"})
    return frozenset(_terms(word, bare, language))


@lru_cache(maxsize=10_000)
def meant_by(word: str) -> frozenset[str]:
    """Every term that somebody may have meant by a word: in each language, and as a name."""
    bare = plain(word)
    if not bare:
        return frozenset()
    found = {f"{NO_LANGUAGE}_{bare}"}
    for language in ALGORITHMS:
        found |= _terms(word, bare, language)
    return frozenset(found)


def begins_with(word: str) -> frozenset[str]:
    """The terms that a word may be the beginning of, once no whole one was found."""
    bare = plain(word)
    if not bare:
        return frozenset()
    short = bare[: max(SHORTEST, len(bare) - UNKNOWN_ENDING)]
    begun = {
        f"{language}_{one}" for language in ALGORITHMS for one in (_stem(word, language), short)
    }
    return frozenset({f"{NO_LANGUAGE}_{bare}"} | begun)


def is_stop_word(word: str) -> bool:
    """Whether a word says nothing by itself in every language that knows it as a small word."""
    bare = plain(word)
    return any(bare in small for small in STOP_WORDS.values())


def _terms(word: str, bare: str, language: str) -> set[str]:
    forms = (word, bare, _accented(bare, language))
    return {f"{language}_{_stem(form, language)}" for form in forms}


def _accented(bare: str, language: str) -> str:
    for ending, was in WITH_ACCENTS.get(language, ()):
        if bare.endswith(ending) and len(bare) > len(ending) + 1:
            return bare.removesuffix(ending) + was
    return bare


def _stem(word: str, language: str) -> str:
    stem = plain(_stemmer(language).stemWord(word.casefold())) or plain(word)
    if language == "hr" and stem.endswith("c"):
        return f"{stem[:-1]}k"  # "učenik", and several "učenici"
    return stem


@cache
def _stemmer(language: str) -> snowballstemmer.basestemmer.BaseStemmer:
    return snowballstemmer.stemmer(ALGORITHMS[language])
