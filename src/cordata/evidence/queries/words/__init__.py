"""Every look of a method at its inputs in words: what was seen, and what would lift it."""

from cordata.evidence.queries.words.every import WORDS, remedy, sentence

__all__ = ["WORDS", "remedy", "sentence"]
