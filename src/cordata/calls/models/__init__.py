"""Nouns of recruitment: the call, what schools send, how it is assessed and decided."""

from cordata.calls.models.applications import (
    Answer,
    Application,
    Attachment,
    Declaration,
    ReadyCluster,
    SchoolQuestion,
)
from cordata.calls.models.assessment import Assessment, Assessor, Mark
from cordata.calls.models.call import (
    Call,
    CallNote,
    CallQuestion,
    Criterion,
    Invitee,
    Paper,
    Stratum,
)
from cordata.calls.models.selection import Appeal, Outcome, Selection

__all__ = [
    "Answer",
    "Appeal",
    "Application",
    "Assessment",
    "Assessor",
    "Attachment",
    "Call",
    "CallNote",
    "CallQuestion",
    "Criterion",
    "Declaration",
    "Invitee",
    "Mark",
    "Outcome",
    "Paper",
    "ReadyCluster",
    "SchoolQuestion",
    "Selection",
    "Stratum",
]
