"""Goals and activities of a cluster; and what its coordinator does for it."""

from cordata.cycles.models.activities import Activity, Attendance
from cordata.cycles.models.follow_ups import AlertKind, FollowUp
from cordata.cycles.models.goals import MOST_GOALS, Goal, Stand, Step
from cordata.cycles.models.messages import Message
from cordata.cycles.models.reports import Report

__all__ = [
    "MOST_GOALS",
    "Activity",
    "AlertKind",
    "Attendance",
    "FollowUp",
    "Goal",
    "Message",
    "Report",
    "Stand",
    "Step",
]
