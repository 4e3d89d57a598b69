"""Goals and activities: what a cluster sets out to do, and what it did."""

from cordata.cycles.models.activities import Activity, Attendance
from cordata.cycles.models.goals import MOST_GOALS, Goal, Stand, Step
from cordata.cycles.models.proposals import Proposal

__all__ = ["MOST_GOALS", "Activity", "Attendance", "Goal", "Proposal", "Stand", "Step"]
