"""Recommendations, what they rest on, who decided on them, and what became of them."""

from cordata.guidance.models.panels import Member, Panel, Vote
from cordata.guidance.models.reading import Subscriber, Wording
from cordata.guidance.models.recommendations import (
    Certainty,
    Recommendation,
    Strength,
    Version,
)
from cordata.guidance.models.resting import BearerCost, Context, Judgement, Support
from cordata.guidance.models.standing import Notice, VersionReview

__all__ = [
    "BearerCost",
    "Certainty",
    "Context",
    "Judgement",
    "Member",
    "Notice",
    "Panel",
    "Recommendation",
    "Strength",
    "Subscriber",
    "Support",
    "Version",
    "VersionReview",
    "Vote",
    "Wording",
]
