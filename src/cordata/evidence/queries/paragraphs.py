"""The texts of a finding by their paragraphs, and what a run proposes that could be wrong."""

import re

from cordata.evidence.models import Run
from cordata.evidence.queries.words import sentence

PARTED = re.compile(r"\n\s*\n")


def paragraphs(text: str) -> list[str]:
    """Parted by empty lines, each on one line."""
    found = [" ".join(one.split()) for one in PARTED.split(text)]
    return [one for one in found if one]


def limits_proposed(run: Run) -> list[str]:
    """The warnings of the run as sentences, in the language of now: to be worded anew."""
    checks = run.document["result"]["checks"]
    said = [" ".join(sentence(one).split()) for one in checks if one["level"] == "warn"]
    return list(dict.fromkeys(said))
