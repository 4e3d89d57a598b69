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
