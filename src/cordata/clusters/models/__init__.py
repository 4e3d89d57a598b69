"""Matching drafts with plans, pins and comments; published clusters and what they sign."""

from cordata.clusters.models.agreements import Agreement, AgreementTemplate, Signature
from cordata.clusters.models.clusters import Cluster, Descent, Membership
from cordata.clusters.models.comments import Comment, CommentRound
from cordata.clusters.models.coordination import CoordinationModel
from cordata.clusters.models.matching import Draft, Pin, Plan, Publication, Waiting

__all__ = [
    "Agreement",
    "AgreementTemplate",
    "Cluster",
    "Comment",
    "CommentRound",
    "CoordinationModel",
    "Descent",
    "Draft",
    "Membership",
    "Pin",
    "Plan",
    "Publication",
    "Signature",
    "Waiting",
]
