"""Goals, activities, their dates and the year: what a cluster sets out to do, and what it did."""

from cordata.cycles.models.activities import Activity, Attendance
from cordata.cycles.models.cycles import Cycle, Span, Stage, Turn
from cordata.cycles.models.dates import Answer, PersonalCalendar
from cordata.cycles.models.goals import MOST_GOALS, Goal, Stand, Step
from cordata.cycles.models.observations import Observation
from cordata.cycles.models.proposals import Proposal

__all__ = [
    "MOST_GOALS",
    "Activity",
    "Answer",
    "Attendance",
    "Cycle",
    "Goal",
    "Observation",
    "PersonalCalendar",
    "Proposal",
    "Span",
    "Stage",
    "Stand",
    "Step",
    "Turn",
]
