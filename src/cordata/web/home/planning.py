"""What is asked of a school about its goals: a step that falls due, words that a review asked for."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cordata.clusters.models import Membership
from cordata.cycles.queries.goals import steps_due
from cordata.cycles.queries.reviews import goals_to_word
from cordata.kit.days import day_month
from cordata.web.home.tasks import Task


def planned_by(ties: list[Membership]) -> list[Task]:
    """Steps first, the most pressing first. No query where nothing waits."""
    due = [one.participation_id for one in ties if one.has_due]  # type: ignore[attr-defined]  # annotated or prefetched by its query
    asked = [one.participation_id for one in ties if one.has_to_word]  # type: ignore[attr-defined]  # annotated or prefetched by its query
    return [*(_steps(due) if due else []), *(_words(asked) if asked else [])]


def _steps(participations: list[int]) -> list[Task]:
    found = steps_due(timezone.localdate()).filter(goal__participation__in=participations)
    found = found.select_related("goal__participation__school").order_by("due_on", "pk")
    return [
        Task(
            _("Due on %(day)s: %(what)s") % {"day": day_month(one.due_on), "what": one.text},
            f"{one.owner}, {one.goal.text}",
            2,
            reverse("cycles:goal", args=[one.goal.public_id]),
            one.goal.participation.school.name,
        )
        for one in found[:3]
        if one.due_on
    ]


def _words(participations: list[int]) -> list[Task]:
    found = goals_to_word().filter(participation__in=participations)
    return [
        Task(
            _("Word your goal otherwise, as your review said"),
            one.text,
            3,
            f"{reverse('cycles:goal', args=[one.public_id])}#words",
            one.participation.school.name,
        )
        for one in found.select_related("participation__school").order_by("pk")[:3]
    ]
