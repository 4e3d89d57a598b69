"""The atlas, guidelines, and recommendations: what they rest on, who decided, what became of them."""

from cordata.guidance.models.atlas import Source, Statement, Way
from cordata.guidance.models.deposits import Deposit
from cordata.guidance.models.guidelines import Edition, EditionText, Guideline
from cordata.guidance.models.panels import Member, Panel, Vote
from cordata.guidance.models.reading import EarlierWording, Subscriber, Wording
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
    "Deposit",
    "EarlierWording",
    "Edition",
    "EditionText",
    "Guideline",
    "Judgement",
    "Member",
    "Notice",
    "Panel",
    "Recommendation",
    "Source",
    "Statement",
    "Strength",
    "Subscriber",
    "Support",
    "Version",
    "VersionReview",
    "Vote",
    "Way",
    "Wording",
]
