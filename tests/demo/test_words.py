"""The words of the demo's year: the same story in six languages, and pictures of it."""

import io
import zipfile

import pytest
from PIL import Image

from cordata.cycles.models import (
    Correction,
    DiaryEntry,
    HandOver,
    Note,
    PublicPost,
    ReviewedGoal,
    SharedFile,
)
from cordata.demo.names import LANGUAGE
from cordata.demo.year.drawing import DRAWINGS, drawn
from cordata.demo.year.sharing import made
from cordata.demo.year.words import words_in
from cordata.kit.filetypes import Kind, kind_of

LANGUAGES = sorted(LANGUAGE.values())


def shape(words):
    return [
        [(one.kind, one.picture, one.post is None) for one in words.diary],
        [(one.form, one.licence, len(one.heads), len(one.rows)) for one in words.files],
        [(one.kind, len(one.points), len(one.well), len(one.next)) for one in words.activities],
        [len(one.posts) for one in words.talk],
        {name: len(one.words) for name, one in words.drawings.items()},
        len(words.hosting.said), sorted(words.hand_over), len(words.terms), len(words.about),
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_tells_the_same_year_and_nothing_twice(language):
    words = words_in(language)

    assert shape(words) == shape(words_in("hr"))
    texts = [one.text for one in words.diary]
    assert len(set(texts)) == len(texts) == 12
    assert "{name}" in words.hand_over["colleague"].keeper


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_fits_where_people_would_type_it(language):
    words = words_in(language)

    def most(model, field):
        return model._meta.get_field(field).max_length

    assert max(len(one.title) for one in words.files) <= most(SharedFile, "title")
    assert {one.licence for one in words.files} <= set(SharedFile.Licence.values)
    assert all(one.kind in DiaryEntry.Kind.values for one in words.diary)
    hosting = words.hosting
    assert max(map(len, hosting.said)) <= most(Note, "sentence")
    assert len(hosting.next) <= most(Note, "next_step")
    assert len(hosting.longer) <= most(Correction, "why")
    sentences = [words.review.keep, words.review.change]
    assert max(map(len, sentences)) <= most(ReviewedGoal, "sentence")
    (post,) = [one.post for one in words.diary if one.post]
    assert len(post.title) <= most(PublicPost, "title")
    assert max(map(len, words.about)) <= 80
    assert HandOver._meta.get_field("stays").max_length is None


@pytest.mark.parametrize("name", sorted(DRAWINGS))
def test_a_drawing_is_the_same_each_time_and_speaks_the_language(name):
    first = drawn(name, "hr")
    drawn.cache_clear()

    assert drawn(name, "hr") == first
    assert len({drawn(name, language) for language in LANGUAGES}) == len(LANGUAGES)
    with Image.open(io.BytesIO(first)) as picture:
        assert picture.size == (1134, 756)
        assert len(picture.getcolors(100_000)) > 3  # ink, and not white alone


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_are_real_ones_in_the_words_of_the_school(language):
    roster, sheet = words_in(language).files

    assert kind_of(made(language, 0)) == Kind.ODT
    assert kind_of(made(language, 1)) == Kind.PDF
    assert {roster.form, sheet.form} == {"odt", "pdf"}
    with zipfile.ZipFile(io.BytesIO(made(language, 0))) as document:
        text = document.read("content.xml").decode()
    assert roster.title in text
    assert all(cell in text for row in roster.rows for cell in row)
