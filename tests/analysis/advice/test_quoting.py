"""Quoted numbers, and numbers that are typed all the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.advice.quoting import Part, Token, pieces, tokens_in, typed_numbers

CHANGE = "{fnd_1p3k:change}"


@pytest.mark.parametrize(
    ("text", "token"),
    [
        (CHANGE, Token("fnd_1p3k", "change", Part.VALUE)),
        ("{fnd_1p3k:change|range}", Token("fnd_1p3k", "change", Part.RANGE)),
        ("{fnd_1p3k:change|schools}", Token("fnd_1p3k", "change", Part.SCHOOLS)),
        ("{fnd_1:societal/schools:mentees}", Token("fnd_1", "societal/schools:mentees", Part.VALUE)),
        ("{fnd_1:going-on@90}", Token("fnd_1", "going-on@90", Part.VALUE)),
        ("{fnd_1:change|colour}", Token("fnd_1", "change", None)),
    ],
)  # fmt: skip
def test_a_token_names_a_finding_an_estimate_and_a_part(text, token):
    assert list(pieces(f"By {text}.")) == ["By ", token, "."]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Two hours a week.", []),
        (f"By {CHANGE} in many schools.", []),
        ("By 0.67 points in 12 schools.", ["0.67", "12"]),
        ("1.240 or 1,240 euro.", ["1.240", "1,240"]),
        ("½ of them, h², ٣ schools, Ⅳ", ["½", "²", "٣", "Ⅳ"]),
        ("{fnd_1p3k change}", ["1", "3"]),  # a token spelled wrongly is text
        ("{FND_12:change}", ["12"]),
        ("In 2026.", ["2026"]),
    ],
)
def test_every_number_outside_a_token_is_typed(text, typed):
    assert typed_numbers(text) == typed


@given(st.lists(st.sampled_from([CHANGE, "words ", "{", "}", "{fnd_", "7", "|range"])))
def test_pieces_are_the_text_and_no_digit_is_lost(parts):
    text = "".join(parts)

    again = "".join(str(one) for one in pieces(text))

    assert again == text
    outside = "".join(one for one in pieces(text) if isinstance(one, str))
    assert bool(typed_numbers(text)) == any(one.isdigit() for one in outside)
    assert len(tokens_in(text)) >= text.count(CHANGE)
