"""What words are filed under, and what somebody may have meant by one."""

import pytest

from cordata.analysis.wording.stems import (
    ALGORITHMS,
    begins_with,
    is_stop_word,
    meant_by,
    plain,
    terms_of,
    words_of,
)

# By language: forms of one word that all find one another.
FORMS = {
    "en": ["school", "schools"],
    "it": ["valutazione", "valutazioni", "Valutazione"],
    "nl": ["school", "scholen", "SCHOLEN"],
    "hr": ["škola", "škole", "školi", "školama", "školom"],
    "cs": ["škola", "školy", "školám", "školách"],
    "hu": ["iskola", "iskolában", "iskolai"],
    "pt": ["avaliação", "avaliações", "avaliacao", "avaliacoes"],
}


@pytest.mark.parametrize("language", FORMS)
def test_every_form_of_a_word_means_every_other(language):
    for written in FORMS[language]:
        for asked in FORMS[language]:
            assert terms_of(written, language) & meant_by(asked), (written, asked)


@pytest.mark.parametrize(
    ("word", "bare"),
    [("Straße", "strasse"), ("đački", "dacki"), ("łódź", "lodz"), ("Ångström", "angstrom"),
     ("œuvre", "œuvre"), ("ﬁne", "fine"), ("ÉRTÉKELÉS", "ertekeles")],
)  # fmt: skip
def test_accents_are_folded(word, bare):
    assert plain(word) == bare


def test_what_is_typed_without_accents_finds_the_same_form_in_every_language():
    for language, forms in FORMS.items():
        for form in forms:
            assert terms_of(form, language) & meant_by(plain(form)), (language, form)


def test_a_language_keeps_its_terms_apart_from_those_of_others():
    assert terms_of("sole", "it").isdisjoint(terms_of("sole", "pt"))


def test_a_name_in_no_language_keeps_its_letters():
    assert terms_of("Krčki", "") == {"x_krcki"}
    assert "x_krcki" in meant_by("krcki")


def test_small_words_are_filed_nowhere():
    assert terms_of("the", "en") == frozenset()
    assert terms_of("the", "it") != frozenset()
    assert is_stop_word("delle")
    assert not is_stop_word("scuola")


def test_words_are_letters_and_numbers_and_not_endless():
    assert list(words_of("L'IC n. 3, e-mail: a_b@c.it " + "x" * 50)) == [
        "L", "IC", "n", "3", "e", "mail", "a", "b", "c", "it",
    ]  # fmt: skip


def test_a_word_may_be_a_beginning_in_each_language():
    assert "hu_ertekel" in begins_with("értékelésh")
    assert {one[:2] for one in begins_with("értékel")} >= set(ALGORITHMS)
    assert begins_with("´") == meant_by("´") == frozenset()
