"""A recommendation that rests on findings about schools of known kinds, and a place to try it in."""

import datetime as dt

import numpy as np
from django.utils import timezone

from cordata.evidence.actions.analyses import run_analysis
from cordata.evidence.models import Finding
from cordata.exchange.models import CountryContext, Scenario
from cordata.guidance.models import Recommendation, Version
from tests import factories as make
from tests.evidence import making

PLACE = {
    "level": {"1": 80.0, "2": 20.0},
    "size": {"small": 50.0, "large": 50.0},
    "rurality": {"other": 100.0},
    "language": {"it": 100.0},
}
ASKED = {
    "schools": 40, "per_mentor": 4, "hours": 2.0, "travel": 40.0, "years": 2, "pay": 30000.0,
    "mentors": None, "budget": None,
}  # fmt: skip


def recommendation(cast, schools, *, state="released", number=4, lost=0):
    """Published, on a finding whose rows are these schools; the last few did not answer again."""
    paola = cast.people["researcher"]
    of = making.project(cast)
    n = len(schools)
    rows = {
        "school": np.array([one.public_id for one in schools]),
        "mentor": np.array([f"sch_m{at // 2}" for at in range(n)]),
        "before": np.full(n, 2.0) + np.arange(n) % 2,
        "after": np.where(np.arange(n) < n - lost, 3.0 + np.arange(n) % 3 / 2, np.nan),
        "before_n": np.full(n, 10.0),
        "after_n": np.full(n, 10.0),
    }
    table = making.frozen(of, making.KIND, making.params(cast.cohort), rows, by=paola)
    run = run_analysis(making.registered(of, cast.cohort, paola), table, by=paola)
    released = {"released_at": timezone.now()} if state in {"released", "withdrawn"} else {}
    finding = Finding.objects.create(
        run=run, estimate="change", headline="They change.", limits="L", counter="C",
        state=state, written_by=paola, **released,
    )  # fmt: skip
    made = Recommendation.objects.create(
        number=number, project=of, question="What helps?", state="published", opened_by=paola
    )
    version = Version.objects.create(
        recommendation=made, statement="Give schools time.", because="It helps.",
        state="published", published_at=timezone.now(), written_by=paola,
    )  # fmt: skip
    version.supports.create(finding=finding, estimate="change", role="effect", outcome="Change")
    return version


def schools(many, **traits):
    return [make.school(**({"levels": ["1"], "pupils": 100} | traits)) for _one in range(many)]


def context(by, *, country="IT", region="", place=None, on=dt.date(2026, 9, 1)):
    return CountryContext.objects.create(
        country=make.country(country), region=region, origin="typed", source="Statistics, 2026",
        dated_on=on, schools=place or PLACE, entered_by=by,
    )  # fmt: skip


def scenario(by, *, name="All of Italy", **fields):
    then = {"total": 1, "low": 1, "high": 1, "mentors": 1, "chance": 1.0}
    return Scenario.objects.create(
        name=name, country=make.country("IT"), model="hybrid", saved_by=by,
        **({"asked": ASKED, "told": then} | fields),
    )  # fmt: skip
