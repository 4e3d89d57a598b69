"""A cluster's life after publication: schools leave, mentors change, clusters split or join."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.models import Cluster, CoordinationModel, Descent, Membership
from cordata.clusters.queries.codes import free_codes, free_letters
from cordata.history.actions import record
from cordata.networks.actions import change_participation, withdraw_participation
from cordata.networks.models import Participation


class ClusterChanged(Exception):
    """Somebody changed this cluster since the page was opened."""

    def __init__(self, cluster: Cluster) -> None:
        super().__init__(str(cluster))
        self.cluster = cluster


class NotPossible(Exception):
    """The change makes no sense for these schools; ``why`` is a short code."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@transaction.atomic
def withdraw_school(membership: Membership, *, version: int, reason: str, by: User) -> Cluster:
    """A school leaves its cluster and the cohort; the gap can then be filled."""
    cluster = membership.cluster
    _claim(cluster, version)
    if membership.until is not None:
        raise ClusterChanged(cluster)
    _end(membership, reason)
    withdraw_participation(membership.participation, reason=reason, by=by)
    _note("cluster.school_withdrawn", cluster, by, school=membership.code, reason=reason)
    return cluster


@transaction.atomic
def hand_over(
    cluster: Cluster, to: Membership, *, version: int, reason: str, by: User
) -> Cluster:
    """A mentee school becomes the mentor; the old mentor goes on as a member, if still in."""
    _claim(cluster, version)
    if to.cluster_id != cluster.pk or to.until is not None or to.side == "mentor":
        raise NotPossible("not_a_mentee_of_this_cluster")
    codes = free_codes(cluster)
    for old in cluster.memberships.filter(until=None, side="mentor"):
        _end(old, reason)
        _begin(cluster, old.participation, "mentee", next(codes))
        change_participation(old.participation, version=None, side="mentee", by=by)
    _end(to, reason)
    _begin(cluster, to.participation, "mentor", cluster.letter)
    places = cluster.memberships.filter(until=None, side="mentee").count()
    _lead(to.participation, places, by)
    cluster.name = to.participation.school.name
    cluster.save(update_fields=["name"])
    _note("cluster.handed_over", cluster, by, to=to.code, reason=reason)
    return cluster


@transaction.atomic
def split_cluster(
    cluster: Cluster,
    leaving: list[Membership],
    *,
    led_by: Membership,
    version: int,
    reason: str,
    by: User,
) -> Cluster:
    """Some mentee schools go on as a new cluster, led by one of them."""
    _claim(cluster, version)
    if led_by not in leaving or any(
        one.cluster_id != cluster.pk or one.side == "mentor" or one.until for one in leaving
    ):
        raise NotPossible("choose_mentees_and_one_of_them_to_lead")
    new = Cluster.objects.create(
        cohort=cluster.cohort,
        letter=next(free_letters(cluster.cohort_id)),
        name=led_by.participation.school.name,
        opened_on=timezone.localdate(),
    )
    codes = free_codes(new)
    for one in leaving:
        _end(one, reason)
        leads = one == led_by
        code = new.letter if leads else next(codes)
        _begin(new, one.participation, "mentor" if leads else "mentee", code)
    _lead(led_by.participation, len(leaving), by)
    _copy_model(cluster, new, by)
    _descend(cluster, new, Descent.Kind.SPLIT, reason)
    _note("cluster.split", cluster, by, into=new.letter, reason=reason)
    return new


@transaction.atomic
def merge_cluster(
    cluster: Cluster, into: Cluster, *, version: int, reason: str, by: User
) -> Cluster:
    """All schools of ``cluster`` go on in ``into``; its mentor becomes a second mentor."""
    _claim(cluster, version)
    if cluster == into or cluster.cohort_id != into.cohort_id or into.closed_on:
        raise NotPossible("choose_another_open_cluster_of_the_cohort")
    codes = free_codes(into)
    for one in cluster.memberships.filter(until=None).order_by("-side", "pk"):
        _end(one, reason)
        _begin(into, one.participation, one.side, next(codes))
    cluster.closed_on = timezone.localdate()
    cluster.save(update_fields=["closed_on"])
    _descend(cluster, into, Descent.Kind.MERGED, reason)
    _note("cluster.merged", cluster, by, into=into.letter, reason=reason)
    return into


@transaction.atomic
def change_model(cluster: Cluster, *, version: int, by: User, **axes: str) -> CoordinationModel:
    """From today the cluster is coordinated otherwise; the past stays as it was."""
    _claim(cluster, version)
    today = timezone.localdate()
    cluster.models.filter(until=None, since=today).delete()
    cluster.models.filter(until=None).update(until=today)
    model = CoordinationModel.objects.create(cluster=cluster, since=today, set_by=by, **axes)
    _note("cluster.model_changed", cluster, by, **axes)
    return model


def _claim(cluster: Cluster, version: int) -> None:
    mine = Cluster.objects.filter(pk=cluster.pk, version=version, closed_on=None)
    if not mine.update(version=F("version") + 1):
        raise ClusterChanged(Cluster.objects.get(pk=cluster.pk))
    cluster.version = version + 1


def _end(membership: Membership, reason: str) -> None:
    membership.until, membership.left_why = timezone.localdate(), reason
    membership.save(update_fields=["until", "left_why"])


def _begin(cluster: Cluster, school: Participation, side: str, code: str) -> Membership:
    return Membership.objects.create(
        cluster=cluster, participation=school, side=side, code=code, since=timezone.localdate()
    )


def _lead(school: Participation, places: int, by: User) -> None:
    change_participation(
        school, version=None, side="mentor", min_places=0, max_places=max(1, places), by=by
    )


def _copy_model(old: Cluster, new: Cluster, by: User) -> None:
    model = old.models.filter(until=None).first()
    if model:
        model.pk, model.cluster, model.since, model.set_by = None, new, timezone.localdate(), by
        model.save(force_insert=True)


def _descend(before: Cluster, after: Cluster, kind: str, reason: str) -> None:
    Descent.objects.create(
        before=before, after=after, kind=kind, on=timezone.localdate(), reason=reason
    )


def _note(verb: str, cluster: Cluster, by: User, **facts: Any) -> None:
    record(verb, on=cluster, by=by, scope=f"country:{cluster.cohort.country_id}", **facts)
