"""Instruments with versions, rounds with their voices, answers, and what is frozen of them."""

from cordata.surveys.models.answers import Answers, Slip
from cordata.surveys.models.external import External
from cordata.surveys.models.instruments import Instrument, InstrumentVersion
from cordata.surveys.models.results import Judged, Shared, Snapshot, Withheld
from cordata.surveys.models.rounds import Invited, Occasion, Round, Salt, Wave

__all__ = [
    "Answers",
    "External",
    "Instrument",
    "InstrumentVersion",
    "Invited",
    "Judged",
    "Occasion",
    "Round",
    "Salt",
    "Shared",
    "Slip",
    "Snapshot",
    "Wave",
    "Withheld",
]
