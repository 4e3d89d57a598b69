"""Make memberships equal to a plan's ties: new clusters, new members, moved members."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils import timezone

from cordata.clusters.models import Cluster, CoordinationModel, Membership, Plan, Publication
from cordata.clusters.queries.codes import free_codes, free_letters
from cordata.clusters.queries.ties import Tie, ties_by_mentor
from cordata.networks.models import Participation

AXES = {
    "top_down": {"initiative": "authority", "setting": "regional", "mode": "blended"},
    "bottom_up": {"initiative": "schools", "setting": "regional", "mode": "blended"},
    "virtual": {"initiative": "authority", "setting": "dispersed", "mode": "virtual"},
    "hybrid": {"initiative": "authority", "setting": "dispersed", "mode": "blended"},
}


@dataclass
class Changed:
    """What a publication changed: whom its letters must tell."""

    clusters: list[Cluster] = field(default_factory=list)
    members: list[Membership] = field(default_factory=list)


@dataclass
class _Before:
    """What stood before: read once, however many schools there are."""

    schools: dict[str, Participation]
    led: dict[str, Cluster]
    places: dict[int, Membership]
    letters: Iterator[str]


def tie_schools(plan: Plan, publication: Publication) -> Changed:
    """Write the clusters and memberships of ``plan`` that do not stand yet."""
    before = _read(plan.draft.cohort_id)
    changed = Changed()
    for mentor_id, ties in ties_by_mentor(plan).items():
        cluster = before.led.get(mentor_id)
        if cluster is None:
            cluster = _open(plan, publication, before, before.schools[mentor_id], changed)
        _fill(cluster, ties, publication, before, changed)
    Membership.objects.bulk_create(changed.members)
    return changed


def _read(cohort_id: int) -> _Before:
    taking_part = Participation.objects.filter(cohort=cohort_id).select_related("school")
    standing = Membership.objects.filter(
        cluster__cohort=cohort_id, until=None, cluster__closed_on=None
    ).select_related("cluster", "participation")
    return _Before(
        schools={one.public_id: one for one in taking_part},
        led={
            one.participation.public_id: one.cluster
            for one in standing
            if one.side == Participation.Side.MENTOR
        },
        places={one.participation_id: one for one in standing},
        letters=free_letters(cohort_id),
    )


def _open(
    plan: Plan,
    publication: Publication,
    before: _Before,
    mentor: Participation,
    changed: Changed,
) -> Cluster:
    today = timezone.localdate()
    cluster = Cluster.objects.create(
        cohort=plan.draft.cohort,
        publication=publication,
        letter=next(before.letters),
        name=mentor.school.name,
        opened_on=today,
    )
    changed.clusters.append(cluster)
    changed.members.append(_membership(cluster, mentor, cluster.letter, publication))
    model = plan.draft.inputs["rules"]["model"]
    CoordinationModel.objects.create(
        cluster=cluster,
        label=model,
        participation="voluntary",
        direction="one_way",
        support="recognised",
        since=today,
        set_by=publication.by,
        **AXES[model],
    )
    return cluster


def _fill(
    cluster: Cluster,
    ties: list[Tie],
    publication: Publication,
    before: _Before,
    changed: Changed,
) -> None:
    codes = free_codes(cluster)
    for tie in ties:
        mentee = before.schools[tie.mentee]
        old = before.places.get(mentee.pk)
        if old and old.cluster_id == cluster.pk:
            continue
        if old:
            old.until, old.ended_by = timezone.localdate(), publication
            old.save(update_fields=["until", "ended_by"])
        made = _membership(cluster, mentee, next(codes), publication)
        made.online = tie.online
        changed.members.append(made)


def _membership(
    cluster: Cluster, school: Participation, code: str, publication: Publication
) -> Membership:
    return Membership(
        cluster=cluster,
        participation=school,
        side=school.side,
        code=code,
        since=timezone.localdate(),
        made_by=publication,
    )
