"""What schools told, the record made of it, who stands for it, and who learned it from whom."""

from cordata.practices.models.decisions import Agreement, Expert, Says, Validation
from cordata.practices.models.editions import Edition, Evidence
from cordata.practices.models.parts import (
    BESIDE,
    CASE,
    CLAIMS,
    CRITERIA,
    LONG,
    LONGEST,
    MOST_WORDS,
    NEEDED,
    Criterion,
    Outcome,
    Part,
    Prompt,
    Rurality,
    Setting,
    Stage,
)
from cordata.practices.models.passings import Passing
from cordata.practices.models.tellings import Practice, Question

__all__ = [
    "BESIDE",
    "CASE",
    "CLAIMS",
    "CRITERIA",
    "LONG",
    "LONGEST",
    "MOST_WORDS",
    "NEEDED",
    "Agreement",
    "Criterion",
    "Edition",
    "Evidence",
    "Expert",
    "Outcome",
    "Part",
    "Passing",
    "Practice",
    "Prompt",
    "Question",
    "Rurality",
    "Says",
    "Setting",
    "Stage",
    "Validation",
]
