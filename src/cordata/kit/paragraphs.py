"""Texts by their paragraphs, and where a paragraph went when the text was changed."""

import re
from collections.abc import Sequence

PARTED = re.compile(r"\n\s*\n")


def paragraphs(text: str) -> list[str]:
    """Parted by empty lines, each on one line."""
    found = [" ".join(one.split()) for one in PARTED.split(text)]
    return [one for one in found if one]


def followed(before: Sequence[str], after: Sequence[str], at: int) -> int:
    """Where paragraph ``at`` (counted from 1) of a text stands after a change; 0 if nowhere.

    The same words are the same paragraph. Other words are, if their number stayed the same.
    """
    if not 1 <= at <= len(before):
        return 0
    words = before[at - 1]
    if words in after:
        return list(after).index(words) + 1
    return at if len(before) == len(after) else 0
