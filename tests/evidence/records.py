"""Networks as records leave them: schools in clusters and waiting, rounds, visits, two years."""

import datetime as dt
from math import isnan

from django.utils import timezone

from cordata.clusters.actions.founding import found_cluster
from cordata.clusters.models import Cluster, Membership
from cordata.evidence.queries.tables import KINDS, build
from cordata.networks.models import Cohort
from tests import factories as make
from tests.cycles.year import activity
from tests.evidence.making import closed

MEASURE = {"instrument": "whole-school", "voice": "teachers", "area": "A"}


def day(days):
    """So many days ago."""
    return timezone.localdate() - dt.timedelta(days=days)


def dated(cohort, *, began, ends):
    """A cohort that began and ends so many days ago; below 0 it goes on."""
    Cohort.objects.filter(pk=cohort.pk).update(starts_on=day(began), ends_on=day(ends))
    cohort.refresh_from_db()
    return cohort


def cluster(cohort, marta, mentees, *, since, lead=None, name="Valle"):
    """A mentor school with these mentees, founded so many days ago."""
    made = found_cluster(
        cohort, lead or make.mentor(cohort), list(mentees), name=name, by=marta
    )
    Cluster.objects.filter(pk=made.pk).update(opened_on=day(since))
    Membership.objects.filter(cluster=made).update(since=day(since))
    made.models.update(since=day(since))
    made.refresh_from_db()
    return made


def lead_of(made):
    return made.memberships.get(side="mentor").participation


def visited(made, school, *, days, minutes=90, host=None, **facts):
    """People of the school and of its mentor school meet: at the mentor's, if not told otherwise."""
    lead = lead_of(made)
    facts = {"host": host or lead, "called_by": lead, "minutes": minutes} | facts
    return activity(made, days, "well", attending=[(lead, 1, 0), (school, 2, 30)], **facts)


def two_arms(cohort, marta, *, each=5, started=150):
    """Clusters of two schools, and as many schools that wait; asked twice, visited in between.

    School n of an arm begins at 2 or 3 points; mentored ones gain a point, but each third none.
    The first cluster was visited once, the second twice, and so on.
    """
    dated(cohort, began=200, ends=-170)
    mentored, clusters = [], []
    for number in range(each):
        two = [make.mentee(cohort, priority=number % 2 == 0) for _one in "ab"]
        clusters.append(cluster(cohort, marta, two, since=started, name=f"Valle {number}"))
        mentored += two
    waiting = [make.mentee(cohort, priority=number % 2 == 0) for number in range(2 * each)]
    for number, school in enumerate(mentored):
        asked(school, 2 + number % 2, gain=number % 3 > 0)
    for number, school in enumerate(waiting):
        asked(school, 2 + number % 2, gain=number % 5 == 0)
    for number, made in enumerate(clusters):
        for time in range(number + 1):
            for school in mentored[2 * number : 2 * number + 2]:
                visited(made, school, days=60 - time)
    return mentored, waiting, clusters


def asked(school, start, *, gain):
    closed(school, start, occasion="baseline", days=100)
    closed(school, start + int(gain), occasion="end", days=5)


def rows(project, kind, params, *keys):
    """The table as records give it now, by its keys: {key: {column: value}}; NaN is None."""
    made = build(project, kind, params)
    names = list(made.frame)
    found = [
        {name: _cell(one) for name, one in zip(names, cells, strict=True)}
        for cells in zip(*(column.tolist() for column in made.frame.values()), strict=True)
    ]
    keys = keys or KINDS[kind].keys
    return {tuple(one[key] for key in keys): one for one in found}


def _cell(value):
    return None if isinstance(value, float) and isnan(value) else value
