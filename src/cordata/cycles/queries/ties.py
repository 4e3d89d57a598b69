"""Where schools are tied in now, and what their year may ask of them: read at once."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef

from cordata.clusters.models import Membership
from cordata.cycles.models import Goal, Reflection


def ties_of(schools: Collection[int]) -> list[Membership]:
    """The present memberships of these schools (keys) in clusters that are at work.

    Each with ``has_goals``, and ``is_reflecting``: the cluster has an open reflection.
    """
    goals = Goal.objects.filter(participation=OuterRef("participation"), dropped_at=None)
    reflections = Reflection.objects.filter(cluster=OuterRef("cluster"), closed_at=None)
    tied = Membership.objects.filter(
        until=None, cluster__closed_on=None, participation__school__in=schools
    ).annotate(has_goals=Exists(goals), is_reflecting=Exists(reflections))
    return list(tied.select_related("participation__cohort", "cluster").order_by("pk"))
