"""Paragraphs, and where they go."""

import pytest

from cordata.kit.paragraphs import followed, paragraphs


def test_paragraphs_are_parted_by_empty_lines():
    assert paragraphs(" One\n line. \n \n\nTwo.\n\n\n") == ["One line.", "Two."]
    assert paragraphs("  \n ") == []


@pytest.mark.parametrize(
    ("before", "after", "at", "stands"),
    [
        ("ab", "xab", 2, 3),  # moved down
        ("ab", "b", 2, 1),  # the one before it is gone
        ("ab", "ax", 2, 2),  # worded anew in its place
        ("ab", "x", 2, 0),  # gone
        ("ab", "abc", 0, 0),  # it had no place before
        ("ab", "ab", 3, 0),  # nor one that never was
    ],
)
def test_where_a_paragraph_went(before, after, at, stands):
    assert followed(before, after, at) == stands
