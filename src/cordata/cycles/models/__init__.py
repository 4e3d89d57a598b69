"""What a cluster sets out to do, does, writes and learns in its year."""

from cordata.cycles.models.activities import Activity, Attendance, Correction, Note
from cordata.cycles.models.cycles import Cycle, Span, Stage, Turn
from cordata.cycles.models.dates import Answer, PersonalCalendar
from cordata.cycles.models.diary import DiaryEntry, PublicPost
from cordata.cycles.models.digests import Digest, NoDigest
from cordata.cycles.models.files import SharedFile
from cordata.cycles.models.follow_ups import AlertKind, FollowUp
from cordata.cycles.models.goals import MOST_GOALS, Goal, Stand, Step
from cordata.cycles.models.grounds import Ground
from cordata.cycles.models.messages import Message
from cordata.cycles.models.observations import Observation
from cordata.cycles.models.proposals import Proposal
from cordata.cycles.models.reflections import Reflection, ReflectionAnswer
from cordata.cycles.models.reports import Report
from cordata.cycles.models.reviews import (
    Growth,
    HandOver,
    Review,
    ReviewedGoal,
    TermPage,
    TermVersion,
)
from cordata.cycles.models.talk import MOST_CHARACTERS, Listener, Post, Thread
from cordata.cycles.models.templates import (
    MOST_STEPS,
    GoalTemplate,
    PlanningTalk,
    TemplateOffer,
    TemplateUse,
    TemplateWords,
)

__all__ = [
    "MOST_CHARACTERS",
    "MOST_GOALS",
    "MOST_STEPS",
    "Activity",
    "AlertKind",
    "Answer",
    "Attendance",
    "Correction",
    "Cycle",
    "DiaryEntry",
    "Digest",
    "FollowUp",
    "Goal",
    "GoalTemplate",
    "Ground",
    "Growth",
    "HandOver",
    "Listener",
    "Message",
    "NoDigest",
    "Note",
    "Observation",
    "PersonalCalendar",
    "PlanningTalk",
    "Post",
    "Proposal",
    "PublicPost",
    "Reflection",
    "ReflectionAnswer",
    "Report",
    "Review",
    "ReviewedGoal",
    "SharedFile",
    "Span",
    "Stage",
    "Stand",
    "Step",
    "TemplateOffer",
    "TemplateUse",
    "TemplateWords",
    "TermPage",
    "TermVersion",
    "Thread",
    "Turn",
]
