"""The fixed verbs, in seven languages: each is allowed from its certainty on, and never below."""

import pytest

from cordata.analysis.advice.rating import Certainty
from cordata.analysis.advice.wording import LEXICONS, claimed, too_sure

SENTENCES = {
    "en": (
        "We do not know whether it raises their view.",
        "It may raise their view.",
        "It probably raises their view.",
        "It raises their view.",
    ),
    "it": (
        "Non sappiamo se migliora la loro opinione.",
        "Forse migliora la loro opinione.",
        "Probabilmente migliora la loro opinione.",
        "Migliora la loro opinione.",
    ),
    "nl": (
        "Wij weten niet of het hun oordeel verbetert.",
        "Het kan hun oordeel verbeteren.",
        "Waarschijnlijk verbetert het hun oordeel.",
        "Het verbetert hun oordeel.",
    ),
    "hr": (
        "Ne znamo poboljšava li njihovo mišljenje.",
        "Možda poboljšava njihovo mišljenje.",
        "Vjerojatno poboljšava njihovo mišljenje.",
        "Poboljšava njihovo mišljenje.",
    ),
    "cs": (
        "Nevíme, zda zlepšuje jejich názor.",
        "Možná zlepšuje jejich názor.",
        "Pravděpodobně zlepšuje jejich názor.",
        "Zlepšuje jejich názor.",
    ),
    "hu": (
        "Nem tudjuk, hogy javítja-e a véleményüket.",
        "Talán javítja a véleményüket.",
        "Valószínűleg javítja a véleményüket.",
        "Javítja a véleményüket.",
    ),
    "pt": (
        "Não sabemos se melhora a opinião deles.",
        "Talvez melhore, talvez aumenta a opinião deles.",
        "Provavelmente melhora a opinião deles.",
        "Melhora a opinião deles.",
    ),
}


def test_every_language_has_its_words():
    assert SENTENCES.keys() == LEXICONS.keys()


@pytest.mark.parametrize("language", SENTENCES)
def test_a_verb_is_allowed_from_its_certainty_on(language):
    for needs, sentence in zip(Certainty, SENTENCES[language], strict=True):
        assert claimed(sentence, language) == needs
        for certainty in Certainty:
            too = [] if certainty >= needs else [sentence]
            assert too_sure(sentence, language, certainty) == too


@pytest.mark.parametrize("language", SENTENCES)
def test_only_the_sentence_that_claims_too_much_is_named(language):
    unknown, _may, _probably, does = SENTENCES[language]

    assert too_sure(f"{unknown} {does}", language, Certainty.LOW) == [does]


def test_a_sentence_without_such_a_verb_claims_nothing():
    assert claimed("Teachers of twelve schools agreed more.", "en") is None
    assert too_sure("", "en", Certainty.VERY_LOW) == []


def test_a_language_without_words_is_refused():
    with pytest.raises(LookupError):
        claimed("Sie hebt.", "de")
