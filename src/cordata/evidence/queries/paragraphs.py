"""The texts of a finding by their paragraphs, and what a run proposes that could be wrong."""

from cordata.evidence.models import Run
from cordata.evidence.queries.words import sentence
from cordata.kit.paragraphs import paragraphs

__all__ = ["limits_proposed", "paragraphs"]


def limits_proposed(run: Run) -> list[str]:
    """The warnings of the run as sentences, in the language of now: to be worded anew."""
    checks = run.document["result"]["checks"]
    said = [" ".join(sentence(one).split()) for one in checks if one["level"] == "warn"]
    return list(dict.fromkeys(said))
