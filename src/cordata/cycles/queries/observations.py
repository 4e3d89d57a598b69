"""Protocols of observations, and whose notes a person may read."""

from django.db.models import Q, QuerySet

from cordata.accounts.models import User
from cordata.clusters.queries.clusters import clusters_entered_by
from cordata.cycles.models import Activity, Observation
from cordata.schools.queries.schools import my_school_ids


def protocol_of(activity: Activity) -> Observation | None:
    """What was agreed; None if nothing is yet."""
    return (
        Observation.objects.filter(activity=activity)
        .select_related(
            "observed__school", "observer__school", "consent_noted_by", "noted_by",
            "activity__cluster__cohort",
        )
        .first()
    )  # fmt: skip


def observations_read_by(person: User) -> QuerySet[Observation]:
    """The set-wise twin of ``rules.may_read_notes``."""
    mine = my_school_ids(person)
    ours = Q(observed__school__public_id__in=mine) | Q(observer__school__public_id__in=mine)
    shared = Q(level__in=[Observation.Level.CLUSTER, Observation.Level.QUOTABLE])
    inside = Q(activity__cluster__in=clusters_entered_by(person).values("pk"))
    return Observation.objects.filter(ours | (shared & inside), consented_on__isnull=False)
