"""A goal as it is worded before it is one: by a form, in a talk, from a template or a report."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypedDict
from uuid import UUID, uuid4, uuid5

from cordata.accounts.models import User
from cordata.cycles.actions.goals import add_step, set_goal
from cordata.cycles.models import Goal, Ground, TemplateUse, TemplateWords
from cordata.history.actions import record
from cordata.networks.models import Participation, Topic


class Planned(TypedDict):
    """A step as it goes into the plan."""

    text: str
    owner: str
    due_on: dt.date | None


@dataclass(frozen=True)
class Wording:
    """A goal in words, and all that goes into the plan with it.

    ground    what it comes from and is measured by
    language  that it is written in, if it is not that of whoever sets or proposes it
    template  the words that it began from
    """

    text: str
    why: str
    success: str
    ground: Ground = field(default_factory=Ground)
    topic: Topic | None = None
    language: str = ""
    steps: Sequence[Planned] = ()
    template: TemplateWords | None = None


def set_as_worded(
    participation: Participation, wording: Wording, *, receipt: UUID | None, by: User
) -> Goal:
    """Into the plan, with its first steps; arriving again with its receipt, only once.

    Raises ThreeAlready.
    """
    receipt = receipt or uuid4()
    goal = set_goal(
        participation,
        text=wording.text,
        why=wording.why,
        success=wording.success,
        topic=wording.topic,
        language=wording.language,
        ground=wording.ground,
        receipt=receipt,
        by=by,
    )
    for at, step in enumerate(wording.steps):
        add_step(goal, **step, receipt=uuid5(receipt, str(at)), by=by)
    if wording.template:
        words = wording.template
        _use, is_new = TemplateUse.objects.get_or_create(goal=goal, defaults={"words": words})
        if is_new:
            record(
                "goal.from_template", on=goal, by=by, concerns=participation.school,
                scope=f"country:{participation.cohort.country_id}",
                template=words.template.public_id,
            )  # fmt: skip
    return goal
