"""What is asked of a school while its cluster reflects on working together."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cordata.clusters.models import Membership
from cordata.cycles.queries.reflections import reflections_waiting_for
from cordata.schools.models import School
from cordata.web.home.tasks import Task

MINUTES = 2  # for what one side says of one other: a mentor school says it of each


def reflecting(schools: list[School], ties: list[Membership]) -> list[Task]:
    """A reflection is open, and the own side has not answered for all it stands with."""
    clusters = {one.cluster_id for one in ties if one.is_reflecting}  # type: ignore[attr-defined]  # annotated or prefetched by its query
    if not clusters:
        return []
    return [
        Task(
            _("Say how working together is going"),
            # Most clusters are named after the school that leads, which the task names already.
            one.about if one.cluster.name == school else f"{one.cluster.name}, {one.about}",
            MINUTES * pairs,
            reverse("reviews:reflection", args=[one.public_id]),
            school,
        )
        for one, school, pairs in reflections_waiting_for([one.public_id for one in schools])
        if one.cluster_id in clusters
    ]
