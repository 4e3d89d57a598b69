"""Recommendations and what they say from one version to the next."""

from cordata.guidance.models.recommendations import Recommendation, Version

__all__ = ["Recommendation", "Version"]
