"""Goals of schools, for the school, those tied to it, and who coordinates them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from cordata.accounts.models import User
from cordata.cycles.models import Goal, Step
from cordata.cycles.queries.goals import goals_seen_by
from cordata.search.queries import readers
from cordata.search.queries.kinds.kind import Kind, Written
from cordata.search.queries.kinds.parts import language_of


def _rows() -> QuerySet[Any]:
    found = Goal.objects.filter(dropped_at=None).select_related(
        "topic", "participation__school", "participation__cohort__country",
        "participation__cohort__programme",
    )  # fmt: skip
    return found.prefetch_related(Prefetch("steps", Step.objects.order_by("pk"), "in_order"))


def _seen_by(person: User) -> QuerySet[Any]:
    return goals_seen_by(person).filter(dropped_at=None)


def _cards(goals: list[Any]) -> Iterable[Written]:
    for goal in goals:
        school, cohort = goal.participation.school, goal.participation.cohort
        steps = [step.text for step in goal.in_order]
        yield Written(
            thing=goal.public_id,
            title=goal.text,
            text=" · ".join([school.name, goal.why, goal.success, *steps]),
            place={"goal": goal.public_id},
            language=language_of(cohort),
            readers=readers.team_of(school.public_id)
            | readers.tied_to(goal.participation.public_id)
            | readers.coordinators_of(cohort),
            country=cohort.country_id,
            needs=[goal.topic.slug] if goal.topic else (),
            levels=school.levels,
        )


KIND = Kind(
    code="goal",
    name=_("Goals"),
    every=Goal.objects.all,
    rows=_rows,
    cards=_cards,
    seen_by=_seen_by,
    route="cycles:goal",
    touched={"cycles.Goal": "public_id", "cycles.Review": "reviewed__review__public_id"},
    is_mass=True,
)
