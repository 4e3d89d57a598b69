"""Matching drafts with their plans and pins, and the clusters that are published."""

from cordata.clusters.models.clusters import Cluster, Descent, Membership
from cordata.clusters.models.coordination import CoordinationModel
from cordata.clusters.models.matching import Draft, Pin, Plan, Publication, Waiting

__all__ = [
    "Cluster",
    "CoordinationModel",
    "Descent",
    "Draft",
    "Membership",
    "Pin",
    "Plan",
    "Publication",
    "Waiting",
]
