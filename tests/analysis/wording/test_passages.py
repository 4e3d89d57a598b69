"""The passage that is shown of a text."""

from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.wording.passages import WORDS_SHOWN, Piece, passage


def shown(text, *words):
    return passage(text, lambda word: word in words)


def test_a_short_text_is_shown_whole_with_its_hits():
    assert shown("We read, and read.", "read") == [
        Piece("We ", is_hit=False),
        Piece("read", is_hit=True),
        Piece(", and ", is_hit=False),
        Piece("read", is_hit=True),
        Piece(".", is_hit=False),
    ]


def test_of_a_long_text_where_most_hits_stand_together():
    text = "one hit " + "no " * 60 + "hit hit hit " + "no " * 60

    pieces = shown(text, "hit")

    assert [piece.text for piece in pieces if piece.is_hit] == ["hit"] * 3
    assert (pieces[0].text, pieces[-1].text) == ("…", "…")


def test_without_a_hit_the_beginning():
    pieces = shown("first " + "no " * 60, "hit")

    assert pieces[0].text.startswith("first no")
    assert pieces[-1].text == "…"


def test_nothing_and_what_has_no_words():
    assert shown("", "hit") == []
    assert shown("!?", "hit") == [Piece("!?", is_hit=False)]


@given(st.text("a b,é", max_size=300))
def test_what_is_shown_stands_in_the_text(text):
    pieces = passage(text, lambda word: "é" in word)

    told = "".join(piece.text for piece in pieces if piece.text != "…")
    assert told in text
    assert len(told.split()) <= max(WORDS_SHOWN, len(text.split())) + 1
