"""Projects, frozen tables, registered analyses, runs, findings and their reviews."""

from cordata.evidence.models.analyses import Analysis, FrozenTable, Run
from cordata.evidence.models.designs import Deviation, PlannedDesign
from cordata.evidence.models.findings import Finding, Remark, Review
from cordata.evidence.models.jobs import Job
from cordata.evidence.models.projects import Project

__all__ = [
    "Analysis",
    "Deviation",
    "Finding",
    "FrozenTable",
    "Job",
    "PlannedDesign",
    "Project",
    "Remark",
    "Review",
    "Run",
]
