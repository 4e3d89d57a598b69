"""How words find: endings, accents, beginnings, misspellings, languages, filters, pages."""

import pytest

from cordata.search.actions.filing import file_rows
from cordata.search.queries import counting
from cordata.search.queries.kinds import KINDS
from cordata.search.queries.kinds.parts import without_marks
from cordata.search.queries.sought import terms_asked
from tests import factories as make
from tests.search.conftest import build_all, look, titles
from tests.search.planting import say

TEXTS = {
    "en": ("Mentoring of schools", "How a mentored school changes its reading lessons."),
    "it": ("Accompagnare le scuole", "Come una scuola cambia le valutazioni."),
    "nl": ("Begeleiding van scholen", "Hoe een school haar evaluaties verandert."),
    "hr": ("Škole koje mentoriraju", "Kako učenici čitaju u đačkom domu."),
    "cs": ("Doprovázení škol", "Jak žáci čtou a jak školy hodnotí."),
    "hu": ("Iskolák kísérése", "Hogyan változnak az értékelések az iskolákban."),
    "pt": ("Acompanhar escolas", "Como as avaliações mudam a leitura."),
}


@pytest.fixture
def about(cast):
    """One text in every language."""
    ada = cast.people["administrator"]
    for language, (title, body) in TEXTS.items():
        document = say("about", language, title, body, by=ada)
    build_all()
    return document


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("school", "en"), ("MENTORS reading", "en"),
        ("valutazione", "it"), ("scuole", "it"),
        ("evaluatie", "nl"), ("scholen", "nl"),
        ("škola", "hr"), ("skole", "hr"), ("dacki", "hr"), ("učenika", "hr"),
        ("škola", "cs"), ("skoly", "cs"), ("žák", "cs"), ("zaci", "cs"),
        ("iskola", "hu"), ("ertekeles", "hu"), ("értékelést", "hu"),
        ("avaliação", "pt"), ("avaliacao", "pt"), ("avaliacoes", "pt"), ("leituras", "pt"),
    ],
)  # fmt: skip
def test_a_word_is_found_in_any_form_with_and_without_accents(about, words, language):
    found = look(words, language=language)

    assert TEXTS[language][0] in titles(found)


def test_small_words_are_left_out_unless_there_is_nothing_else(about):
    assert len(terms_asked("the schools of the world")) == 2
    assert len(terms_asked("of the")) == 2
    assert TEXTS["en"][0] in titles(look("the reading of the schools", language="en"))


def test_a_word_that_only_begins_is_found_once_no_whole_one_is(about):
    begun = look("valutazi", language="it")
    assert titles(begun) == [TEXTS["it"][0]]
    assert begun.by_beginnings


def test_every_word_must_be_found(about):
    assert look("school reading", language="en").counts.total == 1
    assert look("school elephants", language="en").counts.total == 0


@pytest.mark.parametrize(
    ("typed", "meant"), [("Granchiopallese", "granchiopalese"), ("avaliaçoens", "avaliações")]
)
def test_a_misspelt_word_is_offered_as_it_is_written_where_everybody_may_read_it(
    about, typed, meant
):
    make.school("Liceo Granchiopalese")
    file_rows(KINDS["school"], list(KINDS["school"].rows()))

    found = look(typed)

    assert found.suggestion == meant


def test_the_readers_own_language_comes_first(cast):
    ada = cast.people["administrator"]
    for language in ("en", "pt", "it"):
        say("about", language, "Cordata", by=ada)
    build_all()

    for language in ("pt", "it", "en"):
        assert look("cordata", language=language).hits[0].card.language == language


def test_a_title_counts_more_than_a_text(cast):
    ada = cast.people["administrator"]
    for slug, title, body in (("about", "About", "harbour"), ("help", "Harbours", "none")):
        say(slug, "en", title, body, by=ada)
    build_all()

    assert titles(look("harbours", language="en")) == ["Harbours", "About"]


def test_filters_narrow_and_each_says_what_its_other_values_would_find(cast):
    for country, number in (("IT", 3), ("HR", 2)):
        for _one in range(number):
            make.school("Scuola Granchio", country=country, levels=["1"])
    build_all()

    found = look("granchio", c="HR")

    assert found.counts.total == 2
    assert found.by_facet["c"] == {"IT": 3, "HR": 2}
    assert found.by_facet["v"] == {"1": 2}


def test_results_come_in_pages_of_25(cast):
    for _one in range(30):
        make.school("Scuola Granchio")
    build_all()

    first, second = look("granchio"), look("granchio", page=2)

    assert (len(first.hits), len(second.hits), second.pages) == (25, 5, 2)
    assert look("granchio", page=9).page == 2
    shown = {hit.card.thing for found in (first, second) for hit in found.hits}
    assert len(shown) == 30


def test_very_many_are_counted_by_a_sample_and_the_few_exactly(about, monkeypatch):
    """With every school in one share, an estimate is 64 times what there is."""
    for _one in range(5):
        make.school("Reading School")
    monkeypatch.setattr("cordata.search.queries.terms.crc32", lambda _thing: 0)
    monkeypatch.setattr(counting, "MOST_EXACT", 100)
    file_rows(KINDS["school"], list(KINDS["school"].rows()))

    found = look("reading", language="en")

    assert found.counts.is_about
    assert found.by_facet["k"] == {"school": 320, "text": 1}
    assert found.counts.total == 320
    assert titles(found)[0] == "Reading School" or TEXTS["en"][0] in titles(found)
    assert len(found.hits) == 6


def test_a_passage_shows_the_words_that_were_asked_for_however_they_are_written(about):
    pieces = look("avaliacao", language="pt").hits[0].passage

    assert [piece.text for piece in pieces if piece.is_hit] == ["avaliações"]


@pytest.mark.parametrize(
    "odd", ["", "  ", "'", '"', "* :* (", "a & b | !c", "%", "\\", "NEAR(", "x" * 500]
)
def test_whatever_is_typed_is_no_command(about, odd):
    assert look(odd).hits == []


def test_a_country_is_found_by_its_name_in_any_language_and_shown_in_the_readers(cast):
    build_all()

    for word in ("Italy", "Italia", "Olaszország", "Italija"):
        found = look(word, language="hu")
        assert titles(found) == ["Olaszország"]


def test_a_thing_in_several_languages_is_one_thing_in_the_readers(cast):
    ada = cast.people["administrator"]
    for language, title in (("en", "Cordata"), ("pt", "Cordata"), ("it", "Cordata")):
        say("about", language, title, by=ada)
    make.school("Cordata")
    build_all()

    found = look("cordata", language="pt")

    assert found.counts.total == 2
    assert [(hit.card.kind, hit.card.language) for hit in found.hits] == [
        ("text", "pt"), ("school", "it"),
    ]  # fmt: skip
    assert found.by_facet["k"] == {"school": 1, "text": 1}
    assert found.by_facet["l"] == {"it": 2, "en": 1, "pt": 1}
    assert look("cordata", language="pt", l="en").hits[0].card.language == "en"


def test_what_is_found_in_another_language_is_called_as_the_reader_calls_it(cast):
    ada = cast.people["administrator"]
    say("about", "en", "Reading together", "Twinned schools.", by=ada)
    say("about", "it", "Leggere insieme", "Scuole gemelle.", by=ada)
    build_all()

    hit = look("twinned", language="it").hits[0]

    assert (hit.title, hit.title_language, hit.card.language) == ("Leggere insieme", "it", "en")


def test_tables_and_boxes_are_read_without_their_lines():
    text = "| Who | When |\n|---|:--:|\n| Head | May |\n\n- [ ] Ask\n- [x] Tell {{ a }} {{ b }}"

    assert without_marks(text) == "Who When Head May Ask Tell …"
