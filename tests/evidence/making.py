"""Six clusters of two mentored schools, asked twice; and research on them."""

import datetime as dt

import numpy as np
from django.utils import timezone

from cordata.analysis.datasets import commitment, dataset_address, in_order
from cordata.clusters.actions.founding import found_cluster
from cordata.clusters.models import CoordinationModel, Membership
from cordata.evidence.actions.analyses import freeze_table, register_analysis, run_analysis
from cordata.evidence.actions.findings import write_finding
from cordata.evidence.actions.projects import open_project
from cordata.evidence.models import FrozenTable
from cordata.evidence.queries.tables import KINDS
from cordata.kit.frames import to_parquet
from cordata.surveys.actions.freezing import freeze
from cordata.surveys.models import Round
from tests import factories as make
from tests.surveys import asking

KIND = "change-of-schools/1"
# Points of ten teachers on area A before and after, by school: most schools gain.
BEFORE = [2, 3, 2, 3, 2, 3, 3, 2, 3, 2, 3, 3]
GAINS = [1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 0]


def closed(participation, mean, *, occasion, days):
    """Ten teachers around a mean, in a round that closed so many days ago."""
    return of_people(participation, [mean - 1, mean + 1] * 5, occasion=occasion, days=days)


def of_people(participation, means, *, occasion, days):
    """Teachers with these means, in a round that closed so many days ago."""
    rows = [f"{one}{one}{one}333" for one in means]
    return closed_with(participation, rows, occasion=occasion, days=days)


def closed_with(participation, rows, *, occasion, days):
    """Teachers who answered so (as ``asking.answer`` takes it), closed so many days ago."""
    when = timezone.now() - dt.timedelta(days=days)
    which = asking.ask(
        participation,
        occasion=occasion,
        invited={"teachers": 14},
        opens=when - dt.timedelta(days=14),
    )
    asking.answer(which, "teachers", *rows)
    Round.objects.filter(pk=which.pk).update(closed_at=when, closes_at=when)
    which.refresh_from_db()
    freeze([which])
    return which


def network(cohort, marta, *, clusters=6):
    """The mentored schools in the order of ``BEFORE``; tied, with a model, before any round closed."""
    schools = []
    for number in range(clusters):
        leads = make.mentor(cohort, name=f"Mentor {number}")
        two = [make.mentee(cohort, name=f"Mentee {number}{one}") for one in "ab"]
        found_cluster(cohort, leads, two, name=f"Valle {number}", by=marta)
        schools += two
    long_ago = timezone.localdate() - dt.timedelta(days=200)
    for model in (CoordinationModel, Membership):
        model.objects.filter(cluster__cohort=cohort).update(since=long_ago)
    return schools


def ask_twice(schools):
    for school, before, gain in zip(schools, BEFORE, GAINS, strict=False):
        closed(school, before, occasion="baseline", days=100)
        closed(school, before + gain, occasion="end", days=5)


def params(cohort):
    return {"cohorts": [cohort.public_id], "instrument": "whole-school", "voice": "teachers",
            "area": "A"}  # fmt: skip


def asked(**spec):
    fields = {"school": "school", "mentor": "mentor", "before": "before", "after": "after"}
    return {"method": "change", "seed": 7, "spec": fields | spec}


def project(cast):
    return open_project(
        cast.cohort.programme,
        title="Mentored schools",
        question="Do teachers of mentored schools change how they see leadership?",
        paid_by="The ministry",
        by=cast.people["researcher"],
    )


def registered(of, cohort, by, ask=None, **spec):
    return register_analysis(
        of, title="Change in area A", expects="A gain of half a point.", kind=KIND,
        params=params(cohort), ask=ask or asked(**spec), by=by,
    )  # fmt: skip


def ran(cast):
    """A run on twelve schools, from the beginning."""
    schools = network(cast.cohort, cast.people["coordinator"])
    ask_twice(schools)
    of, paola = project(cast), cast.people["researcher"]
    table = freeze_table(of, KIND, params(cast.cohort), by=paola)
    return run_analysis(registered(of, cast.cohort, paola), table, by=paola)


def quick(cast, *, schools=12, ask=None):
    """The same numbers on rows that no round stands behind: for pages, in a hundredth of the time."""
    asking.version()
    of, paola = project(cast), cast.people["researcher"]
    rows = in_order(
        {
            "school": np.array([f"sch_{n:02}" for n in range(schools)]),
            "mentor": np.array([f"sch_m{n // 2}" for n in range(schools)]),
            "before": np.array(BEFORE[:schools], dtype=float),
            "after": np.array(BEFORE[:schools], dtype=float) + GAINS[:schools],
            "before_n": np.full(schools, 10.0),
            "after_n": np.full(schools, 10.0),
        }
    )
    address = dataset_address(rows)
    seal, nonce = commitment(address)
    table = FrozenTable.objects.create(
        project=of, kind=KIND, params=params(cast.cohort), content=to_parquet(rows),
        address=address, seal=seal, nonce=nonce, rows=schools, sources=[], frozen_by=paola,
        data_known_at=timezone.now() - dt.timedelta(days=5),
    )  # fmt: skip
    return run_analysis(registered(of, cast.cohort, paola, ask), table, by=paola)


def about(run, kind, estimate, **params):
    """As if the run had asked for another estimate, of a table of another kind."""
    found = run.document["result"]["estimates"]
    found[estimate] = found["change"]
    run.save()
    run.table.kind = kind
    run.table.params |= params
    run.table.save()
    return run


def billed(cast, hours):
    """A run of costs on one line for each cluster, {cluster: hours}; no record stands behind it."""
    of, paola, kind = project(cast), cast.people["researcher"], "costs-of-clusters/1"
    told = {"cohorts": [cast.cohort.public_id]}
    analysis = register_analysis(
        of, title="What it costs", expects="Little.", kind=kind, params=told, comparisons=1,
        ask={"method": "costs", "seed": 7, "spec": dict(KINDS[kind].fits["costs"])}, by=paola,
    )  # fmt: skip
    each = {
        "payer": "ministry", "mode": "cash", "model": "blended", "country": "IT",
        "category": "personnel", "phase": "running", "basis": "measured", "currency": "EUR",
        "share": 1.0, "share_used": 1.0, "price": 10.0, "price_year": 2024.0, "standard": 10.0,
        "life_years": 0.0, "start": 2025.0, "end": 2025.0,
    }  # fmt: skip
    used = [float(one) for one in hours.values()]
    rows = {name: [cell] * len(hours) for name, cell in each.items()} | {
        "group": list(hours), "line": list(hours), "quantity": used, "low": used, "high": used,
        "recorded": used,
    }  # fmt: skip
    return run_analysis(analysis, frozen(of, kind, told, columns(rows), by=paola), by=paola)


def frozen(of, kind, told, rows, *, by):
    """Rows by hand as a frozen table."""
    address = dataset_address(rows)
    seal, nonce = commitment(address)
    return FrozenTable.objects.create(
        project=of, kind=kind, params=told, content=to_parquet(in_order(rows)), address=address,
        seal=seal, nonce=nonce, rows=len(next(iter(rows.values()))), sources=[], frozen_by=by,
        data_known_at=timezone.now() - dt.timedelta(days=5),
    )  # fmt: skip


def draft(
    run,
    *,
    by=None,
    headline="Teachers of 12 schools agree more: by 0.67 points.",
    estimate="change",
):
    return write_finding(
        run, estimate=estimate, headline=headline,
        limits="No comparison: nobody knows what other schools did.", language="en",
        by=by or run.ran_by,
    )  # fmt: skip


def columns(rows):
    """Lists as columns of a table."""
    return {
        name: np.array(values, dtype=np.str_ if isinstance(values[0], str) else np.float64)
        for name, values in rows.items()
    }
