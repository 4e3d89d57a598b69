"""Projects, frozen tables, registered analyses, runs, findings and their reviews."""

from cordata.evidence.models.analyses import Analysis, FrozenTable, Run
from cordata.evidence.models.findings import Finding, Review
from cordata.evidence.models.projects import Project

__all__ = ["Analysis", "Finding", "FrozenTable", "Project", "Review", "Run"]
