"""Who learned a practice from whom, what was changed, and how far it went."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cordata.analysis.spread.genealogy import Branch, Spread, Step, spread_of
from cordata.clusters.models import Membership
from cordata.cycles.queries.reviews import Grown, growths_of
from cordata.practices.models import Passing, Practice
from cordata.schools.models import School


@dataclass(frozen=True, slots=True)
class Twig:
    """A school in the tree, with how it came there.

    passing  None for the first school
    within   it was in one cluster with its teacher on that day
    grown    it was accompanied in one year and is a mentor school in another
    """

    branch: Branch
    school: School
    teacher: School | None
    passing: Passing | None
    within: bool
    grown: Grown | None


@dataclass(frozen=True, slots=True)
class Genealogy:
    """The whole tree, and its figures."""

    spread: Spread
    twigs: list[Twig]


def passings_confirmed(practice: Practice) -> QuerySet[Passing]:
    """What both schools say, and neither has taken back."""
    found = practice.passings.filter(confirmed_at__isnull=False, ended_at=None)
    return found.select_related("teacher", "learner").order_by("learned_on", "pk")


def passings_around(practice: Practice) -> QuerySet[Passing]:
    """Everything that was told of a practice and not ended, confirmed or not."""
    found = practice.passings.filter(ended_at=None)
    return found.select_related("teacher", "learner", "told_for").order_by("learned_on", "pk")


def schools_having(practice: Practice) -> list[School]:
    """From whom it can be learned: its first school, and those that learned it, by name."""
    learned = [one.learner for one in passings_confirmed(practice)]
    return [practice.participation.school, *sorted(learned, key=lambda one: (one.name, one.pk))]


def genealogy_of(practice: Practice) -> Genealogy:
    """The one path of every figure on the spread of a practice: page, table and picture."""
    root = practice.participation.school
    passings = {one.learner.public_id: one for one in passings_confirmed(practice)}
    schools = {root.public_id: root}
    for one in passings.values():
        schools |= {one.teacher.public_id: one.teacher, one.learner.public_id: one.learner}
    steps = [
        Step(one.teacher.public_id, learner, _month(one.learned_on))
        for learner, one in passings.items()
    ]
    began = _month(practice.began_on) if practice.began_on else None
    spread = spread_of(
        root.public_id, began, steps, {key: one.country for key, one in schools.items()}
    )
    members = _memberships(list(schools.values()))
    grown = {one.now.school_id: one for one in growths_of(sorted(schools))}
    return Genealogy(
        spread,
        [
            Twig(
                branch,
                schools[branch.school],
                schools.get(branch.teacher),
                passing := passings.get(branch.school),
                within=passing is not None and _within(passing, members),
                grown=grown.get(schools[branch.school].pk),
            )
            for branch in spread.branches
        ],
    )


def neighbours_of(school: School) -> list[School]:
    """Schools that were ever in one cluster with it, by name: who may have learned it there."""
    clusters = Membership.objects.filter(participation__school=school).values("cluster")
    found = School.objects.filter(participations__memberships__cluster__in=clusters)
    return list(found.exclude(pk=school.pk).distinct().order_by("name", "pk"))


def learned_by(schools: list[str]) -> QuerySet[Passing]:
    """What these schools (public ids) learned or taught, and did not end, newest first."""
    mine = Q(learner__public_id__in=schools) | Q(teacher__public_id__in=schools)
    found = Passing.objects.filter(mine, ended_at=None, practice__withdrawn_at=None)
    return found.select_related("practice", "teacher", "learner", "told_for").order_by(
        "-told_at", "-pk"
    )


def _month(day: dt.date) -> int:
    return day.year * 12 + day.month


type Stay = tuple[int, dt.date, dt.date | None]


def _memberships(schools: list[School]) -> dict[int, list[Stay]]:
    found: dict[int, list[Stay]] = {}
    rows = Membership.objects.filter(participation__school__in=schools).values_list(
        "participation__school_id", "cluster_id", "since", "until"
    )
    for school, cluster, since, until in rows:
        found.setdefault(school, []).append((cluster, since, until))
    return found


def _within(passing: Passing, members: dict[int, list[Stay]]) -> bool:
    """Whether both were in one cluster on the day."""

    def clusters_of(school: int) -> set[int]:
        return {
            cluster
            for cluster, since, until in members.get(school, [])
            if since <= passing.learned_on and (until is None or passing.learned_on <= until)
        }

    return bool(clusters_of(passing.teacher_id) & clusters_of(passing.learner_id))
