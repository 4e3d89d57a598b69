"""Whether a text claims more than it is sure of: the fixed verbs, in the languages we speak.

"raises" asks for certainty 4, "probably raises" for 3, "may raise" for 2; "we do not know whether
it raises" is always allowed. A sentence without such a verb claims no effect and passes: what it
says must then be read by people, and is, by two.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cordata.analysis.advice.rating import Certainty

SENTENCES = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Beginnings of words, as patterns.

    claims    verbs that say that something makes a difference
    probably, may, unknown  what makes them less sure
    """

    claims: str
    probably: str
    may: str
    unknown: str


LEXICONS: Mapping[str, Lexicon] = MappingProxyType(
    {
        "en": Lexicon(
            r"raise|improve|increases?\b|reduces?\b|lowers\b|causes\b|leads? to\b",
            r"probably\b",
            r"may\b|might\b|could\b",
            r"not know whether\b|not known whether\b|unknown whether\b",
        ),
        "it": Lexicon(
            r"aumenta|alza\b|migliora|riduc|abbassa|provoca",
            r"probabilmente\b",
            r"può\b|possono\b|potrebbe|forse\b",
            r"non sappiamo se\b|non si sa se\b",
        ),
        "nl": Lexicon(
            r"verhoog|verhogen|verbeter|vergroot|verminder|verlaag",
            r"waarschijnlijk\b",
            r"kan\b|kunnen\b|zou\b|zouden\b|mogelijk\b|misschien\b",
            r"weten niet of\b|niet bekend of\b",
        ),
        "hr": Lexicon(
            r"povećava|poboljšava|podiže|smanjuje|snižava",
            r"vjerojatno\b",
            r"može\b|mogu\b|mogl|možda\b",
            r"ne znamo\b|nije poznato\b",
        ),
        "cs": Lexicon(
            r"zvyšuj|zlepšuj|snižuj|zmenšuj|zvýší\b|zlepší\b|sníží\b",
            r"pravděpodobně\b",
            r"může\b|mohou\b|mohl|možná\b|snad\b",
            r"nevíme\b|není známo\b",
        ),
        "hu": Lexicon(
            r"növeli\b|növel\b|javít|emeli\b|csökkenti\b|csökkent\b",
            r"valószínűleg\b",
            r"lehet\b|talán\b|esetleg\b",
            r"nem tudjuk\b|nem ismert\b",
        ),
        "pt": Lexicon(
            r"aumenta|melhora|eleva\b|reduz|diminui|provoca",
            r"provavelmente\b",
            r"pode\b|podem\b|poderá|poderia|talvez\b",
            r"não sabemos se\b|não se sabe se\b",
        ),
    }
)


def claimed(sentence: str, language: str) -> Certainty | None:
    """How sure a sentence is of a difference; None where it claims none.

    Raises LookupError for a language without a lexicon.
    """
    words = LEXICONS[language]
    if not _holds(words.claims, sentence):
        return None
    if _holds(words.unknown, sentence):
        return Certainty.VERY_LOW
    if _holds(words.may, sentence):
        return Certainty.LOW
    return Certainty.MODERATE if _holds(words.probably, sentence) else Certainty.HIGH


def too_sure(text: str, language: str, certainty: Certainty) -> list[str]:
    """The sentences that claim more than ``certainty`` allows, as they stand there."""
    return [
        sentence
        for sentence in SENTENCES.split(text.strip())
        if (claims := claimed(sentence, language)) is not None and claims > certainty
    ]


def _holds(pattern: str, sentence: str) -> bool:
    return re.search(rf"(?<!\w)(?:{pattern})", sentence, re.IGNORECASE) is not None
