"""A cluster that schools formed themselves: confirmed as it is, not computed."""

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.actions.letters import write_letters
from cordata.clusters.actions.tying import AXES
from cordata.clusters.models import Cluster, CoordinationModel, Membership
from cordata.clusters.queries.codes import free_codes, free_letters
from cordata.clusters.queries.letters import Tied
from cordata.history.actions import record
from cordata.networks.models import Cohort, Participation


class NotFree(Exception):
    """A school has left the cohort, or is in a cluster already; ``schools`` says which."""

    def __init__(self, schools: list[Participation]) -> None:
        super().__init__(", ".join(one.school.name for one in schools))
        self.schools = schools


@transaction.atomic
def found_cluster(
    cohort: Cohort,
    lead: Participation,
    mentees: list[Participation],
    *,
    name: str,
    by: User,
) -> Cluster:
    """Make a cluster of schools that chose each other. Later drafts leave it as it is.

    Raises NotFree; ValueError if there is no mentor school to lead, or nobody to accompany.
    """
    if not lead.is_mentor or not mentees or any(one.is_mentor for one in mentees):
        raise ValueError("one mentor school leads at least one mentee school")
    # One line at a time: two coordinators who confirm at once make one cluster.
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    schools = [lead, *mentees]
    if taken := _not_free(cohort, schools):
        raise NotFree(taken)
    today = timezone.localdate()
    cluster = Cluster.objects.create(
        cohort=cohort,
        letter=next(free_letters(cohort.pk)),
        name=name or lead.school.name,
        opened_on=today,
    )
    codes = free_codes(cluster)
    for school in schools:
        code = cluster.letter if school == lead else next(codes)
        Membership.objects.create(
            cluster=cluster, participation=school, side=school.side, code=code, since=today
        )
    CoordinationModel.objects.create(
        cluster=cluster,
        label=CoordinationModel.Label.BOTTOM_UP,
        participation="voluntary",
        direction="one_way",
        support="recognised",
        since=today,
        set_by=by,
        **AXES["bottom_up"],
    )
    new = frozenset(one.public_id for one in mentees)
    tied = Tied(cluster.letter, lead, mentees, new)
    letters = write_letters([tied], about=cluster.public_id, by=by)
    scope = f"country:{cohort.country_id}"
    record("cluster.founded", on=cluster, by=by, scope=scope, letters=letters)
    return cluster


def _not_free(cohort: Cohort, schools: list[Participation]) -> list[Participation]:
    tied = set(
        Membership.objects.filter(participation__in=schools, until=None).values_list(
            "participation_id", flat=True
        )
    )
    return [
        one
        for one in schools
        if one.pk in tied or one.withdrawn_at is not None or one.cohort_id != cohort.pk
    ]
