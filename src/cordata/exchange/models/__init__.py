"""Organisations, their positions on recommendations, what came of them, and how they meet."""

from cordata.exchange.models.advice import AdviceRequest, AdviceRound, AdviceTie, Offer
from cordata.exchange.models.contexts import CountryContext
from cordata.exchange.models.ledger import LedgerEntry
from cordata.exchange.models.meetings import (
    Attendance,
    Challenge,
    Contribution,
    Decision,
    Guest,
    Meeting,
    MinutesBefore,
    Output,
)
from cordata.exchange.models.organisations import Acceptance, Delegate, Organisation
from cordata.exchange.models.positions import (
    CRITERIA,
    Comment,
    Draft,
    Moved,
    Position,
    Stance,
    Statement,
)
from cordata.exchange.models.profiles import Answer, Head
from cordata.exchange.models.questions import Question, Reply
from cordata.exchange.models.scenarios import Scenario

__all__ = [
    "CRITERIA",
    "Acceptance",
    "AdviceRequest",
    "AdviceRound",
    "AdviceTie",
    "Answer",
    "Attendance",
    "Challenge",
    "Comment",
    "Contribution",
    "CountryContext",
    "Decision",
    "Delegate",
    "Draft",
    "Guest",
    "Head",
    "LedgerEntry",
    "Meeting",
    "MinutesBefore",
    "Moved",
    "Offer",
    "Organisation",
    "Output",
    "Position",
    "Question",
    "Reply",
    "Scenario",
    "Stance",
    "Statement",
]
