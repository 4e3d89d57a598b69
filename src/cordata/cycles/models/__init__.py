"""The cycle of a cluster: goals, activities, talk, files, the weekly letter."""

from cordata.cycles.models.activities import Activity, Attendance
from cordata.cycles.models.digests import Digest, NoDigest
from cordata.cycles.models.files import SharedFile
from cordata.cycles.models.goals import MOST_GOALS, Goal, Stand, Step
from cordata.cycles.models.proposals import Proposal

__all__ = ["MOST_GOALS", "Activity", "Attendance", "Goal", "Proposal", "Stand", "Step"]
from cordata.cycles.models.talk import MOST_CHARACTERS, Listener, Post, Thread

__all__ = [
    "MOST_CHARACTERS",
    "MOST_GOALS",
    "Activity",
    "Attendance",
    "Digest",
    "Goal",
    "Listener",
    "NoDigest",
    "Post",
    "SharedFile",
    "Stand",
    "Step",
    "Thread",
"""Goals, activities, their dates and the year: what a cluster sets out to do, and what it did."""

from cordata.cycles.models.activities import Activity, Attendance
from cordata.cycles.models.cycles import Cycle, Span, Stage, Turn
from cordata.cycles.models.dates import Answer, PersonalCalendar
from cordata.cycles.models.goals import MOST_GOALS, Goal, Stand, Step
from cordata.cycles.models.observations import Observation

__all__ = [
    "MOST_GOALS",
    "Activity",
    "Answer",
    "Attendance",
    "Cycle",
    "Goal",
    "Observation",
    "PersonalCalendar",
    "Span",
    "Stage",
    "Stand",
    "Step",
    "Turn",
"""Goals, activities, diary, looking back: what a cluster sets out to do, and what it did."""

from cordata.cycles.models.activities import Activity, Attendance
from cordata.cycles.models.diary import DiaryEntry, PublicPost
from cordata.cycles.models.goals import MOST_GOALS, Goal, Stand, Step
from cordata.cycles.models.reflections import Reflection, ReflectionAnswer
from cordata.cycles.models.reviews import (
    Growth,
    HandOver,
    Review,
    ReviewedGoal,
    TermPage,
    TermVersion,
)
from cordata.cycles.models.templates import (
    MOST_STEPS,
    GoalTemplate,
    PlanningTalk,
    TemplateOffer,
    TemplateUse,
    TemplateWords,
)

__all__ = [
    "MOST_GOALS",
    "MOST_STEPS",
    "Activity",
    "Attendance",
    "DiaryEntry",
    "Goal",
    "GoalTemplate",
    "Growth",
    "HandOver",
    "PlanningTalk",
    "PublicPost",
    "Reflection",
    "ReflectionAnswer",
    "Review",
    "ReviewedGoal",
    "Stand",
    "Step",
    "TemplateOffer",
    "TemplateUse",
    "TemplateWords",
    "TermPage",
    "TermVersion",
]
